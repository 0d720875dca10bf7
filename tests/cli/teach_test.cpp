#include <signal.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/data/strokes.h"
#include "core/formats/npy.h"
#include "core/formats/onnx.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"
#include "tests/support/mirrored_digits.h"

using namespace convlens;
using namespace convlens::test;
using nlohmann::json;

namespace {

std::string own_file(const fs::path& path, std::size_t count) {
  std::ofstream out(path);
  for (const Drawing& drawing : mirrored_digits(7, count, 3)) out << drawing_to_json(drawing) << "\n";
  return path.string();
}

std::vector<std::string> teach(const TemporaryFolder& folder, const std::vector<std::string>& more) {
  std::vector<std::string> words{"teach", "--drawings", folder / "mine.jsonl", "--out",
                                 folder / "taught.onnx"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("teach tells what was read before and after, and writes the network and its figures") {
  const TemporaryFolder folder;
  own_file(folder / "mine.jsonl", 6);
  const std::string data = small_mnist(folder / "data"), model = random_lenet5(folder.path());
  const auto words = teach(folder, {"--model", model, "--data", data, "--freeze", "conv1", "--leave-out", "3",
                                    "--test", "--json", "--figures", folder / "figures", "--layer", "conv2"});
  const Outcome outcome = run(words);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  REQUIRE(outcome.lines().size() == 2);
  const json told = json::parse(outcome.lines()[0]);
  CHECK(contents(folder / "figures/teach.json") == outcome.lines()[0] + "\n");
  CHECK(told.at("accuracy").at("own").at("count") == 4);
  CHECK(told.at("accuracy").at("left_out").at("count") == 2);
  CHECK(told.at("accuracy").at("held_out").at("count") == kTrainingDigits / 21);
  CHECK(told.at("data") == "mnist");
  CHECK(told.at("moved").at(0).at("frozen") == true);
  CHECK(json::parse(outcome.lines()[1]).at("test").at("count") == kTestDigits);
  CHECK(load_npy(folder / "figures/teach-filters.npy").shape == std::vector<std::int64_t>{2, 16, 6, 5, 5});
  const Model before = load_onnx(model), after = load_onnx(folder / "taught.onnx");
  CHECK(filters_of(before, before.graph->find("conv1")).values ==
        filters_of(after, after.graph->find("conv1")).values);
  CHECK(before.parameters != after.parameters);
  CHECK(after.metadata.at("recipe").find("taught 4 own drawings") != std::string::npos);
  // evaluate counts the same.
  const Outcome evaluated = run({"evaluate", "--model", folder / "taught.onnx", "--data", data, "--json"});
  const double accuracy = json::parse(evaluated.lines().at(0)).at("accuracy");
  CHECK(accuracy * kTestDigits == Approx(json::parse(outcome.lines()[1]).at("test").at("after").get<int>()));

  const std::string bytes = contents(folder / "taught.onnx");
  auto alone = words;
  alone.insert(alone.end(), {"--threads", "1"});
  REQUIRE(run(alone).code == 0);
  CHECK(contents(folder / "taught.onnx") == bytes);
  SECTION("and nothing of the test split was looked at") {
    ruin_test_split(folder / "data");
    auto without = words;
    std::erase(without, "--test");
    REQUIRE(run(without).code == 0);
    CHECK(contents(folder / "taught.onnx") == bytes);
  }
}

TEST_CASE("teach in prose - a line of drawings that cannot be read is named and passed over") {
  const TemporaryFolder folder;
  own_file(folder / "mine.jsonl", 3);
  std::ofstream(folder / "mine.jsonl", std::ios::app) << "{\"label\": 3, \"strokes\": [[[0,\n";
  const std::string data = small_mnist(folder / "data");
  const Outcome outcome = run(teach(folder, {"--model", random_lenet5(folder.path()), "--data", data}));
  CHECK(outcome.code == 0);
  CHECK(outcome.complains({"mine.jsonl, line 4"}));
  CHECK(outcome.out.find("own drawings that were taught") != std::string::npos);
  CHECK(outcome.out.find("of 3)") != std::string::npos);
  CHECK(outcome.out.find("left out") == std::string::npos);
  CHECK(outcome.out.find("moved by") != std::string::npos);
}

TEST_CASE("teach refuses what cannot be taught, and leaves no file") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), data = small_mnist(folder / "data");
  const auto fails = [&](int code, const std::vector<std::string>& more,
                         const std::vector<std::string>& complaint) {
    const Outcome outcome = run(teach(folder, more));
    CAPTURE(outcome.err);
    CHECK(outcome.code == code);
    CHECK(outcome.complains(complaint));
    CHECK_FALSE(fs::exists(folder / "taught.onnx"));
  };
  fails(1, {"--model", model, "--data", data}, {"mine.jsonl", "no such file"});
  write_text(folder / "mine.jsonl", "\n");
  fails(1, {"--model", model, "--data", data}, {"mine.jsonl"});
  own_file(folder / "mine.jsonl", 2);
  fails(1, {"--model", model, "--data", data, "--freeze", "conv7"}, {"conv7"});
  fails(1, {"--model", "cifar", "--data", data}, {"32x32"});
  fails(2, {"--model", model, "--data", data, "--layer", "conv1"}, {"--figures"});
  fails(2, {"--model", model}, {"--data"});
  fails(1, {"--model", model, "--data", "mnist:" + (folder / "nowhere").string()}, {"nowhere"});
  const Outcome name = run({"teach", "--drawings", folder / "mine.jsonl", "--model", model, "--data", data,
                            "--out", folder / "taught.txt"});
  CHECK(name.code == 2);
}

TEST_CASE("Ctrl-C stops a teaching - nothing is saved") {
  using namespace std::chrono_literals;
  const TemporaryFolder folder;
  own_file(folder / "mine.jsonl", 6);
  // A slow machine has not yet come to where the program listens to the signal: then it just ends, and is given longer.
  constexpr int kKilled = 128 + SIGINT;
  Outcome outcome;
  outcome.code = kKilled;
  for (auto patience = 500ms; outcome.code == kKilled && patience < 60s; patience *= 3) {
    Process process(teach(folder, {"--model", "digits", "--data", "generated", "--threads", "1"}));
    std::this_thread::sleep_for(patience);
    process.signal(SIGINT);
    outcome = process.wait();
    CHECK((outcome.code == 0 || !fs::exists(folder / "taught.onnx")));
  }
  // A machine that is done by then has done nothing wrong.
  if (outcome.code == 0) return;
  CHECK(outcome.code == 1);
  CHECK(outcome.complains({"stopped", "nothing was saved"}));
  CHECK_FALSE(fs::exists(folder / "taught.onnx"));
}
