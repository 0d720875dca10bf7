#include <cmath>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "tests/layers/layer_case.h"
#include "tests/support/catch.h"

using namespace convlens;
using testing::LayerCase;
using Ints = std::vector<std::int64_t>;

TEST_CASE("every kind gives its attributes back, and they make the same layer again") {
  for (const LayerKind& kind : layer_kinds())
    for (const LayerExample& example : kind.examples()) {
      const auto layer = kind.make(example.attributes);
      CHECK(layer->kind() == kind.kind);
      const auto again = kind.make(layer->attributes());
      CHECK(again->attributes() == layer->attributes());
      CHECK(again->output_shape(example.inputs) == layer->output_shape(example.inputs));
    }
}

TEST_CASE("an unknown kind of layer is refused with the list of kinds") {
  try {
    make_layer("conv3d", {});
    FAIL("no exception");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::unknown_name);
    CHECK(error.expected().find("conv2d") != std::string::npos);
  }
}

TEST_CASE("figure order and memory order are inverse, and filters are (out, in, kh, kw)") {
  const ParameterSpec spec{.name = "weight", .dims = {3, 2, 2, 2}, .layout = ParameterLayout::filters};
  std::vector<float> figure(spec.size()), memory(spec.size());
  for (std::size_t i = 0; i < figure.size(); ++i) figure[i] = static_cast<float>(i);
  from_figure_order(spec, figure, memory);
  // weight (out 2, in 1, ky 0, kx 1) stands at ((ky * 2 + kx) * in + c) * out + o.
  CHECK(memory[((0 * 2 + 1) * 2 + 1) * 3 + 2] == figure[((2 * 2 + 1) * 2 + 0) * 2 + 1]);
  CHECK(to_figure_order(spec, memory) == figure);
}

TEST_CASE("max pooling: the first maximum in row order wins, padding never does") {
  LayerCase<float> c(layer_kind("max_pool"), {{{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}}, {{1, 4, 4}}}, 1,
                     Mode::inference);
  c.inputs[0].fill(0);
  c.inputs[0].at(0, 0, 2, 3) = 1;
  c.inputs[0].at(0, 0, 3, 2) = 1;
  c.forward();
  CHECK(c.state.switches[0] == 0);
  CHECK(c.state.switches[1] == 2);
  CHECK(c.state.switches[3] == 2 * 4 + 3);

  LayerCase<float> padded(layer_kind("max_pool"),
                          {{{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 1, 1}}}, {{1, 4, 4}}},
                          1, Mode::inference);
  padded.inputs[0].fill(-5);
  padded.forward();
  for (const float value : padded.output.values()) CHECK(value == -5);
  CHECK(padded.state.switches[0] == 0);
}

TEST_CASE("the three rules differ at ReLU as REFERENCE says, and LRN is the identity for two of them") {
  LayerCase<float> relu(layer_kind("relu"), {{}, {{4, 1, 1}}}, 1, Mode::inference);
  const float x[] = {1, 1, -1, -1}, r[] = {2, -2, 2, -2};
  std::copy_n(x, 4, relu.inputs[0].data());
  Tensor<float> signal(1, {4, 1, 1});
  std::copy_n(r, 4, signal.data());
  relu.forward();
  const auto walk = [&](const LayerCase<float>& c, BackwardRule rule) {
    const auto result = c.backward(signal, rule);
    const auto values = result.inputs[0].values();
    return std::vector<float>(values.begin(), values.end());
  };
  CHECK(walk(relu, BackwardRule::gradient) == std::vector<float>{2, -2, 0, 0});
  CHECK(walk(relu, BackwardRule::deconvnet) == std::vector<float>{2, 0, 2, 0});
  CHECK(walk(relu, BackwardRule::guided) == std::vector<float>{2, 0, 0, 0});

  LayerCase<float> lrn(layer_kind("lrn"), {{{"size", std::int64_t{3}}, {"alpha", 0.5}}, {{4, 1, 1}}}, 1, Mode::inference);
  lrn.forward();
  CHECK(walk(lrn, BackwardRule::deconvnet) == std::vector<float>{2, -2, 2, -2});
  CHECK(walk(lrn, BackwardRule::guided) == std::vector<float>{2, -2, 2, -2});
  CHECK(walk(lrn, BackwardRule::gradient) != std::vector<float>{2, -2, 2, -2});
}

TEST_CASE("dropout keeps the mean, drops its share, and depends on the sample, not on the chunk") {
  LayerCase<float> c(layer_kind("dropout"), {{{"ratio", 0.25}}, {{10000, 1, 1}}}, 1, Mode::training);
  c.inputs[0].fill(1);
  c.forward();
  double sum = 0;
  int dropped = 0;
  for (const float value : c.output.values()) {
    sum += value;
    dropped += value == 0;
  }
  CHECK(sum / 10000 == Approx(1).margin(0.03));
  CHECK(dropped == Approx(2500).margin(150));
}

TEST_CASE("batch norm's running statistics move towards the batch's, variance unbiased") {
  LayerCase<float> c(layer_kind("batch_norm"), {{{"momentum", 0.75}}, {{1, 1, 1}}}, 4, Mode::training);
  const float x[] = {1, 2, 3, 6};  // mean 3, unbiased variance 14 / 3
  std::copy_n(x, 4, c.inputs[0].data());
  c.parameters[2] = {1};
  c.parameters[3] = {2};
  c.forward();
  std::vector<std::span<float>> slots(c.parameters.begin(), c.parameters.end());
  c.layer->update_running(c.statistics, slots);
  CHECK(c.parameters[2][0] == Approx(0.75 * 1 + 0.25 * 3));
  CHECK(c.parameters[3][0] == Approx(0.75 * 2 + 0.25 * 14.0 / 3));
}

TEST_CASE("wrong attributes are refused by name") {
  const auto refused = [](const char* kind, const Attributes& attributes, const char* name) {
    try {
      make_layer(kind, attributes);
      FAIL("no exception for " << kind << " " << name);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::bad_value);
      CHECK(error.subject() == name);
    }
  };
  refused("conv2d", {{kOutChannels, std::int64_t{4}}}, "kernel_shape");
  refused("conv2d", {{"kernel_shape", Ints{3, 3}}}, kOutChannels);
  refused("conv2d", {{"kernel_shape", Ints{3, 3}}, {kOutChannels, std::int64_t{4}}, {"group", std::int64_t{3}}}, "group");
  refused("conv2d", {{"kernel_shape", Ints{3}}, {kOutChannels, std::int64_t{4}}}, "kernel_shape");
  refused("max_pool", {{"kernel_shape", Ints{2, 2}}, {"pads", Ints{2, 0, 0, 0}}}, "pads");
  refused("max_pool", {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{0, 1}}}, "strides");
  refused("dropout", {{"ratio", 1.0}}, "ratio");
  refused("normalise", {{"mean", std::vector<double>{0}}, {"std", std::vector<double>{0}}}, "std");
}
