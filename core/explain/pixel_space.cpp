#include "core/explain/pixel_space.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"

namespace convlens {
namespace {

/// The noise's place among the random numbers of a seed: beside the initial weights, which are epoch 0's.
constexpr std::uint64_t kNoiseEpoch = 1;

}  // namespace

PixelSpace::PixelSpace(const Graph& graph) : shape_(graph.input_shape()) {
  const Normalisation normalisation = normalisation_of(graph);
  mean_ = normalisation.mean;
  double squares = 0;
  for (const float deviation : normalisation.standard_deviation)
    squares += static_cast<double>(deviation) * static_cast<double>(deviation);
  sigma_ = std::sqrt(squares * shape_.height * shape_.width);
}

void PixelSpace::picture_of(const Tensor<float>& x, Tensor<float>& picture) const {
  picture.resize(1, shape_);
  const float sigma = static_cast<float>(sigma_);
  for (std::size_t i = 0; i < x.size(); ++i) picture.data()[i] = mean_[i % mean_.size()] + sigma * x.data()[i];
}

Tensor<float> PixelSpace::noise(double length, std::uint64_t seed, int stream) const {
  Tensor<float> x(1, shape_);
  Random random(seed, RandomPurpose::initialisation, kNoiseEpoch, static_cast<std::uint64_t>(stream));
  for (float& value : x.values()) value = random.normal();
  const float scale = static_cast<float>(length / length_of(x));
  for (float& value : x.values()) value *= scale;
  return x;
}

void PixelSpace::to_x(Tensor<float>& derivative) const {
  for (float& value : derivative.values()) value *= static_cast<float>(sigma_);
}

void PixelSpace::clamp(Tensor<float>& x) const {
  const float sigma = static_cast<float>(sigma_);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const float mean = mean_[i % mean_.size()];
    x.data()[i] = std::clamp(x.data()[i], -mean / sigma, (1.0f - mean) / sigma);
  }
}

double add_norm_penalty(const Tensor<float>& x, double alpha, double weight, Tensor<float>& derivative) {
  const double count = static_cast<double>(x.size()), root = std::sqrt(count);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double value = root * static_cast<double>(x.data()[i]), magnitude = std::abs(value);
    const double power = std::pow(magnitude, alpha - 1);
    sum += power * magnitude;
    derivative.data()[i] += static_cast<float>(weight / count * alpha * std::copysign(power, value) * root);
  }
  return weight * sum / count;
}

double add_variation_penalty(const Tensor<float>& x, double weight, Tensor<float>& derivative) {
  const Shape& shape = x.shape();
  const std::size_t right = static_cast<std::size_t>(shape.channels), below = right * static_cast<std::size_t>(shape.width);
  double sum = 0;
  const auto add = [&](std::size_t i, std::size_t next) {
    const float difference = x.data()[next] - x.data()[i];
    sum += static_cast<double>(difference) * static_cast<double>(difference);
    const float slope = static_cast<float>(2 * weight) * difference;
    derivative.data()[next] += slope;
    derivative.data()[i] -= slope;
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (i % below + right < below) add(i, i + right);
    if (i + below < x.size()) add(i, i + below);
  }
  return weight * sum;
}

double length_of(const Tensor<float>& values) {
  double sum = 0;
  for (const float value : values.values()) sum += static_cast<double>(value) * static_cast<double>(value);
  return std::sqrt(sum);
}

}  // namespace convlens
