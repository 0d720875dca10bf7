#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/presets.h"
#include "core/model/run.h"
#include "tests/support/catch.h"
#include "tests/support/small_presets.h"
#include "tests/support/random_tensor.h"

using namespace convlens;
using Ints = std::vector<std::int64_t>;

namespace {

/// A residual block with a branch that is read three times: what a plain list of layers could not do.
std::shared_ptr<const Graph> residual_graph() {
  auto graph = std::make_shared<Graph>(Shape{2, 6, 6});
  const auto conv = [](std::int64_t maps, std::int64_t kernel, std::int64_t pad) {
    return make_layer("conv2d", {{kOutChannels, maps}, {"kernel_shape", Ints{kernel, kernel}}, {"pads", Ints{pad, pad, pad, pad}}});
  };
  const int first = graph->add("first", conv(3, 3, 1));
  const int second = graph->add("second", conv(3, 3, 1));
  const int sum = graph->add("sum", make_layer("add", {}), {first, second});
  const int act = graph->add("act", make_layer("leaky_relu", {{"alpha", 0.3}}), {sum});
  graph->add("all", make_layer("concat", {}), {act, first, act});
  graph->add("pool", make_layer("global_average_pool", {}));
  graph->add("scores", make_layer("dense", {{kOutChannels, std::int64_t{4}}}));
  graph->add("softmax", make_layer("softmax", {}));
  return graph;
}

}  // namespace

TEST_CASE("gradients through a graph with branches agree with finite differences") {
  const auto graph = residual_graph();
  std::vector<double> parameters(graph->parameter_buffer_size());
  testing::fill_distinct<double>(parameters, 1);
  Tensor<double> input(2, graph->input_shape());
  testing::fill_distinct<double>(input.values(), 2);
  Tensor<double> weights(2, graph->node(graph->output()).shape);
  testing::fill_distinct<double>(weights.values(), 3);
  BasicActivations<double> activations;
  const auto value = [&] {
    forward<double>(*graph, parameters, std::as_const(input).view(), activations);
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights.data()[i] * activations.of(graph->output()).data()[i];
    return sum;
  };
  value();
  BasicGradients<double> gradients;
  std::vector<double> parameter_gradients(parameters.size(), 0.0);
  backward<double>(*graph, parameters, activations, graph->output(), std::as_const(weights).view(), gradients,
                   parameter_gradients);
  const auto check = [&](double& place, double analytic) {
    constexpr double kStep = 1e-6;
    const double kept = place;
    place = kept + kStep;
    const double above = value();
    place = kept - kStep;
    const double below = value();
    place = kept;
    REQUIRE(analytic == Approx((above - below) / (2 * kStep)).epsilon(1e-5).margin(1e-8));
  };
  for (std::size_t i = 0; i < input.size(); ++i) check(input.data()[i], gradients.input.data()[i]);
  for (const Node& node : graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      for (std::size_t i = slot.offset; i < slot.offset + slot.size; ++i) check(parameters[i], parameter_gradients[i]);
}

TEST_CASE("a picture's answer does not depend on the batch it came in, to the last bit") {
  for (const Preset& preset : test::small_presets()) {
    const Model model = initialised_model(preset.build(), 5);
    constexpr int kPictures = 5;
    Tensor<float> input(kPictures, model.graph->input_shape());
    testing::fill_uniform<float>(input.values(), 8);
    Activations together, alone;
    forward(model, std::as_const(input).view(), together);
    for (int n = 0; n < kPictures; ++n) {
      forward(model, std::as_const(input).samples(n, 1), alone);
      for (int node = 0; node < model.graph->size(); ++node) {
        const auto expected = together.of(node).samples(n, 1).values();
        const auto got = alone.of(node).samples(0, 1).values();
        INFO(preset.name << " " << model.graph->node(node).name);
        REQUIRE(std::equal(expected.begin(), expected.end(), got.begin()));
      }
    }
  }
}

TEST_CASE("probabilities: softmax as it is, logits through one, threads change nothing") {
  const Model model = initialised_model(find_preset("digits")->build(), 3);
  Tensor<float> input(37, model.graph->input_shape());
  testing::fill_uniform<float>(input.values(), 1);
  ThreadPool pool(2);
  const auto p = probabilities(model, std::as_const(input).view());
  CHECK(p == probabilities(model, std::as_const(input).view(), &pool));
  for (int n = 0; n < 37; ++n) {
    double sum = 0;
    for (int k = 0; k < 10; ++k) sum += p[static_cast<std::size_t>(n * 10 + k)];
    CHECK(sum == Approx(1).epsilon(1e-5));
  }

  Graph scores({3, 1, 1});
  scores.add("same", make_layer("relu", {}));
  Tensor<float> output(1, {3, 1, 1});
  output.data()[0] = 0, output.data()[1] = std::log(2.0f), output.data()[2] = std::log(5.0f);
  const auto from_logits = class_probabilities(scores, output);
  CHECK(from_logits[2] == Approx(5.0 / 8));
}

TEST_CASE("an input of another shape is refused with both shapes") {
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  Tensor<float> input(1, {3, 28, 28});
  Activations activations;
  try {
    forward(model, std::as_const(input).view(), activations);
    FAIL("no exception");
  } catch (const Error& error) {
    CHECK(error.found() == "3x28x28");
    CHECK(error.expected() == "1x28x28");
  }
}

TEST_CASE("a run that stops early leaves the later layers alone") {
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  Tensor<float> input(1, {1, 28, 28});
  input.fill(0.5f);
  Activations activations;
  forward(model, std::as_const(input).view(), activations, {.last_node = 3});
  CHECK_FALSE(activations.of(3).empty());
  CHECK(activations.of(4).empty());
}

TEST_CASE("where only the signal at the input is read, short cuts change no bit of it") {
  for (const Preset& preset : test::small_presets()) {
    INFO(preset.name);
    const Model model = initialised_model(preset.build(), 1);
    const Graph& graph = *model.graph;
    Tensor<float> input(2, graph.input_shape());
    testing::fill_uniform<float>(input.values(), 5);
    Activations activations;
    forward(model, std::as_const(input).view(), activations);
    for (const int from : {graph.logits(), graph.last_convolution_activation()}) {
      Tensor<float> seed(2, graph.node(from).shape);
      testing::fill_uniform<float>(seed.values(), 6);
      for (const BackwardRule rule : {BackwardRule::gradient, BackwardRule::deconvnet, BackwardRule::guided}) {
        Gradients all, short_cut;
        backward(model, activations, from, std::as_const(seed).view(), all, {.rule = rule});
        backward(model, activations, from, std::as_const(seed).view(), short_cut, {.rule = rule, .all_read = false});
        CHECK(std::equal(all.input.values().begin(), all.input.values().end(), short_cut.input.values().begin()));
        CHECK(std::any_of(all.input.values().begin(), all.input.values().end(), [](float v) { return v != 0; }));
      }
    }
  }
}
