// The figures of strongest patches, arithmetic, classical filters and probes.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/data/generated.h"
#include "core/figures/arithmetic_figure.h"
#include "core/figures/classical_figure.h"
#include "core/figures/probe_figure.h"
#include "core/figures/top_figure.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using nlohmann::json;

namespace {

const std::string& bytes_of(const FigureFiles& files, const std::string& name) {
  for (const FigureFile& file : files)
    if (file.name == name) return file.bytes;
  FAIL("no file " << name);
  throw std::logic_error("unreachable");
}

bool is_png(const std::string& bytes) { return bytes.starts_with("\x89PNG") && bytes.size() > 200; }

/// The dimensions that an .npy says it has.
std::string dims_of(const std::string& npy) {
  const std::size_t from = npy.find("'shape': (") + 10;
  return npy.substr(from, npy.find(')', from) - from);
}

struct Bench {
  Model model = initialised_model(find_preset("lenet5")->build(), 1);
  std::shared_ptr<const Samples> samples = generated_digits(30, 2);
  Activations run;
  Bench() {
    Tensor<float> input(1, samples->shape());
    samples->read(7, 0, input.values());
    forward(model, std::as_const(input).view(), run);
  }
  int node(const char* name) const { return model.graph->find(name); }
};

}  // namespace

TEST_CASE("the figure of strongest patches has a sheet, both arrays and every index") {
  const Bench bench;
  ThreadPool pool(2);
  StrongestSearch search(bench.model, *bench.samples);
  REQUIRE(search.run(pool));
  const StrongestPatches strongest = search.found();
  const int node = bench.node("relu2");
  const std::vector<int> units{0, 5, 15};
  const PatchPictures pictures = patch_pictures(bench.model, *bench.samples, strongest, node, units);
  const LayerStems stems(*bench.model.graph);
  const FigureFiles files = top_figure(bench.model, *bench.samples, node, strongest, pictures, stems, Tables::csv);
  CHECK(is_png(bytes_of(files, "relu2.png")));
  CHECK(dims_of(bytes_of(files, "relu2-crops.npy")) == "3, 9, 1, 14, 14");
  CHECK(dims_of(bytes_of(files, "relu2-projections.npy")) == "3, 9, 1, 14, 14");
  CHECK(bytes_of(files, "relu2-crops.csv").starts_with("unit,patch,channel,y,x"));
  const json object = json::parse(bytes_of(files, "relu2.json"));
  CHECK(object.at("layer") == "relu2");
  CHECK(object.at("images") == 30);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const json& map = object.at("maps")[i];
    CHECK(map.at("map") == units[i]);
    for (std::size_t k = 0; k < 9; ++k) {
      const StrongPatch& patch = strongest.of(node, units[i])[k];
      const json& one = map.at("patches")[k];
      CHECK(one.at("index") == patch.image);
      CHECK(one.at("activation").get<float>() == patch.activation);
      CHECK(one.at("position") == json({patch.position.y, patch.position.x}));
      CHECK(one.at("label") == bench.samples->label(static_cast<std::size_t>(patch.image)));
    }
  }
  const PatchPictures bare = patch_pictures(bench.model, *bench.samples, strongest, node, units, {.projections = false});
  CHECK(test::throws_kind(ErrorKind::bad_value,
                          [&] { top_figure(bench.model, *bench.samples, node, strongest, bare, stems); }));
}

TEST_CASE("arithmetic.json adds up as it is written, and its array holds values, weights and products") {
  const Bench bench;
  const Arithmetic a = arithmetic_of(bench.model, bench.run, bench.node("conv2"), 3, {2, 2});
  const FigureFiles files = arithmetic_figure(bench.model, a);
  const json object = json::parse(bytes_of(files, "arithmetic.json"));
  const auto digits = [](std::string text) {
    std::erase(text, '.');
    return std::stoll(text);
  };
  long long all = 0;
  for (const json& part : object.at("parts")) {
    long long sum = 0;
    for (const json& product : part.at("products")) sum += digits(product);
    CHECK(sum == digits(part.at("sum")));
    all += sum;
  }
  CHECK(all == digits(object.at("sum")));
  CHECK(all + digits(object.at("numbers").at("bias")) == digits(object.at("total")));
  CHECK(std::stod(object.at("total").get<std::string>()) == Approx(object.at("result").get<double>()).margin(1e-6));
  CHECK(dims_of(bytes_of(files, "arithmetic.npy")) == "3, 6, 5, 5");
  CHECK(is_png(bytes_of(files, "arithmetic.png")));
  const std::string text = arithmetic_text(bench.model, a);
  CHECK(text.find(object.at("total").get<std::string>()) != std::string::npos);
}

TEST_CASE("every layer's arithmetic has a figure") {
  const Bench bench;
  for (int node = 0; node < bench.model.graph->size(); ++node) {
    const FigureFiles files = arithmetic_figure(bench.model, arithmetic_of(bench.model, bench.run, node, 0, {}));
    CHECK(is_png(bytes_of(files, "arithmetic.png")));
    CHECK_FALSE(bytes_of(files, "arithmetic.json").empty());
  }
}

TEST_CASE("the figure of classical filters: what each kernel is like, responses, and the picture under each") {
  const Bench bench;
  const FigureFiles files = classical_figure(bench.model, bench.node("conv1"), chw_of(bench.run.input));
  const json object = json::parse(bytes_of(files, "classical.json"));
  CHECK(object.at("filters").size() == 6);
  for (const json& filter : object.at("filters")) {
    CHECK(std::abs(filter.at("cosine").get<double>()) <= 1);
    CHECK(filter.contains("passes"));
  }
  const std::string kernels = std::to_string(object.at("classical").size());
  CHECK(dims_of(bytes_of(files, "classical.npy")) == kernels + ", 5, 5");
  CHECK(dims_of(bytes_of(files, "response.npy")) == "6, 1, 32, 32");
  CHECK(dims_of(bytes_of(files, "filtered.npy")) == kernels + ", 1, 28, 28");
  CHECK(is_png(bytes_of(files, "response.png")));
  CHECK(is_png(bytes_of(files, "filtered.png")));
  CHECK(classical_figure(bench.model, bench.node("conv1"), {}).size() == files.size() - 3);
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { classical_figure(bench.model, bench.node("relu1"), {}); }));
}

TEST_CASE("the figure of a probe has a number for each layer and classifier") {
  const Bench bench;
  ProbeResult result;
  result.images = 10;
  for (const int node : probed_layers(*bench.model.graph))
    result.layers.push_back({.node = node, .features = 3, .linear = 0.5, .neighbours = 0.25, .support_vectors = 1});
  const FigureFiles files = probe_figure(bench.model, result, {});
  const json object = json::parse(bytes_of(files, "probe.json"));
  CHECK(object.at("layers").size() == result.layers.size());
  CHECK(object.at("layers")[0].at("layer") == "input");
  CHECK(object.at("layers")[2].at("svm") == 1.0);
  CHECK(dims_of(bytes_of(files, "probe.npy")) == std::to_string(result.layers.size()) + ", 3");
  CHECK(is_png(bytes_of(files, "probe.png")));
  CHECK(object.at("network").is_null());
  result.network = 0.125;
  const FigureFiles with_network = probe_figure(bench.model, result, {});
  CHECK(json::parse(bytes_of(with_network, "probe.json")).at("network") == 0.125);
  CHECK(bytes_of(with_network, "probe.png") != bytes_of(files, "probe.png"));
  const json line = json::parse(side_by_side_json(bench.model, result));
  CHECK(line.at("network") == 0.125);
  CHECK(line.at("svm") == 1.0);
}
