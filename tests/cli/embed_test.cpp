#include <nlohmann/json.hpp>

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
  std::string model = random_lenet5(folder.path()), data = small_mnist(folder.path());
  fs::path out = folder / "out";

  Outcome embed(std::vector<std::string> options) {
    std::vector<std::string> words{"embed", "--json", "--model", model, "--data", data, "--out", out};
    words.insert(words.end(), options.begin(), options.end());
    return run(words);
  }
};

}  // namespace

TEST_CASE("embed writes the points, the images and the picture - any threads give the same bytes") {
  Bench bench;
  const std::vector<std::string> options{"--layer",      "relu2", "--count",      "50",
                                         "--perplexity", "12",    "--iterations", "40"};
  const Outcome outcome = bench.embed(options);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  REQUIRE(outcome.lines().size() == 1);
  const json said = json::parse(outcome.lines().front());
  CHECK(said.at("method") == "tsne");
  CHECK(said.at("images") == 50);
  CHECK(said.at("iterations") == 40);
  CHECK(load_npy(bench.out / "embedding.npy").shape == Dims{50, 2});
  CHECK(json::parse(contents(bench.out / "embedding.json")).at("index").size() == 50);
  CHECK(contents(bench.out / "embedding.png").starts_with("\x89PNG"));
  const std::string points = contents(bench.out / "embedding.npy");
  std::vector<std::string> alone = options;
  alone.insert(alone.end(), {"--threads", "1"});
  REQUIRE(bench.embed(alone).code == 0);
  CHECK(contents(bench.out / "embedding.npy") == points);
  std::vector<std::string> others = options;
  others.insert(others.end(), {"--seed", "2"});
  REQUIRE(bench.embed(others).code == 0);
  CHECK(contents(bench.out / "embedding.npy") != points);  // other images
}

TEST_CASE("embed by PCA, of the pixels too") {
  Bench bench;
  const Outcome outcome = bench.embed({"--layer", "input", "--method", "pca"});
  REQUIRE(outcome.code == 0);
  const json said = json::parse(outcome.lines().front());
  CHECK(said.at("layer") == "input");
  CHECK(said.at("features") == 784);
  CHECK(said.at("images") == kTestDigits);
  CHECK(said.at("explained").at(0).get<double>() >= said.at("explained").at(1).get<double>());
}

TEST_CASE("embed says what will not do") {
  Bench bench;
  CHECK(bench.embed({"--layer", "conv9"}).complains({"conv9", "relu2"}));
  CHECK(bench.embed({"--layer", "conv9"}).code == 1);
  CHECK(bench.embed({"--layer", "relu1", "--method", "umap"}).code == 2);
  CHECK(bench.embed({"--layer", "relu1", "--count", "0"}).code == 2);
  CHECK(bench.embed({"--layer", "relu1", "--count", "99999"}).code == 2);
  const Outcome few = bench.embed({"--layer", "relu1"});
  CHECK(few.code == 1);
  CHECK(few.complains({"perplexity", "30", "21"}));  // 64 images
  CHECK_FALSE(fs::exists(bench.out));
}
