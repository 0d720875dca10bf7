#include <algorithm>

#include "tests/support/process.h"
#include "tests/support/catch.h"

using namespace convlens::test;

TEST_CASE("every command explains itself with an example") {
  for (const char* command :
       {"presets", "data", "train", "teach", "evaluate", "classify", "info", "filters", "compare", "maps", "deconv",
        "average", "occlude", "top", "evolution", "arithmetic", "classical", "lab", "probe", "embed", "saliency", "invert",
        "maximise", "sanity", "invariance", "report", "describe", "export", "bench", "shots"}) {
    CAPTURE(command);
    const Outcome outcome = run({command, "--help"});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.find("Example:\n  convlens " + std::string(command)) != std::string::npos);
    CHECK(outcome.out.find("--json") != std::string::npos);
  }
}

TEST_CASE("help lists the commands, and the version is told") {
  const Outcome help = run({"--help"});
  CHECK(help.code == 0);
  CHECK(help.out.find("occlude") != std::string::npos);
  const Outcome version = run({"--version"});
  CHECK(version.code == 0);
  CHECK(version.out.starts_with("ConvLens "));
}

TEST_CASE("wrong usage ends with 2 and one line that says where help is") {
  const std::vector<std::vector<std::string>> wrong = {
      {"trian"},
      {"--nonsense"},
      {"info"},
      {"info", "lenet5", "--nonsense"},
      {"info", "lenet5", "--threads", "0"},
      {"train", "--out", "a.onnx"},
      {"train", "--data", "generated", "--model", "lenet5", "--out", "a.txt"},
      {"train", "--data", "generated", "--model", "lenet5", "--out", "a.onnx", "--epochs", "none"},
      {"train", "--data", "generated", "--model", "lenet5", "--out", "a.onnx", "--optimizer", "newton"},
      {"deconv", "--model", "lenet5", "--layer", "conv1", "--out", "x"},
      {"export", "lenet5", "--out", "a.txt"},
      {"data", "get", "imagenet"},
  };
  for (const auto& arguments : wrong) {
    CAPTURE(arguments);
    const Outcome outcome = run(arguments);
    CHECK(outcome.code == 2);
    CHECK(outcome.complains({}));
    CHECK(outcome.out.empty());
    CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
  }
}

TEST_CASE("a number out of range is told in words that fit on a line") {
  constexpr std::size_t kLine = 200;
  const std::vector<std::string> train = {"train",  "--data", "generated", "--model",
                                          "lenet5", "--out",  "a.onnx"};
  const std::vector<std::vector<std::string>> wrong = {{"--epochs", "0", "a number above 0"},
                                                       {"--lr", "nan", "0 or more"},
                                                       {"--lr", "-1", "0 or more"},
                                                       {"--batch", "-3", "a number above 0"},
                                                       {"--augment", "twist=1", "shift=2"}};
  for (const auto& option : wrong) {
    std::vector<std::string> arguments = train;
    arguments.insert(arguments.end(), option.begin(), option.begin() + 2);
    const Outcome outcome = run(arguments);
    CAPTURE(arguments, outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.complains({option[0], option[1], option[2]}));
    CHECK(outcome.err.size() < kLine);
  }
}

TEST_CASE("an unknown command names those there are") {
  CHECK(run({"trian"}).complains({"trian", "train", "classify"}));
}
