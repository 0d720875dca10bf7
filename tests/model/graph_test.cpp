#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/model.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"

using namespace convlens;
using Ints = std::vector<std::int64_t>;

namespace {

std::unique_ptr<Layer> conv(std::int64_t maps, std::int64_t kernel, std::int64_t stride = 1, std::int64_t pad = 0) {
  return make_layer("conv2d", {{kOutChannels, maps}, {"kernel_shape", Ints{kernel, kernel}},
                               {"strides", Ints{stride, stride}}, {"pads", Ints{pad, pad, pad, pad}}});
}

std::int64_t multiply_adds(const Graph& graph) {
  std::int64_t sum = 0;
  for (const Node& node : graph.nodes()) sum += node.layer->multiply_adds(node.input_shapes);
  return sum;
}

}  // namespace

TEST_CASE("the presets are the networks that their names stand for") {
  const auto digits = find_preset("digits")->build();
  CHECK(digits->input_shape() == Shape{1, 28, 28});
  CHECK(digits->names() == std::vector<std::string>{"normalise", "conv1", "relu1", "pool1", "conv2", "relu2", "pool2",
                                                    "conv3", "relu3", "flatten", "dense1", "relu4", "dense2", "softmax"});
  CHECK(digits->node(digits->find("conv3")).shape == Shape{64, 7, 7});
  CHECK(multiply_adds(*digits) == 4128256);  // PEERS.md
  CHECK(digits->parameter_count() == 416 + 12832 + 18496 + 401536 + 1290);

  const auto lenet5 = find_preset("lenet5")->build();
  CHECK(lenet5->node(lenet5->find("pool2")).shape == Shape{16, 5, 5});
  CHECK(lenet5->parameter_count() == 61706);

  const auto tinyvgg = find_preset("tinyvgg")->build();
  CHECK(tinyvgg->node(tinyvgg->find("pool2")).shape == Shape{10, 13, 13});
  CHECK(find_preset("nothing") == nullptr);
}

TEST_CASE("a layer that does not fit is refused with its name and both shapes") {
  Graph graph({3, 4, 4});
  try {
    graph.add("first", conv(8, 7));
    FAIL("no exception");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::shape_mismatch);
    CHECK(error.subject() == "first");
    CHECK(error.found().find("3x4x4") != std::string::npos);
  }
  graph.add("first", conv(8, 3));
  CHECK_THROWS_AS(graph.add("first", make_layer("relu", {})), Error);
  CHECK_THROWS_AS(graph.add("sum", make_layer("add", {}), {0, kGraphInput}), Error);
  CHECK_THROWS_AS(graph.add("late", make_layer("relu", {}), {5}), Error);
  CHECK_THROWS_AS(graph.add("flat", make_layer("dense", {{kOutChannels, std::int64_t{2}}})), Error);
}

TEST_CASE("an unknown layer is answered with the list of layers") {
  const auto graph = find_preset("lenet5")->build();
  try {
    graph->find("conv7");
    FAIL("no exception");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::unknown_name);
    CHECK(error.expected().find("conv1, relu1, pool1") != std::string::npos);
  }
}

TEST_CASE("the landmarks of a graph: logits, the last convolution's activation, consumers") {
  const auto graph = find_preset("digits")->build();
  CHECK(graph->node(graph->logits()).name == "dense2");
  CHECK(graph->node(graph->last_convolution_activation()).name == "relu3");
  Graph residual({2, 5, 5});
  residual.add("a", conv(2, 3, 1, 1));
  residual.add("norm", make_layer("batch_norm", {}));
  residual.add("act", make_layer("relu", {}));
  residual.add("sum", make_layer("add", {}), {0, 2});
  CHECK(residual.last_convolution_activation() == 2);
  CHECK(residual.logits() == 3);
  CHECK(residual.consumers(0) == 2);
}

TEST_CASE("receptive fields follow kernel, stride and padding, and unite over branches") {
  const auto graph = find_preset("digits")->build();
  const auto field = [&](const char* name) { return receptive_field(*graph, graph->find(name)); };
  CHECK(field("conv1").height == 5);
  CHECK(field("conv1").start_y == -2);
  CHECK(field("pool1").height == 6);
  CHECK(field("pool1").stride_y == 2);
  CHECK(field("conv2").height == 14);
  CHECK(field("conv2").start_y == -6);
  CHECK(field("pool2").height == 16);
  CHECK(field("relu3").height == 24);
  CHECK(field("relu3").stride_x == 4);
  CHECK(receptive_field(*graph, graph->find("conv2"), graph->find("pool1")).width == 5);

  Graph branches({1, 9, 9});
  branches.add("narrow", conv(1, 1), {kGraphInput});
  branches.add("wide", conv(1, 5, 1, 2), {kGraphInput});
  branches.add("both", make_layer("concat", {}), {0, 1});
  branches.add("flat", make_layer("flatten", {}));
  CHECK(receptive_field(branches, 2).height == 5);
  CHECK(receptive_field(branches, 2).start_x == -2);
  CHECK(receptive_field(branches, 3).height == 8 + 5);
}

TEST_CASE("a graph goes through JSON unchanged, for every kind of layer") {
  for (const LayerKind& kind : layer_kinds())
    for (const LayerExample& example : kind.examples()) {
      // Every input of the example comes from a 1x1 convolution or dense layer of its own on one input.
      Graph graph({1, example.inputs[0].height, example.inputs[0].width});
      std::vector<int> inputs;
      for (std::size_t i = 0; i < example.inputs.size(); ++i)
        inputs.push_back(graph.add("in" + std::to_string(i), conv(example.inputs[i].channels, 1), {kGraphInput}));
      graph.add("layer", kind.make(example.attributes), inputs);
      const std::string text = graph_to_json(graph);
      const auto again = graph_from_json(text);
      CHECK(graph_to_json(*again) == text);
      CHECK(again->node(again->output()).shape == graph.node(graph.output()).shape);
    }
  CHECK_THROWS_AS(graph_from_json("{"), Error);
  CHECK_THROWS_AS(graph_from_json("{\"input\":[1],\"nodes\":[]}"), Error);
  CHECK_THROWS_AS(graph_from_json("{\"input\":[1,2,2],\"nodes\":[{\"name\":1}]}"), Error);
}

TEST_CASE("weights depend on the seed alone, lie within their bound, and filters come in figure order") {
  const auto graph = find_preset("lenet5")->build();
  const Model a = initialised_model(graph, 1), b = initialised_model(graph, 1), c = initialised_model(graph, 2);
  CHECK(a.parameters == b.parameters);
  CHECK(a.parameters != c.parameters);
  const Filters filters = filters_of(a, graph->find("conv1"));
  CHECK(filters.out == 6);
  CHECK(filters.in == 1);
  CHECK(filters.values.size() == 150);
  float largest = 0;
  for (const float value : filters.values) largest = std::max(largest, std::abs(value));
  CHECK(largest <= 0.2f);
  CHECK(largest > 0.19f);
  CHECK_THROWS_AS(filters_of(a, graph->find("relu1")), Error);
  CHECK(normalisation_of(*graph).mean[0] == Approx(0.1307));
}
