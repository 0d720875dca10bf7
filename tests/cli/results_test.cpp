#include <algorithm>
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

Dims dims_of(const fs::path& path) { return load_npy(path).shape; }

bool is_png(const fs::path& path) { return contents(path).starts_with("\x89PNG"); }

json only_line(const Outcome& outcome) {
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  REQUIRE(outcome.lines().size() == 1);
  return json::parse(outcome.lines().front());
}

}  // namespace

TEST_CASE("presets and data sets are listed, one object a line") {
  std::vector<std::string> names;
  const Outcome outcome = run({"presets", "--json"});
  for (const std::string& line : outcome.lines()) names.push_back(json::parse(line).at("name"));
  CHECK(std::find(names.begin(), names.end(), "digits") != names.end());
  CHECK(std::find(names.begin(), names.end(), "tinyvgg") != names.end());
  CHECK(run({"data", "--json"}).lines().size() >= 5);
}

TEST_CASE("info tells the figures of a layer") {
  const json layers = only_line(run({"info", "lenet5", "--json"})).at("layers");
  json conv2, dense1;
  for (const json& layer : layers) {
    if (layer.at("name") == "conv2") conv2 = layer;
    if (layer.at("name") == "dense1") dense1 = layer;
  }
  CHECK(conv2 == json::parse(R"({"name": "conv2", "kind": "conv2d", "shape": [16, 10, 10], "parameters": 2416,
                                 "multiply_adds": 240000, "receptive_field": [14, 14]})"));
  CHECK(dense1.at("parameters") == 400 * 120 + 120);
}

TEST_CASE("classify answers images, drawings and inputs, also when one of them fails") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), picture = small_picture(folder.path());
  write_text(folder / "drawing.json", R"({"strokes": [[[0, 0], [1, 30]], [[0, 0], [9, 4]]]})"
                                      "\n");
  const Dims batch = {2, 1, 28, 28}, single = {1, 28, 28};
  save_npy(folder / "batch.npy", batch, std::vector<float>(2 * 784, 0.25f));
  save_npy(folder / "single.npy", single, std::vector<float>(784, 0.25f));
  const Outcome outcome = run({"classify", "--json", "--model", model, picture, folder / "missing.png",
                               folder / "drawing.json", folder / "batch.npy", folder / "single.npy"});
  CHECK(outcome.code == 1);
  CHECK(outcome.complains({"missing.png"}));
  const auto lines = outcome.lines();
  REQUIRE(lines.size() == 4);
  for (const std::string& line : lines) {
    const json answer = json::parse(line);
    const std::vector<double> output = answer.at("output");
    CHECK(output == answer.at("probabilities").get<std::vector<double>>());  // the last node is a softmax
    double sum = 0;
    for (std::size_t i = 0; i < 10; ++i) sum += output[i];
    CHECK(sum == Approx(1).margin(1e-5));
    const auto best = std::max_element(output.begin(), output.begin() + 10) - output.begin();
    CHECK(answer.at("label") == best);
  }
  CHECK(json::parse(lines[0]).at("file") == picture);
  const std::vector<double> both = json::parse(lines[2]).at("output"),
                            one = json::parse(lines[3]).at("output");
  REQUIRE(both.size() == 20);
  CHECK(std::vector<double>(both.begin() + 10, both.end()) == one);
}

TEST_CASE("evaluate counts what it shows") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), data = small_mnist(folder / "data");
  const json result = only_line(run({"evaluate", "--json", "--model", model, "--data", data}));
  int all = 0, right = 0;
  for (std::size_t row = 0; row < 10; ++row)
    for (std::size_t column = 0; column < 10; ++column) {
      const int count = result.at("confusion")[row][column];
      all += count;
      if (row == column) right += count;
    }
  CHECK(all == kTestDigits);
  CHECK(result.at("count") == kTestDigits);
  CHECK(result.at("accuracy").get<double>() == Approx(static_cast<double>(right) / all));
  CHECK(result.at("wrong").size() == static_cast<std::size_t>(all - right));
  CHECK(only_line(run({"evaluate", "--json", "--as", "drawings", "--model", model, "--data", data}))
            .at("count") == kTestDigits);
  const fs::path out = folder / "confusion";
  CHECK(run({"evaluate", "--model", model, "--data", data, "--out", out}).code == 0);
  CHECK(is_png(out / "confusion.png"));
  for (const char* name : {"confusion.svg", "confusion.npy", "confusion.json"}) CHECK(fs::exists(out / name));
}

TEST_CASE("figures have the shapes that the contract names") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path()), picture = small_picture(folder.path());
  const fs::path out = folder / "out";
  SECTION("filters") {
    REQUIRE(run({"filters", "--model", model, "--layer", "conv2", "--out", out}).code == 0);
    CHECK(dims_of(out / "filters.npy") == Dims{16, 6, 5, 5});
    CHECK(is_png(out / "filters.png"));
  }
  SECTION("maps") {
    REQUIRE(run({"maps", "--raw", "--model", model, "--image", picture, "--out", out}).code == 0);
    CHECK(dims_of(out / "input.npy") == Dims{1, 28, 28});
    CHECK(dims_of(out / "conv2.npy") == Dims{16, 10, 10});
    CHECK(dims_of(out / "softmax.npy") == Dims{10, 1, 1});
    CHECK(is_png(out / "conv2.png"));
    CHECK(load_npy(out / "input.npy").values[10 * 28 + 13] == 1.0f);
  }
  SECTION("deconv of one map and of all") {
    REQUIRE(
        run({"deconv", "--model", model, "--image", picture, "--layer", "relu2", "--unit", "3", "--out", out})
            .code == 0);
    CHECK(dims_of(out / "deconv.npy") == Dims{1, 28, 28});
    const std::vector<float> one = load_npy(out / "deconv.npy").values;
    REQUIRE(run({"deconv", "--model", model, "--image", picture, "--layer", "relu2", "--out", out}).code ==
            0);
    CHECK(dims_of(out / "deconv.npy") == Dims{16, 1, 28, 28});
    const std::vector<float> all = load_npy(out / "deconv.npy").values;
    CHECK(std::vector<float>(all.begin() + 3 * 784, all.begin() + 4 * 784) == one);
    CHECK(is_png(out / "deconv.png"));
  }
  SECTION("occlude") {
    const json said = only_line(run({"occlude", "--json", "--model", model, "--image", picture, "--patch",
                                     "5", "--stride", "3", "--fill", "0.25", "--label", "4", "--out", out}));
    CHECK(json::parse(contents(out / "occlusion.json")) == said);
    CHECK(said.at("layer") == "relu2");
    CHECK(said.at("label") == 4);
    CHECK(said.at("patch") == 5);
    CHECK(said.at("stride") == 3);
    CHECK(said.at("fill") == 0.25);
    CHECK(said.at("centres").at("y").size() == 10);  // 0, 3 ... 27
    CHECK(said.at("centres").at("x").back() == 27);
    CHECK(said.size() == 7);
    for (const char* name : {"activation", "probability"}) {
      CHECK(dims_of(out / (std::string(name) + ".npy")) == Dims{10, 10});
      CHECK(is_png(out / (std::string(name) + ".png")));
    }
    CHECK(contents(out / "label.npy").find("'<i4'") != std::string::npos);
  }
}

TEST_CASE("export writes all three formats") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path());
  REQUIRE(run({"export", model, "--out", folder / "again.onnx"}).code == 0);
  CHECK(contents(folder / "again.onnx") == contents(model));
  REQUIRE(run({"export", model, "--out", folder / "weights.safetensors"}).code == 0);
  CHECK(contents(folder / "weights.safetensors").find("conv1.weight") != std::string::npos);
  CHECK(contents(folder / "weights.architecture.json").find("convlens-architecture-1") != std::string::npos);
  REQUIRE(run({"export", folder / "weights.safetensors", "--out", folder / "back.onnx"}).code == 0);
  CHECK(contents(folder / "back.onnx") == contents(folder / "again.onnx"));
  REQUIRE(run({"export", "lenet5", "--pytorch", "--out", folder / "net.py"}).code == 0);
  CHECK(contents(folder / "net.py").find("nn.Conv2d(6, 16, (5, 5)") != std::string::npos);
}

TEST_CASE("classify reads with the shipped digits where no model is named") {
  const std::string digit = std::string(CONVLENS_SOURCE_DIR) + "/resources/drawings/digit-3.json";
  const json answer = only_line(run({"classify", digit, "--json"}));
  CHECK(answer == only_line(run({"classify", "--model", "digits", digit, "--json"})));
  CHECK(answer.at("label") == 3);
}
