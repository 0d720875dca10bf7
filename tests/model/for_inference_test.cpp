#include "core/model/for_inference.h"

#include <algorithm>
#include <cmath>

#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/run.h"
#include "tests/support/catch.h"
#include "tests/support/random_tensor.h"

using namespace convlens;
using Ints = std::vector<std::int64_t>;

namespace {

std::unique_ptr<Layer> conv(std::int64_t maps, std::int64_t groups, bool bias) {
  return make_layer("conv2d", {{kOutChannels, maps},
                               {"kernel_shape", Ints{3, 3}},
                               {"pads", Ints{1, 1, 1, 1}},
                               {"group", groups},
                               {kHasBias, std::int64_t{bias}}});
}

/// Norms behind a convolution with bias, one in groups without, a dense layer; one behind a convolution that two
/// layers read, and one behind a pooling, which both must stay.
std::shared_ptr<const Graph> normed_graph() {
  auto graph = std::make_shared<Graph>(Shape{2, 6, 6});
  graph->add("early", conv(4, 1, true));
  graph->add("early_norm", make_layer("batch_norm", {{"epsilon", 0.01}}));
  const int early = graph->add("early_relu", make_layer("relu", {}));
  graph->add("grouped", conv(4, 2, false), {early});
  const int grouped = graph->add("grouped_norm", make_layer("batch_norm", {}));
  const int shared = graph->add("shared", conv(4, 1, false), {early});
  const int shared_norm = graph->add("shared_norm", make_layer("batch_norm", {}), {shared});
  graph->add("both", make_layer("concat", {}), {grouped, shared, shared_norm});
  graph->add("drop", make_layer("dropout", {{"ratio", 0.5}}));
  graph->add("pool", make_layer("max_pool", {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}}));
  graph->add("pool_norm", make_layer("batch_norm", {}));
  graph->add("flat", make_layer("flatten", {}));
  graph->add("hidden", make_layer("dense", {{kOutChannels, std::int64_t{5}}}));
  graph->add("hidden_norm", make_layer("batch_norm", {}));
  graph->add("hidden_drop", make_layer("dropout", {{"ratio", 0.5}}));
  graph->add("scores", make_layer("dense", {{kOutChannels, std::int64_t{3}}}));
  return graph;
}

/// Every parameter another value, variances above 0.
Model model_of(std::shared_ptr<const Graph> graph) {
  Model model = initialised_model(std::move(graph), 4);
  testing::fill_uniform<float>(model.parameters, 5);
  for (const Node& node : model.graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      if (slot.spec.name == "var")
        for (float& variance : model.parameter(slot)) variance = 0.1f + std::abs(variance);
  model.class_names = {"a", "b", "c"};
  model.metadata["recipe"] = "none";
  return model;
}

std::vector<float> answers(const Model& model, const Tensor<float>& input) {
  Activations activations;
  forward(model, input.view(), activations);
  const auto values = activations.of(model.graph->output()).values();
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("batch norm multiplied into the layer before it and dropout left out give the same answers") {
  const Model model = model_of(normed_graph());
  const Model lean = for_inference(model);
  CHECK(lean.graph->names() == std::vector<std::string>{"early", "early_relu", "grouped", "shared", "shared_norm",
                                                        "both", "pool", "pool_norm", "flat", "hidden", "scores"});
  CHECK(lean.class_names == model.class_names);
  CHECK(lean.metadata == model.metadata);
  Tensor<float> input(3, model.graph->input_shape());
  testing::fill_uniform<float>(input.values(), 6);
  const auto expected = answers(model, input), found = answers(lean, input);
  REQUIRE(found.size() == expected.size());
  for (std::size_t k = 0; k < found.size(); ++k) CHECK(found[k] == Approx(expected[k]).epsilon(1e-4).margin(1e-4));
  // Not by chance: the norms do something.
  Model changed = model;
  for (const ParameterSlot& slot : changed.graph->node(changed.graph->find("grouped_norm")).parameters)
    for (float& value : changed.parameter(slot)) value = 1;
  const auto other = answers(changed, input);
  CHECK(std::abs(other[0] - expected[0]) > 0.01f);
}

TEST_CASE("a network without norms and dropout stays as it is for inference, to the last bit") {
  auto graph = std::make_shared<Graph>(Shape{2, 6, 6});
  graph->add("conv", conv(3, 1, true));
  graph->add("flat", make_layer("flatten", {}));
  graph->add("scores", make_layer("dense", {{kOutChannels, std::int64_t{3}}}));
  const Model model = model_of(graph);
  const Model lean = for_inference(model);
  CHECK(graph_to_json(*lean.graph) == graph_to_json(*model.graph));
  for (const char* layer : {"conv", "scores"})
    for (const ParameterSlot& slot : model.graph->node(model.graph->find(layer)).parameters)
      CHECK(std::ranges::equal(lean.parameter(slot), model.parameter(slot)));
}
