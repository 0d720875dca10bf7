#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/figures/deconv_figure.h"
#include "core/figures/filters_figure.h"
#include "core/figures/maps_figure.h"
#include "core/figures/occlusion_figure.h"
#include "core/formats/npy.h"
#include "core/layers/registry.h"
#include "core/model/presets.h"
#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/csv.h"
#include "tests/support/random_tensor.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

using Dims = std::vector<std::int64_t>;

/// A network with random weights, run on a random picture.
struct Run {
  Model model;
  Activations activations;

  explicit Run(const char* preset) : model(initialised_model(find_preset(preset)->build(), 3)) {
    Tensor<float> picture(1, model.graph->input_shape());
    testing::fill_uniform(picture.values(), 5);
    for (float& value : picture.values()) value = std::abs(value);
    forward(model, picture.view(), activations);
  }
  int node(const char* layer) const { return model.graph->find(layer); }
};

std::vector<std::string> names_of(const FigureFiles& files) {
  std::vector<std::string> names;
  for (const FigureFile& file : files) names.push_back(file.name);
  return names;
}

const std::string& bytes_of(const FigureFiles& files, const std::string& name) {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const FigureFile& file) { return file.name == name; });
  INFO(name);
  REQUIRE(found != files.end());
  return found->bytes;
}

/// STEM.npy and STEM.csv hold exactly these values, and STEM.png is a picture.
void check_stem(const FigureFiles& files, const std::string& stem, const Dims& shape,
                std::span<const float> values, const std::string& header_start) {
  INFO(stem);
  const test::TemporaryFolder folder;
  test::put(folder / "a.npy", bytes_of(files, stem + ".npy"));
  const NpyArray array = load_npy(folder / "a.npy");
  CHECK(array.shape == shape);
  const std::vector<float> expected(values.begin(), values.end());
  CHECK(array.values == expected);
  const test::CsvTable table = test::read_csv(bytes_of(files, stem + ".csv"), shape.size() - 1);
  CHECK(table.header.starts_with(header_start));
  CHECK(table.values == expected);
  const std::size_t rows = expected.size() / static_cast<std::size_t>(shape.back());
  REQUIRE(table.indices.size() == rows);
  std::vector<std::int64_t> last;
  for (std::size_t d = 0; d + 1 < shape.size(); ++d) last.push_back(shape[d] - 1);
  CHECK(table.indices.back() == last);
  CHECK(bytes_of(files, stem + ".png").starts_with("\x89PNG"));
  CHECK(bytes_of(files, stem + ".svg").starts_with("<?xml"));
}

}  // namespace

TEST_CASE("figures: a layer's maps are its activations, channel by channel, and the input is the picture") {
  const Run run("lenet5");
  const Graph& graph = *run.model.graph;
  const LayerStems stems(graph);
  const FigureFiles maps = maps_figure(graph, run.activations, run.node("relu2"), stems, Tables::csv);
  CHECK(names_of(maps) == std::vector<std::string>{"relu2.npy", "relu2.csv", "relu2.png", "relu2.svg"});
  const Tensor<float>& relu = run.activations.of(run.node("relu2"));
  check_stem(maps, "relu2", {16, 10, 10}, chw_of(relu), "map,y,x=0,x=1,");
  CHECK(chw_of(relu)[3 * 100 + 4 * 10 + 7] == relu.at(0, 3, 4, 7));
  check_stem(maps_figure(graph, run.activations, kGraphInput, stems, Tables::csv), "input", {1, 28, 28},
             run.activations.input.values(), "channel,y,x=0,");
  // A vector.
  check_stem(maps_figure(graph, run.activations, run.node("softmax"), stems, Tables::csv), "softmax",
             {10, 1, 1}, run.activations.of(run.node("softmax")).values(), "map,y,x=0");
  CHECK(names_of(maps_figure(graph, run.activations, run.node("relu2"), stems)) ==
        std::vector<std::string>{"relu2.npy", "relu2.png", "relu2.svg"});
}

TEST_CASE("figures: files of layers whose names would meet stay apart") {
  Graph graph(Shape{1, 4, 4});
  for (const char* name : {"input", "a/b", "a_b", "a"}) graph.add(name, make_layer("relu", {}));
  const LayerStems stems(graph);
  CHECK(stems.of(kGraphInput) == "input");
  CHECK(stems.of(0) == "input_2");
  CHECK(stems.of(1) == "a_b");
  CHECK(stems.of(2) == "a_b_2");
  CHECK(stems.of(3) == "a");
}

TEST_CASE("figures: filters are the weights in the order of figures") {
  const Run run("tinyvgg");
  for (const char* layer : {"conv1", "conv2"}) {
    const Filters filters = filters_of(run.model, run.node(layer));
    const FigureFiles files = filters_figure(run.model, run.node(layer), Tables::csv);
    CHECK(names_of(files) ==
          std::vector<std::string>{"filters.npy", "filters.csv", "filters.png", "filters.svg"});
    check_stem(files, "filters", {filters.out, filters.in, filters.height, filters.width}, filters.values,
               "filter,channel,y,x=0,x=1,x=2");
  }
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { filters_figure(run.model, run.node("relu1")); }));
}

TEST_CASE("figures: projections of one unit and of all, grey and in colour") {
  for (const char* preset : {"lenet5", "tinyvgg"}) {
    const Run run(preset);
    const int node = run.node("relu2"), units = run.model.graph->shape_of(node).channels;
    const Shape& input = run.model.graph->input_shape();
    const ProjectionOptions options{.rule = BackwardRule::guided};
    const Projection one = project(run.model, run.activations, node, 3, options);
    check_stem(deconv_figure(run.model, node, 3, one, options, Tables::csv), "deconv",
               {input.channels, input.height, input.width}, chw_of(one.pixels), "channel,y,x=0,");
    Projections all = project_all(run.model, run.activations, node, options);
    std::vector<int> indices(static_cast<std::size_t>(units));
    std::iota(indices.begin(), indices.end(), 0);
    check_stem(deconv_figure(run.model, node, indices, all, options, Tables::csv), "deconv",
               {units, input.channels, input.height, input.width}, all.pixels, "unit,channel,y,x=0,");
    CHECK(test::throws_kind(ErrorKind::bad_value, [&] {
      deconv_figure(run.model, node, std::span(indices).first(2), all, options);
    }));
    all.complete = false;
    CHECK(test::throws_kind(ErrorKind::bad_value,
                            [&] { deconv_figure(run.model, node, indices, all, options); }));
  }
}

TEST_CASE("figures: the three occlusion maps and what they stand for") {
  const Run run("lenet5");
  ThreadPool pool(1);
  const OcclusionOptions options{.patch = 5, .stride = 4, .fill = {0.25f}, .label = 4};
  const OcclusionResult result = occlude(run.model, run.activations.input.view(), options, pool);
  const Dims shape = {result.positions_y, result.positions_x};
  const FigureFiles files = occlusion_figure(run.model, result, options, Tables::csv);
  check_stem(files, "activation", shape, result.activation, "position_y,position_x=0,");
  check_stem(files, "probability", shape, result.probability, "position_y,position_x=0,");
  CHECK(bytes_of(files, "label.npy") == npy_bytes(shape, result.most_probable));
  const test::CsvTable labels = test::read_csv(bytes_of(files, "label.csv"), 1);
  CHECK(labels.values == std::vector<float>(result.most_probable.begin(), result.most_probable.end()));
  const auto said = nlohmann::json::parse(bytes_of(files, "occlusion.json"));
  CHECK(said.at("layer") == run.model.graph->node(result.layer).name);
  CHECK(said.at("map") == result.map);
  CHECK(said.at("label") == 4);
  CHECK(said.at("patch") == 5);
  CHECK(said.at("stride") == 4);
  CHECK(said.at("fill") == 0.25);
  CHECK(said.at("centres").at("y") == result.centres_y);
  CHECK(said.at("centres").at("x") == result.centres_x);
  CHECK(names_of(occlusion_figure(run.model, result, options)) ==
        std::vector<std::string>{"activation.npy", "probability.npy", "label.npy", "activation.png",
                                 "activation.svg", "probability.png", "probability.svg", "label.png",
                                 "label.svg", "occlusion.json"});
}

}  // namespace convlens
