#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/formats/npy.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;
using nlohmann::json;

namespace {

using Dims = std::vector<std::int64_t>;

struct Bench {
  TemporaryFolder folder;
  std::string model = random_lenet5(folder.path());
  std::string picture = small_picture(folder.path());
  fs::path out = folder.path() / "out";

  /// `convlens COMMAND --json --raw --model ... --image ... OPTIONS --out ...`; what it says.
  json said(const std::string& command, std::vector<std::string> options = {}) {
    std::vector<std::string> words{command, "--json", "--raw", "--model", model, "--image", picture};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"--out", out});
    const Outcome outcome = run(words);
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    REQUIRE(outcome.lines().size() == 1);
    return json::parse(outcome.lines().front());
  }
  NpyArray array(const char* name) { return load_npy(out / name); }
  bool is_png(const char* name) { return contents(out / name).starts_with("\x89PNG"); }
};

}  // namespace

TEST_CASE("saliency by each method, of the class asked for") {
  Bench bench;
  const json gradient = bench.said("saliency", {"--label", "3"});
  CHECK(gradient.at("label") == 3);
  CHECK(bench.array("saliency.npy").shape == Dims{28, 28});
  CHECK(bench.is_png("saliency.png"));
  CHECK(json::parse(contents(bench.out / "saliency.json")) == gradient);

  const json cam = bench.said("saliency", {"--method", "grad-cam", "--layer", "pool1"});
  CHECK(cam.at("layer") == "pool1");
  CHECK(bench.array("saliency.npy").shape == Dims{28, 28});

  const json path = bench.said("saliency", {"--method", "integrated-gradients", "--steps", "200"});
  const NpyArray values = bench.array("saliency.npy");
  CHECK(values.shape == Dims{1, 28, 28});
  const double sum = std::accumulate(values.values.begin(), values.values.end(), 0.0);
  const double difference = path.at("score").get<double>() - path.at("baseline_score").get<double>();
  CHECK(sum == Approx(difference + path.at("residue").get<double>()).margin(1e-5));
}

TEST_CASE("invert: one layer and all - the same seed and any threads give the same bytes") {
  Bench bench;
  const json one = bench.said("invert", {"--layer", "conv2", "--iterations", "20"});
  CHECK(one.at("layers").at(0).at("layer") == "conv2");
  CHECK(bench.array("inversion.npy").shape == Dims{1, 28, 28});
  const std::string first = contents(bench.out / "inversion.npy");
  bench.said("invert", {"--layer", "conv2", "--iterations", "20", "--threads", "1"});
  CHECK(contents(bench.out / "inversion.npy") == first);
  bench.said("invert", {"--layer", "conv2", "--iterations", "20", "--seed", "2"});
  CHECK(contents(bench.out / "inversion.npy") != first);
  const json all = bench.said("invert", {"--iterations", "2"});
  CHECK(bench.array("inversion.npy").shape == Dims{static_cast<std::int64_t>(all.at("layers").size()), 1, 28, 28});
  CHECK(bench.is_png("inversion.png"));
}

TEST_CASE("maximise one unit and all") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path());
  const fs::path out = folder.path() / "out";
  const Outcome one = run({"maximise", "--json", "--model", model, "--layer", "dense3", "--unit", "7", "--out", out});
  REQUIRE(one.code == 0);
  CHECK(json::parse(one.lines().front()).at("units").at(0).at("unit") == 7);
  CHECK(load_npy(out / "maximisation.npy").shape == Dims{1, 28, 28});
  REQUIRE(run({"maximise", "--model", model, "--layer", "relu1", "--iterations", "2", "--out", out}).code == 0);
  CHECK(load_npy(out / "maximisation.npy").shape == Dims{6, 1, 28, 28});
}

TEST_CASE("sanity, occlusion's deletion curve, and the report") {
  Bench bench;
  const json sanity = bench.said("sanity", {"--method", "guided"});
  CHECK(sanity.at("steps").size() == 5);
  CHECK(bench.array("sanity.npy").shape == Dims{6, 1, 28, 28});
  CHECK(bench.is_png("sanity-curve.png"));
  bench.said("occlude", {"--stride", "4"});
  const NpyArray deletion = bench.array("deletion.npy");
  REQUIRE(deletion.shape.size() == 2);
  CHECK(deletion.shape[1] == 2);
  CHECK(deletion.values.front() == 0.0f);
  CHECK(bench.is_png("deletion.png"));
  const fs::path page = bench.folder.path() / "page.html";
  const Outcome outcome = run({"report", "--raw", "--model", bench.model, "--image", bench.picture, "--iterations", "2", "--out", page});
  REQUIRE(outcome.code == 0);
  CHECK(contents(page).find("data:image/png;base64,") != std::string::npos);
}

TEST_CASE("wrong words are refused with what would do") {
  Bench bench;
  const auto code = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--model", bench.model, "--image", bench.picture, "--raw", "--out", bench.out});
    return run(words).code;
  };
  CHECK(code({"saliency", "--method", "tea-leaves"}) == 2);
  CHECK(code({"saliency", "--layer", "conv1"}) == 2);
  CHECK(code({"saliency", "--method", "grad-cam", "--layer", "dense1"}) == 1);
  CHECK(code({"saliency", "--label", "99"}) == 1);
  CHECK(code({"saliency", "--steps", "0"}) == 2);
  CHECK(code({"invert", "--layer", "conv9"}) == 1);
  CHECK(code({"sanity", "--method", "inversion"}) == 2);
  CHECK_FALSE(fs::exists(bench.out));
}
