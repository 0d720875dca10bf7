#include "core/layers/batch_norm.h"

#include <cmath>
#include <vector>

#include "core/kernels/batch_norm.h"
#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {
namespace {

enum Parameter { kScale, kBias, kMean, kVariance };

struct Moments {
  double mean, variance, count;
};
Moments moments(std::span<const double> statistics, std::size_t channel) {
  const std::size_t channels = (statistics.size() - 1) / 2;
  const double count = statistics.back(), mean = statistics[channel] / count;
  return {mean, std::max(0.0, statistics[channels + channel] / count - mean * mean), count};
}

std::size_t pixels_of(const Shape& shape, int batch) {
  return shape.size() / static_cast<std::size_t>(shape.channels) * static_cast<std::size_t>(batch);
}

template <typename T>
void add_statistics(ConstView<T> x, std::span<double> sums) {
  const std::size_t pixels = pixels_of(x.shape, x.batch);
  kernels::add_moments(pixels, x.shape.channels, x.data, sums.data());
  sums.back() += static_cast<double>(pixels);
}

/// saved: mean[c], then 1 / sqrt(variance + epsilon)[c].
template <typename T>
void add_gradient_statistics(const BackwardContext<T>& c, std::span<double> sums) {
  const Shape& shape = c.output_gradient.shape;
  const T* mean = c.state.saved.data();
  kernels::add_batch_norm_sums(pixels_of(shape, c.output_gradient.batch), shape.channels, c.inputs[0].data,
                               c.output_gradient.data, mean, mean + shape.channels, sums.data());
}

/// One thread's memory for values a channel: after the first call of a size nothing is allocated.
template <typename T>
T* channel_scratch(std::size_t size) {
  thread_local AlignedVector<T> values;
  if (values.size() < size) values.resize(size);
  return values.data();
}

}  // namespace

BatchNorm::BatchNorm(const Attributes& attributes)
    : epsilon_(real_attribute(attributes, "epsilon", 1e-5)), momentum_(real_attribute(attributes, "momentum", 0.9)) {}

Attributes BatchNorm::attributes() const { return {{"epsilon", epsilon_}, {"momentum", momentum_}}; }

Shape BatchNorm::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

std::vector<ParameterSpec> BatchNorm::parameters(std::span<const Shape> inputs) const {
  const int channels = inputs[0].channels;
  const auto spec = [&](const char* name, Initialisation start, bool trainable) {
    return ParameterSpec{.name = name,
                         .dims = {channels},
                         .initialisation = start,
                         .trainable = trainable,
                         .decays = false};
  };
  return {spec("scale", Initialisation::one, true), spec("bias", Initialisation::zero, true),
          spec("mean", Initialisation::zero, false), spec("var", Initialisation::one, false)};
}

int BatchNorm::statistics_size(std::span<const Shape> inputs) const { return 2 * inputs[0].channels + 1; }

void BatchNorm::accumulate_statistics(ConstView<float> x, std::span<double> sums) const { add_statistics(x, sums); }
void BatchNorm::accumulate_statistics(ConstView<double> x, std::span<double> sums) const { add_statistics(x, sums); }
void BatchNorm::accumulate_gradient_statistics(const BackwardContext<float>& c, std::span<double> sums) const {
  add_gradient_statistics(c, sums);
}
void BatchNorm::accumulate_gradient_statistics(const BackwardContext<double>& c, std::span<double> sums) const {
  add_gradient_statistics(c, sums);
}

void BatchNorm::update_running(std::span<const double> statistics, std::span<const std::span<float>> parameters) const {
  for (std::size_t k = 0; k < parameters[kMean].size(); ++k) {
    const Moments batch = moments(statistics, k);
    const double unbiased = batch.count > 1 ? batch.variance * batch.count / (batch.count - 1) : batch.variance;
    const auto mix = [&](float old, double now) { return static_cast<float>(momentum_ * old + (1 - momentum_) * now); };
    parameters[kMean][k] = mix(parameters[kMean][k], batch.mean);
    parameters[kVariance][k] = mix(parameters[kVariance][k], unbiased);
  }
}

template <typename T>
void BatchNorm::run_forward(const ForwardContext<T>& c) const {
  const std::size_t channels = static_cast<std::size_t>(c.output.shape.channels);
  c.state.saved.resize(2 * channels);
  T *mean = c.state.saved.data(), *inverse = mean + channels;
  for (std::size_t k = 0; k < channels; ++k) {
    const bool training = c.mode == Mode::training;
    const Moments m = training ? moments(c.statistics, k) : Moments{c.parameters[kMean][k], c.parameters[kVariance][k], 1};
    mean[k] = static_cast<T>(m.mean);
    inverse[k] = static_cast<T>(1 / std::sqrt(m.variance + epsilon_));
  }
  T* factor = channel_scratch<T>(channels);
  for (std::size_t k = 0; k < channels; ++k) factor[k] = c.parameters[kScale][k] * inverse[k];
  kernels::batch_norm_forward(pixels_of(c.output.shape, c.output.batch), c.output.shape.channels,
                              c.inputs[0].data, mean, factor, c.parameters[kBias].data(), c.output.data);
}

template <typename T>
void BatchNorm::run_backward(const BackwardContext<T>& c) const {
  const Shape& shape = c.output_gradient.shape;
  const std::size_t channels = static_cast<std::size_t>(shape.channels);
  const T *mean = c.state.saved.data(), *inverse = mean + channels;
  if (!c.parameter_gradients.empty()) {
    thread_local std::vector<double> sums;
    sums.assign(2 * channels, 0.0);
    add_gradient_statistics(c, std::span<double>(sums));
    for (std::size_t k = 0; k < channels; ++k) {
      c.parameter_gradients[kBias][k] += static_cast<T>(sums[k]);
      c.parameter_gradients[kScale][k] += static_cast<T>(sums[channels + k]);
    }
  }
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  T *factor = channel_scratch<T>(3 * channels), *by_mean = factor + channels, *by_variance = by_mean + channels;
  for (std::size_t k = 0; k < channels; ++k) {
    factor[k] = c.parameters[kScale][k] * inverse[k];
    by_mean[k] = by_variance[k] = 0;
    if (c.mode != Mode::training) continue;  // in training mean and variance depend on every value of the batch
    const double count = c.statistics.back();
    by_mean[k] = static_cast<T>(c.gradient_statistics[k] / count);
    by_variance[k] = static_cast<T>(c.gradient_statistics[channels + k] / count) * inverse[k];
  }
  kernels::batch_norm_backward(pixels_of(shape, c.output_gradient.batch), shape.channels, c.inputs[0].data,
                               c.output_gradient.data, mean, factor, by_mean, by_variance, dx.data);
}

template void BatchNorm::run_forward(const ForwardContext<float>&) const;
template void BatchNorm::run_forward(const ForwardContext<double>&) const;
template void BatchNorm::run_backward(const BackwardContext<float>&) const;
template void BatchNorm::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
