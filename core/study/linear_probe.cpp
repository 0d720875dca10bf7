#include "core/study/linear_probe.h"

#include <algorithm>
#include <cmath>

#include "core/kernels/dense.h"
#include "core/kernels/update.h"

namespace convlens {
namespace {

constexpr float kBeta1 = 0.9f, kBeta2 = 0.999f, kEpsilon = 1e-8f;
constexpr double kSmallest = 1e-30;

}  // namespace

LinearProbe::LinearProbe(std::size_t features, int classes) : features_(static_cast<int>(features)), classes_(classes) {
  const std::size_t size = (features + 1) * static_cast<std::size_t>(classes);
  for (AlignedVector<float>* buffer : {&parameters_, &gradient_, &moment1_, &moment2_}) buffer->assign(size, 0.0f);
}

void LinearProbe::answer(const ProbeRows& rows, std::vector<float>& probabilities) const {
  const auto classes = static_cast<std::size_t>(classes_);
  probabilities.resize(static_cast<std::size_t>(rows.count) * classes);
  kernels::dense_forward(rows.count, features_, classes_, rows.features, parameters_.data(), nullptr, probabilities.data());
  const float* bias = parameters_.data() + static_cast<std::size_t>(features_) * classes;
  for (std::size_t first = 0; first < probabilities.size(); first += classes) {
    const std::span<float> row(probabilities.data() + first, classes);
    for (std::size_t c = 0; c < classes; ++c) row[c] = scale_ * row[c] + bias[c];
    const float largest = *std::max_element(row.begin(), row.end());
    float sum = 0;
    for (float& value : row) sum += value = std::exp(value - largest);
    for (float& value : row) value /= sum;
  }
}

void LinearProbe::learn(std::span<const ProbeRows> batch, float rate) {
  const auto classes = static_cast<std::size_t>(classes_);
  std::fill(gradient_.begin(), gradient_.end(), 0.0f);
  float* bias = gradient_.data() + static_cast<std::size_t>(features_) * classes;
  int count = 0;
  for (const ProbeRows& rows : batch) count += rows.count;
  std::vector<float> errors;
  for (const ProbeRows& rows : batch) {
    if (rows.count == 0) continue;
    answer(rows, errors);
    for (int n = 0; n < rows.count; ++n) {
      const std::span<float> row(errors.data() + static_cast<std::size_t>(n) * classes, classes);
      row[static_cast<std::size_t>(rows.labels[n])] -= 1;
      for (std::size_t c = 0; c < classes; ++c) {
        row[c] /= static_cast<float>(count);
        bias[c] += row[c];
        row[c] *= scale_;
      }
    }
    kernels::dense_backward_weights(rows.count, features_, classes_, 0, features_, rows.features, errors.data(),
                                    gradient_.data());
  }
  ++steps_;
  const auto correction = [&](float beta) { return static_cast<float>(1 - std::pow(static_cast<double>(beta), static_cast<double>(steps_))); };
  kernels::adam_update(parameters_.size(), rate, kBeta1, kBeta2, kEpsilon, 0.0f, correction(kBeta1), correction(kBeta2),
                       gradient_.data(), moment1_.data(), moment2_.data(), parameters_.data());
}

int LinearProbe::count_right(const ProbeRows& rows) const {
  std::vector<float> probabilities;
  answer(rows, probabilities);
  const auto classes = static_cast<std::size_t>(classes_);
  int right = 0;
  for (int n = 0; n < rows.count; ++n) {
    const auto row = probabilities.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(n) * classes);
    right += std::max_element(row, row + classes_) - row == rows.labels[n] ? 1 : 0;
  }
  return right;
}

double LinearProbe::loss(const ProbeRows& rows) const {
  std::vector<float> probabilities;
  answer(rows, probabilities);
  double sum = 0;
  for (int n = 0; n < rows.count; ++n)
    sum -= std::log(std::max(kSmallest, static_cast<double>(probabilities[static_cast<std::size_t>(n) * static_cast<std::size_t>(classes_) +
                                                                          static_cast<std::size_t>(rows.labels[n])])));
  return rows.count == 0 ? 0.0 : sum / rows.count;
}

}  // namespace convlens
