#include <cmath>

#include "tests/layers/layer_case.h"
#include "tests/support/catch.h"

using namespace convlens;
using testing::LayerCase;

namespace {

constexpr int kBatch = 3;
constexpr double kStep = 1e-6, kRelative = 1e-5, kAbsolute = 1e-8;

double weighted_sum(LayerCase<double>& c, const Tensor<double>& weights) {
  c.forward();
  double sum = 0;
  for (std::size_t i = 0; i < c.output.size(); ++i) sum += c.output.data()[i] * weights.data()[i];
  return sum;
}

/// Central differences of the weighted sum of the outputs, value by value.
void check_against_differences(LayerCase<double>& c, const Tensor<double>& weights, std::span<double> values,
                               std::span<const double> analytic) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double kept = values[i];
    values[i] = kept + kStep;
    const double above = weighted_sum(c, weights);
    values[i] = kept - kStep;
    const double below = weighted_sum(c, weights);
    values[i] = kept;
    const double numeric = (above - below) / (2 * kStep);
    INFO("value " << i << ": analytic " << analytic[i] << ", numeric " << numeric);
    REQUIRE(std::abs(analytic[i] - numeric) <= kRelative * std::max(std::abs(numeric), 1.0) + kAbsolute);
  }
}

}  // namespace

TEST_CASE("every kind of layer: backward agrees with finite differences, in inference and in training") {
  for (const LayerKind& kind : layer_kinds())
    for (const LayerExample& example : kind.examples())
      for (const Mode mode : {Mode::inference, Mode::training}) {
        INFO(kind.kind << (mode == Mode::training ? " in training" : " in inference"));
        LayerCase<double> c(kind, example, kBatch, mode);
        c.forward();
        Tensor<double> weights(kBatch, c.output.shape());
        testing::fill_distinct<double>(weights.values(), 99);
        const auto gradients = c.backward(weights);
        for (std::size_t k = 0; k < c.inputs.size(); ++k)
          check_against_differences(c, weights, c.inputs[k].values(), gradients.inputs[k].values());
        for (std::size_t k = 0; k < c.parameters.size(); ++k) {
          if (!c.specs[k].trainable) continue;
          INFO("parameter " << c.specs[k].name);
          check_against_differences(c, weights, c.parameters[k], gradients.parameters[k]);
        }
      }
}

TEST_CASE("every kind of layer: the float path gives what the double path gives") {
  for (const LayerKind& kind : layer_kinds())
    for (const LayerExample& example : kind.examples())
      for (const Mode mode : {Mode::inference, Mode::training}) {
        INFO(kind.kind);
        LayerCase<double> exact(kind, example, kBatch, mode);
        LayerCase<float> fast(kind, example, kBatch, mode);
        exact.forward();
        fast.forward();
        for (std::size_t i = 0; i < exact.output.size(); ++i)
          REQUIRE(fast.output.data()[i] == Approx(exact.output.data()[i]).epsilon(1e-5).margin(1e-5));
        Tensor<double> signal(kBatch, exact.output.shape());
        Tensor<float> signal_float(kBatch, exact.output.shape());
        testing::fill_distinct<double>(signal.values(), 4);
        testing::fill_distinct<float>(signal_float.values(), 4);
        for (const BackwardRule rule : {BackwardRule::gradient, BackwardRule::deconvnet, BackwardRule::guided}) {
          const auto a = exact.backward(signal, rule);
          const auto b = fast.backward(signal_float, rule);
          for (std::size_t k = 0; k < a.inputs.size(); ++k)
            for (std::size_t i = 0; i < a.inputs[k].size(); ++i)
              REQUIRE(b.inputs[k].data()[i] == Approx(a.inputs[k].data()[i]).epsilon(1e-4).margin(2e-5));
          for (std::size_t k = 0; k < a.parameters.size(); ++k)
            for (std::size_t i = 0; i < a.parameters[k].size(); ++i)
              REQUIRE(b.parameters[k][i] == Approx(a.parameters[k][i]).epsilon(1e-4).margin(1e-4));
        }
      }
}
