#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/formats/npy.h"
#include "core/formats/safetensors.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;
using nlohmann::json;

namespace {

std::vector<std::string> lab(const std::string& data, const fs::path& out, std::vector<std::string> more) {
  std::vector<std::string> words{"lab", "--data", data, "--model", "lenet5", "--out", out};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

const std::vector<std::string> kThree{"--variant",         "as-is",     "--variant",
                                      "window=3,maps=0.5", "--variant", "batch-norm=on"};

std::vector<std::string> three(int epochs, std::vector<std::string> more = {}) {
  std::vector<std::string> words = kThree;
  words.insert(words.end(), {"--epochs", std::to_string(epochs)});
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The table without what time it took.
json table(const fs::path& out) {
  json table = json::parse(contents(out / "lab-table.json"));
  for (json& variant : table.at("variants")) variant.erase("seconds");
  return table;
}

std::string variant_file(int number) { return "variant-0" + std::to_string(number) + ".safetensors"; }

void check_same_lab(const fs::path& a, const fs::path& b) {
  CHECK(table(a) == table(b));
  CHECK(contents(a / "lab-filters.png") == contents(b / "lab-filters.png"));
  for (int i = 1; i <= 3; ++i)
    CHECK(load_safetensors(a / variant_file(i)).tensors.at("parameters").values ==
          load_safetensors(b / variant_file(i)).tensors.at("parameters").values);
}

}  // namespace

TEST_CASE(
    "lab trains variants side by side, prints a line a variant and epoch, and writes table, curves and "
    "filters") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder.path());
  const fs::path out = folder / "out";
  const Outcome outcome = run(lab(data, out, three(2, {"--json"})));
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto lines = outcome.lines();
  REQUIRE(lines.size() == 6);
  CHECK(json::parse(lines[0]).at("variant") == "as-is");
  CHECK(json::parse(lines[1]).at("variant") == "window=3,maps=0.5");
  CHECK(json::parse(lines[1]).at("test").is_null());
  CHECK(json::parse(lines[4]).at("epochs") == 2);
  CHECK(json::parse(lines[4]).at("test").is_number());
  for (const char* name : {"lab-table.json", "lab-table.csv", "lab-curves.npy", "lab-accuracy.png",
                           "lab-loss.png", "lab-dead.png", "lab-filters.png", "lab-filters-03.npy"})
    CHECK(fs::exists(out / name));
  CHECK(load_npy(out / "lab-filters-02.npy").shape == std::vector<std::int64_t>{3, 1, 3, 3});

  SECTION("the same command on the same folder has nothing left to do, and says so") {
    const json before = table(out);
    const Outcome again = run(lab(data, out, three(2)));
    CHECK(again.code == 0);
    CHECK(again.lines().front().find("going on with the lab") != std::string::npos);
    CHECK(again.lines().size() == 1 + 4);
    CHECK(table(out) == before);
  }
  SECTION("other settings for that folder are refused") {
    const Outcome other = run(lab(data, out, three(3)));
    CHECK(other.code == 1);
    CHECK(other.complains({"lab.json", "epochs 3", "epochs 2"}));
    const Outcome seed = run(lab(data, out, three(2, {"--seed", "4"})));
    CHECK(seed.code == 1);
    CHECK(seed.complains({"seed 4", "seed 1"}));
  }
  SECTION("one thread makes the same bits") {
    REQUIRE(run(lab(data, folder / "one", three(2, {"--threads", "1"}))).code == 0);
    check_same_lab(out, folder / "one");
  }
}

TEST_CASE("a lab that is killed or interrupted is picked up and ends with the same bits") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder.path());
  const fs::path whole = folder / "whole", out = folder / "out";
  REQUIRE(run(lab(data, whole, three(30))).code == 0);
  for (const int signal : {SIGKILL, SIGINT, SIGKILL}) {
    Process process(lab(data, out, three(30)));
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    process.signal(signal);
    const Outcome outcome = process.wait();
    if (signal == SIGINT && outcome.code == 1) CHECK(outcome.complains({"kept", "goes on"}));
  }
  REQUIRE(run(lab(data, out, three(30))).code == 0);
  check_same_lab(whole, out);
}

TEST_CASE("lab without a variant asks Zeiler and Fergus's questions") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder.path());
  REQUIRE(run(lab(data, folder / "out", {"--epochs", "1", "--images", "40"})).code == 0);
  const json variants = table(folder / "out").at("variants");
  CHECK(variants.size() == 11);  // lenet5 has two convolutions
  CHECK(variants.at(0).at("variant") == "as-is");
  CHECK(variants.at(10).at("variant") == "lrn=on");
}

TEST_CASE("lab refuses what cannot be, and goes on without a test split") {
  const TemporaryFolder folder;
  const std::string data = small_mnist(folder.path());
  const fs::path out = folder / "out";
  const auto refused = [&](const std::vector<std::string>& variant, const std::vector<std::string>& words) {
    const Outcome outcome = run(lab(data, out, variant));
    CAPTURE(outcome.err);
    CHECK(outcome.code == 1);
    CHECK(outcome.complains(words));
    CHECK_FALSE(fs::exists(out));
  };
  refused({"--variant", "stride=20"}, {"stride=20", "empty maps"});
  refused({"--variant", "without=conv7"}, {"without=conv7", "conv1"});
  refused({"--variant", "windw=7"}, {"windw=7", "window=7"});
  refused({"--variant", "as-is", "--variant", "as-is"}, {"twice"});
  CHECK(run(lab(data, out, {"--epochs", "0"})).code == 2);
  CHECK(run({"lab", "--data", data}).code == 2);

  ruin_test_split(folder.path());
  const Outcome without = run(lab(data, out, {"--variant", "as-is", "--epochs", "1"}));
  CHECK(without.code == 0);
  CHECK(without.err.find("goes on without the accuracy on the test split") != std::string::npos);
  CHECK(table(out).at("variants").at(0).at("test").is_null());
}
