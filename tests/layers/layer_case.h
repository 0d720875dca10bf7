#pragma once
#include <string>
#include <vector>

#include "core/layers/registry.h"
#include "tests/support/random_tensor.h"

namespace convlens::testing {

/// One layer with inputs and parameters of its own, run the way model/ and training/ run it.
template <typename T>
struct LayerCase {
  std::unique_ptr<Layer> layer;
  std::vector<Shape> shapes;
  std::vector<ParameterSpec> specs;
  std::vector<Tensor<T>> inputs;
  std::vector<std::vector<T>> parameters;
  Tensor<T> output;
  LayerState<T> state;
  Mode mode;
  std::vector<double> statistics;

  LayerCase(const LayerKind& kind, const LayerExample& example, int batch, Mode m)
      : layer(kind.make(example.attributes)), shapes(example.inputs), mode(m) {
    std::uint64_t seed = 1;
    for (const Shape& shape : shapes) {
      inputs.emplace_back(batch, shape);
      fill_distinct<T>(inputs.back().values(), ++seed);
    }
    specs = layer->parameters(shapes);
    for (const ParameterSpec& spec : specs) {
      parameters.emplace_back(spec.size());
      fill_distinct<T>(parameters.back(), ++seed);
      if (spec.name == "var")
        for (T& value : parameters.back()) value = value * value + T{0.5};
    }
    output.resize(batch, layer->output_shape(shapes));
  }

  std::vector<ConstView<T>> input_views() const {
    std::vector<ConstView<T>> views;
    for (const auto& input : inputs) views.push_back(input.view());
    return views;
  }
  std::vector<std::span<const T>> parameter_spans() const { return {parameters.begin(), parameters.end()}; }

  void forward() {
    statistics.assign(static_cast<std::size_t>(layer->statistics_size(shapes)), 0.0);
    if (mode == Mode::training && !statistics.empty()) layer->accumulate_statistics(input_views()[0], statistics);
    const auto views = input_views();
    const auto spans = parameter_spans();
    layer->forward(ForwardContext<T>{.inputs = views, .parameters = spans, .output = output.view(), .state = state,
                                     .mode = mode, .seed = 5, .step = 3, .first_sample = 2, .node = 1,
                                     .statistics = statistics});
  }

  struct Result {
    std::vector<Tensor<T>> inputs;
    std::vector<std::vector<T>> parameters;
  };
  Result backward(const Tensor<T>& signal, BackwardRule rule = BackwardRule::gradient) const {
    Result result;
    std::vector<View<T>> targets;
    std::vector<std::span<T>> slots;
    for (const auto& input : inputs) result.inputs.emplace_back(input.batch(), input.shape());
    for (auto& target : result.inputs) targets.push_back(target.view());
    for (const auto& parameter : parameters) result.parameters.emplace_back(parameter.size(), T{0});
    for (auto& parameter : result.parameters) slots.emplace_back(parameter);
    const auto views = input_views();
    const auto spans = parameter_spans();
    BackwardContext<T> context{.inputs = views, .output = output.view(), .state = state, .parameters = spans,
                               .output_gradient = signal.view(), .input_gradients = targets,
                               .parameter_gradients = slots, .rule = rule, .mode = mode, .statistics = statistics,
                               .gradient_statistics = {}};
    std::vector<double> sums(statistics.size(), 0.0);
    if (mode == Mode::training && !sums.empty()) layer->accumulate_gradient_statistics(context, sums);
    context.gradient_statistics = sums;
    layer->backward(context);
    return result;
  }
};

}  // namespace convlens::testing
