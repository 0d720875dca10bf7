#include <nlohmann/json.hpp>

#include "core/formats/npy.h"
#include "core/formats/onnx.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;
using nlohmann::json;

namespace {

using Dims = std::vector<std::int64_t>;

/// 192 images in batches of 16: 12 steps.
std::vector<std::string> training(const std::string& data, const fs::path& out, std::vector<std::string> options) {
  std::vector<std::string> words{"train", "--data", data, "--model", "lenet5", "--epochs", "1", "--batch", "16", "--out", out};
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

}  // namespace

TEST_CASE("train keeps snapshots that change nothing, and evolution makes the figure of them") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder.path());
  const fs::path film = folder / "film", out = folder / "out";
  REQUIRE(run(training(data, folder / "plain.onnx", {})).code == 0);
  REQUIRE(run(training(data, folder / "a.onnx", {"--snapshots", film, "--snapshot-every", "5"})).code == 0);
  CHECK(load_onnx(folder / "a.onnx").parameters == load_onnx(folder / "plain.onnx").parameters);
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(film)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  REQUIRE(names == std::vector<std::string>{"step-0000000.onnx", "step-0000005.onnx", "step-0000010.onnx", "step-0000012.onnx"});
  CHECK(load_onnx(film / names.back()).parameters == load_onnx(folder / "a.onnx").parameters);

  write_text(film / "notes.txt", "not a snapshot");
  fs::copy(folder / "a.onnx", film / "another.onnx");  // has no step
  const std::vector<std::string> words{"evolution", "--json", "--snapshots", film, "--data", data, "--layer", "relu2",
                                       "--images", "50", "--out", out};
  const Outcome outcome = run(words);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  REQUIRE(outcome.lines().size() == 4);
  CHECK(json::parse(outcome.lines().back()).at("step") == 12);
  const json figure = json::parse(contents(out / "evolution.json"));
  CHECK(figure.at("images") == 50);
  CHECK(figure.at("snapshots").at(1).at("step") == 5);
  CHECK(figure.at("snapshots").at(1).at("maps").size() == 16);
  CHECK(load_npy(out / "evolution-projections.npy").shape == Dims{4, 16, 1, 14, 14});
  CHECK(load_npy(out / "evolution-filters.npy").shape == Dims{4, 16, 6, 5, 5});
  CHECK(contents(out / "evolution.png").starts_with("\x89PNG"));
  const std::string bytes = contents(out / "evolution-projections.npy");
  std::vector<std::string> alone = words;
  alone.insert(alone.end(), {"--threads", "1"});
  REQUIRE(run(alone).code == 0);
  CHECK(contents(out / "evolution-projections.npy") == bytes);
}

TEST_CASE("evolution says what is missing") {
  const TemporaryFolder folder;
  const auto evolve = [&](const fs::path& film) {
    return run({"evolution", "--snapshots", film, "--data", "generated", "--layer", "relu1", "--out", folder / "out"});
  };
  CHECK(evolve(folder / "nowhere").complains({"nowhere"}));
  fs::create_directory(folder / "empty");
  const Outcome empty = evolve(folder / "empty");
  CHECK(empty.code == 1);
  CHECK(empty.complains({"empty", "train --snapshots"}));
  const Outcome alone = run({"train", "--data", "generated", "--model", "lenet5", "--out", folder / "a.onnx", "--snapshot-every", "5"});
  CHECK(alone.code == 2);
  CHECK(alone.complains({"--snapshots"}));
  CHECK_FALSE(fs::exists(folder / "out"));
}
