// top, arithmetic, classical and probe as commands.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/formats/npy.h"
#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"
#include "tests/support/environment.h"

using namespace convlens;
using namespace convlens::test;
using nlohmann::json;

namespace {

using Dims = std::vector<std::int64_t>;

std::vector<json> objects(const Outcome& outcome) {
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  std::vector<json> all;
  for (const std::string& line : outcome.lines()) all.push_back(json::parse(line));
  return all;
}

}  // namespace

TEST_CASE("top writes a sheet, a JSON and the arrays of each layer, and the same again from what is kept") {
  const TemporaryFolder folder;
  const Environment cache("XDG_CACHE_HOME", (folder / "cache").string());
  const std::string model = random_lenet5(folder.path()), data = small_mnist(folder.path());
  const auto top = [&](const std::string& out, std::vector<std::string> more) {
    std::vector<std::string> arguments{"top", "--json", "--model", model, "--data", data, "--out", (folder / out).string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  };
  const auto first = objects(top("first", {"--layer", "relu2", "softmax"}));
  REQUIRE(first.size() == 16 + 10);
  CHECK(first[3].at("layer") == "relu2");
  CHECK(first[3].at("map") == 3);
  CHECK(first[3].at("patches").size() == 9);
  float before = INFINITY;
  for (const json& patch : first[3].at("patches")) {
    CHECK(patch.at("activation").get<float>() <= before);
    before = patch.at("activation").get<float>();
    CHECK(patch.at("index").get<int>() < kTestDigits);
  }
  CHECK(load_npy(folder / "first" / "relu2-crops.npy").shape == Dims{16, 9, 1, 14, 14});
  CHECK(load_npy(folder / "first" / "softmax-projections.npy").shape == Dims{10, 9, 1, 28, 28});
  CHECK(fs::exists(folder / "cache" / "convlens" / "strongest"));
  CHECK(objects(top("again", {"--layer", "relu2", "softmax", "--threads", "1"})) == first);
  CHECK(objects(top("fresh", {"--layer", "relu2", "softmax", "--fresh"})) == first);
  for (const char* name : {"relu2.png", "relu2.json", "relu2-projections.npy"}) {
    CHECK_FALSE(contents(folder / "first" / name).empty());
    CHECK(contents(folder / "first" / name) == contents(folder / "again" / name));
    CHECK(contents(folder / "first" / name) == contents(folder / "fresh" / name));
  }
  const auto three = objects(top("three", {"--layer", "conv1", "--count", "3"}));
  CHECK(three[0].at("patches").size() == 3);
  CHECK(top("none", {"--layer", "conv9"}).complains({"conv9"}));
}

TEST_CASE("arithmetic tells every number of one value") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), picture = small_picture(folder.path());
  const std::vector<std::string> common{"arithmetic", "--model", model, "--image", picture, "--layer", "conv2", "--unit", "5",
                                        "--position", "3,4"};
  auto as_json = common;
  as_json.insert(as_json.end(), {"--json", "--out", (folder / "out").string()});
  const auto object = objects(run(as_json));
  REQUIRE(object.size() == 1);
  CHECK(object[0].at("position") == json({3, 4}));
  CHECK(object[0].at("parts").size() == 6);
  CHECK(load_npy(folder / "out" / "arithmetic.npy").shape == Dims{3, 6, 5, 5});
  const Outcome text = run(common);
  CHECK(text.out.find(object[0].at("total").get<std::string>()) != std::string::npos);
  auto outside = common;
  outside.back() = "99,0";
  CHECK(run(outside).complains({"99,0"}));
  CHECK(run({"arithmetic", "--model", model, "--image", picture, "--layer", "conv2", "--unit", "99"}).complains({"99"}));
}

TEST_CASE("classical tells what each learned filter is most like") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), picture = small_picture(folder.path());
  const auto lines = objects(run({"classical", "--json", "--model", model, "--layer", "conv1", "--image", picture, "--out",
                                  (folder / "out").string()}));
  REQUIRE(lines.size() == 6);
  CHECK(lines[4].at("filter") == 4);
  CHECK(load_npy(folder / "out" / "response.npy").shape == Dims{6, 1, 32, 32});
  CHECK(fs::exists(folder / "out" / "filtered.png"));
  CHECK(run({"classical", "--model", model, "--layer", "relu1"}).complains({"relu1", "conv1"}));
}

TEST_CASE("probe tells the accuracy of each layer") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), data = small_mnist(folder.path());
  const auto lines = objects(run({"probe", "--json", "--model", model, "--data", data, "--epochs", "2", "--subset", "40",
                                  "--out", (folder / "out").string()}));
  REQUIRE(lines.size() > 8);
  CHECK(lines[0].at("layer") == "input");
  for (const json& line : lines)
    for (const char* classifier : {"linear", "neighbours", "svm"}) {
      CHECK(line.at(classifier).get<double>() >= 0);
      CHECK(line.at(classifier).get<double>() <= 1);
    }
  CHECK(load_npy(folder / "out" / "probe.npy").shape == Dims{static_cast<std::int64_t>(lines.size()), 3});
}

TEST_CASE("probe of one layer sets the network and three classifiers side by side") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), data = small_mnist(folder.path());
  const std::vector<std::string> command = {"probe", "--model", model, "--data", data, "--layer", "pool2", "--subset", "30"};
  std::vector<std::string> as_json = command;
  as_json.push_back("--json");
  const auto lines = objects(run(as_json));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("layer") == "pool2");
  CHECK(lines[0].at("images") == 30);
  CHECK(lines[0].at("test_images").get<int>() <= 30);
  for (const char* one : {"network", "linear", "neighbours", "svm"}) CHECK(lines[0].at(one).is_number());
  const auto outcome = run(command);
  CHECK(outcome.code == 0);
  for (const char* words : {"the network itself", "logistic regression", "5 nearest neighbours", "support vector"})
    CHECK(outcome.out.find(words) != std::string::npos);
  CHECK(run({"probe", "--model", model, "--data", data, "--layer", "nowhere"}).complains({"nowhere", "pool2"}));
}
