// compare as a command: each side's file is the one that the figure's own command saves.
#include <nlohmann/json.hpp>

#include "core/formats/npy.h"
#include "core/formats/onnx.h"
#include "core/model/presets.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;
using nlohmann::json;

namespace {

struct Bench {
  TemporaryFolder folder;
  std::string model = random_lenet5(folder.path());
  std::string other = (folder / "other.onnx").string();
  std::string picture = small_picture(folder.path());
  std::string drawing = (folder / "one.jsonl").string();
  fs::path out = folder / "out", own = folder / "own";

  Bench() {
    save_onnx(other, initialised_model(find_preset("lenet5")->build(), 8));
    write_text(drawing, R"({"strokes": [[[10, 10], [12, 60]]]})");
  }
  Outcome compare(std::vector<std::string> options) {
    options.insert(options.begin(), {"compare", "--model", model, "--out", out.string()});
    return run(options);
  }
  /// The single command's file of one side.
  std::string file_of(std::vector<std::string> command, const char* name) {
    command.insert(command.end(), {"--out", own.string()});
    const Outcome outcome = run(command);
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    return contents(own / name);
  }
};

}  // namespace

TEST_CASE("compare: a.npy and b.npy are the files of the single commands, byte for byte") {
  Bench bench;
  struct Case {
    std::vector<std::string> figure;   // of compare
    std::vector<std::string> command;  // the single one, without model and image
    const char* file;
  };
  const Case cases[] = {
      {{"maps", "--layer", "relu2"}, {"maps"}, "relu2.npy"},
      {{"deconv", "--layer", "relu2"}, {"deconv", "--layer", "relu2"}, "deconv.npy"},
      {{"deconv", "--layer", "relu2", "--unit", "4", "--rule", "guided"},
       {"deconv", "--layer", "relu2", "--unit", "4", "--rule", "guided"}, "deconv.npy"},
      {{"occlude", "--label", "2", "--stride", "5"}, {"occlude", "--label", "2", "--stride", "5"}, "probability.npy"},
      {{"occlude", "--label", "2", "--stride", "5", "--map", "activation"}, {"occlude", "--label", "2", "--stride", "5"}, "activation.npy"},
      {{"occlude", "--label", "2", "--stride", "5", "--map", "label"}, {"occlude", "--label", "2", "--stride", "5"}, "label.npy"},
      {{"saliency", "--label", "2"}, {"saliency", "--label", "2"}, "saliency.npy"},
      {{"saliency", "--label", "2", "--method", "integrated-gradients"},
       {"saliency", "--label", "2", "--method", "integrated-gradients"}, "saliency.npy"},
      {{"invert", "--layer", "conv2", "--iterations", "3"}, {"invert", "--layer", "conv2", "--iterations", "3"}, "inversion.npy"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.figure, one.file);
    std::vector<std::string> options{"--image", bench.picture, "--with-image", bench.drawing, "--with-model", bench.other, "--figure"};
    options.insert(options.end(), one.figure.begin(), one.figure.end());
    const Outcome outcome = bench.compare(options);
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    const auto own = [&](const std::string& model, const std::string& image) {
      std::vector<std::string> command = one.command;
      command.insert(command.end(), {"--model", model, "--image", image});
      return bench.file_of(command, one.file);
    };
    CHECK(contents(bench.out / "a.npy") == own(bench.model, bench.picture));
    CHECK(contents(bench.out / "b.npy") == own(bench.other, bench.drawing));
    CHECK(contents(bench.out / "compare.png").starts_with("\x89PNG"));
  }
}

TEST_CASE("compare: filters need no image, probabilities are those of classify") {
  Bench bench;
  REQUIRE(bench.compare({"--with-model", bench.other, "--figure", "filters", "--layer", "conv1"}).code == 0);
  CHECK(contents(bench.out / "a.npy") == bench.file_of({"filters", "--model", bench.model, "--layer", "conv1"}, "filters.npy"));
  CHECK(contents(bench.out / "b.npy") == bench.file_of({"filters", "--model", bench.other, "--layer", "conv1"}, "filters.npy"));

  const Outcome outcome = bench.compare({"--image", bench.picture, "--with-image", bench.drawing, "--figure", "probabilities", "--json"});
  REQUIRE(outcome.code == 0);
  CHECK(json::parse(outcome.out) == json::parse(contents(bench.out / "compare.json")));
  const json said = json::parse(run({"classify", "--json", "--model", bench.model, bench.picture}).lines().front());
  CHECK(load_npy(bench.out / "a.npy").values == said.at("probabilities").get<std::vector<float>>());
}

TEST_CASE("compare: the same on both sides is 0, with one thread and two") {
  Bench bench;
  std::vector<std::string> options{"--image", bench.picture, "--with-image", bench.picture, "--figure", "occlude", "--stride", "6", "--json"};
  std::string before;
  for (const char* threads : {"1", "2"}) {
    std::vector<std::string> words = options;
    words.insert(words.end(), {"--threads", threads});
    const Outcome outcome = bench.compare(words);
    REQUIRE(outcome.code == 0);
    CHECK(json::parse(outcome.out).at("largest_difference") == 0.0);
    if (!before.empty()) CHECK(contents(bench.out / "a.npy") == before);
    before = contents(bench.out / "a.npy");
    CHECK(before == contents(bench.out / "b.npy"));
  }
}

TEST_CASE("compare: what does not go together is refused") {
  Bench bench;
  const std::string tiny = (bench.folder / "tiny.onnx").string();
  save_onnx(tiny, initialised_model(find_preset("tinyvgg")->build(), 8));
  const Outcome shapes = bench.compare({"--image", bench.picture, "--with-model", tiny, "--figure", "maps", "--layer", "conv1"});
  CHECK(shapes.code == 1);
  CHECK(shapes.complains({"maps of B", "6x28x28"}));
  CHECK(bench.compare({"--image", bench.picture, "--with-model", bench.other, "--figure", "maps", "--layer", "nothing"}).complains({"nothing"}));
  const std::vector<std::vector<std::string>> wrong = {
      {"--image", bench.picture, "--figure", "maps", "--layer", "relu1"},                                     // one side only
      {"--image", bench.picture, "--with-model", bench.other, "--figure", "maps"},                            // no layer
      {"--with-model", bench.other, "--figure", "maps", "--layer", "relu1"},                                  // no image
      {"--image", bench.picture, "--with-rule", "guided", "--figure", "maps", "--layer", "relu1"},            // no rule in it
      {"--image", bench.picture, "--with-method", "grad-cam", "--figure", "deconv", "--layer", "relu1"},      // no method in it
      {"--image", bench.picture, "--with-model", bench.other, "--figure", "saliency", "--unit", "1"},         // no unit
      {"--image", bench.picture, "--with-model", bench.other, "--figure", "pictures"},
  };
  for (const std::vector<std::string>& options : wrong) CHECK(bench.compare(options).code == 2);
}
