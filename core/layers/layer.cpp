#include "core/layers/layer.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>

namespace convlens {
namespace {

/// Calls move(figure index, memory index) for every value of a parameter.
template <typename Move>
void for_each_value(const ParameterSpec& spec, Move move) {
  const std::size_t size = spec.size();
  if (spec.layout == ParameterLayout::plain) {
    for (std::size_t i = 0; i < size; ++i) move(i, i);
    return;
  }
  // filters: (out, in, kh, kw) <-> (kh, kw, in, out); transposed: (out, in) <-> (in, out) is the same with kh = kw = 1.
  const std::size_t out = static_cast<std::size_t>(spec.dims[0]), in = static_cast<std::size_t>(spec.dims[1]);
  const std::size_t area = size / (out * in);
  for (std::size_t o = 0; o < out; ++o)
    for (std::size_t c = 0; c < in; ++c)
      for (std::size_t k = 0; k < area; ++k) move((o * in + c) * area + k, (k * in + c) * out + o);
}

}  // namespace

std::size_t ParameterSpec::size() const {
  return std::accumulate(dims.begin(), dims.end(), std::size_t{1},
                         [](std::size_t a, int b) { return a * static_cast<std::size_t>(b); });
}

std::vector<float> to_figure_order(const ParameterSpec& spec, std::span<const float> memory) {
  std::vector<float> figure(spec.size());
  for_each_value(spec, [&](std::size_t f, std::size_t m) { figure[f] = memory[m]; });
  return figure;
}

void from_figure_order(const ParameterSpec& spec, std::span<const float> figure, std::span<float> memory) {
  for_each_value(spec, [&](std::size_t f, std::size_t m) { memory[m] = figure[f]; });
}

std::vector<ParameterSpec> Layer::parameters(std::span<const Shape>) const { return {}; }
std::int64_t Layer::multiply_adds(std::span<const Shape>) const { return 0; }
void Layer::forward_cut_outs(std::span<const ForwardContext<float>> each) const {
  for (const ForwardContext<float>& one : each) forward(one);
}

Layer::Window Layer::window() const { return {}; }
int Layer::statistics_size(std::span<const Shape>) const { return 0; }
void Layer::accumulate_statistics(ConstView<float>, std::span<double>) const {}
void Layer::accumulate_statistics(ConstView<double>, std::span<double>) const {}
void Layer::accumulate_gradient_statistics(const BackwardContext<float>&, std::span<double>) const {}
void Layer::accumulate_gradient_statistics(const BackwardContext<double>&, std::span<double>) const {}
void Layer::update_running(std::span<const double>, std::span<const std::span<float>>) const {}

}  // namespace convlens
