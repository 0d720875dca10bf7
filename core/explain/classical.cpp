#include "core/explain/classical.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/base/error.h"

namespace convlens {
namespace {

constexpr int kFixedSide = 3;
constexpr double kSigmaPart = 0.2;  // of the window's side
constexpr double kGaborWavelength = 4;
constexpr std::array kGaborDegrees = {0, 45, 90, 135};
constexpr double kLowLimit = 1.0 / 8, kHighLimit = 1.0 / 4;  // cycles a pixel
constexpr double kTurn = 2 * std::numbers::pi;

struct Fixed {
  const char* name;
  std::array<float, kFixedSide * kFixedSide> values;
};
constexpr float kNinth = 1.0f / 9;
constexpr std::array kFixed = {
    Fixed{"sobel-x", {-1, 0, 1, -2, 0, 2, -1, 0, 1}},
    Fixed{"sobel-y", {-1, -2, -1, 0, 0, 0, 1, 2, 1}},
    Fixed{"prewitt-x", {-1, 0, 1, -1, 0, 1, -1, 0, 1}},
    Fixed{"prewitt-y", {-1, -1, -1, 0, 0, 0, 1, 1, 1}},
    Fixed{"scharr-x", {-3, 0, 3, -10, 0, 10, -3, 0, 3}},
    Fixed{"scharr-y", {-3, -10, -3, 0, 0, 0, 3, 10, 3}},
    Fixed{"laplacian", {0, 1, 0, 1, -4, 1, 0, 1, 0}},
    Fixed{"box", {kNinth, kNinth, kNinth, kNinth, kNinth, kNinth, kNinth, kNinth, kNinth}},
    Fixed{"sharpen", {0, -1, 0, -1, 5, -1, 0, -1, 0}},
    Fixed{"emboss", {-2, -1, 0, -1, 1, 1, 0, 1, 2}},
};

struct Window {
  int height, width;
  std::size_t size() const { return static_cast<std::size_t>(height) * static_cast<std::size_t>(width); }
  std::size_t at(int y, int x) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
};

ClassicalKernel embedded(const Fixed& fixed, const Window& window) {
  ClassicalKernel kernel{fixed.name, window.height, window.width, std::vector<float>(window.size(), 0.0f)};
  const int top = (window.height - kFixedSide) / 2, left = (window.width - kFixedSide) / 2;
  for (int y = 0; y < kFixedSide; ++y)
    for (int x = 0; x < kFixedSide; ++x)
      kernel.values[window.at(top + y, left + x)] = fixed.values[static_cast<std::size_t>(y * kFixedSide + x)];
  return kernel;
}

/// From a function of the distance to the window's middle.
template <typename Function>
ClassicalKernel drawn(const char* name, const Window& window, Function&& value) {
  ClassicalKernel kernel{name, window.height, window.width, {}};
  for (int y = 0; y < window.height; ++y)
    for (int x = 0; x < window.width; ++x)
      kernel.values.push_back(static_cast<float>(value(y - (window.height - 1) / 2.0, x - (window.width - 1) / 2.0)));
  return kernel;
}

double sum_of(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum;
}

ClassicalKernel with_sum_one(ClassicalKernel kernel) {
  const double sum = sum_of(kernel.values);
  for (float& value : kernel.values) value = static_cast<float>(static_cast<double>(value) / sum);
  return kernel;
}

ClassicalKernel gaussian(const Window& window) {
  const double sigma = kSigmaPart * std::min(window.height, window.width);
  return with_sum_one(drawn("gaussian", window, [&](double y, double x) {
    return std::exp(-(y * y + x * x) / (2 * sigma * sigma));
  }));
}

double binomial(int n, int k) {
  double value = 1;
  for (int i = 1; i <= k; ++i) value = value * (n - k + i) / i;
  return value;
}

ClassicalKernel low_pass(const Window& window) {
  const int rows = window.height - 1, columns = window.width - 1;
  return with_sum_one(drawn("low-pass", window, [&](double y, double x) {
    return binomial(rows, static_cast<int>(std::lround(y + rows / 2.0))) *
           binomial(columns, static_cast<int>(std::lround(x + columns / 2.0)));
  }));
}

ClassicalKernel high_pass(const Window& window) {
  ClassicalKernel kernel = low_pass(window);
  kernel.name = "high-pass";
  for (float& value : kernel.values) value = -value;
  kernel.values[window.at((window.height - 1) / 2, (window.width - 1) / 2)] += 1;
  return kernel;
}

ClassicalKernel gabor(const Window& window, int degrees) {
  const double angle = degrees * std::numbers::pi / 180, sigma = kSigmaPart * std::min(window.height, window.width);
  ClassicalKernel kernel = drawn("", window, [&](double y, double x) {
    const double along = x * std::cos(angle) + y * std::sin(angle);
    return std::exp(-(y * y + x * x) / (2 * sigma * sigma)) * std::cos(kTurn * along / kGaborWavelength);
  });
  const double mean = sum_of(kernel.values) / static_cast<double>(window.size());
  for (float& value : kernel.values) value -= static_cast<float>(mean);
  kernel.name = "gabor-" + std::to_string(degrees);
  return kernel;
}

}  // namespace

std::vector<ClassicalKernel> classical_kernels(int height, int width) {
  std::vector<ClassicalKernel> kernels;
  if (height < kFixedSide || width < kFixedSide) return kernels;
  const Window window{height, width};
  for (const Fixed& fixed : kFixed) kernels.push_back(embedded(fixed, window));
  kernels.push_back(gaussian(window));
  kernels.push_back(low_pass(window));
  kernels.push_back(high_pass(window));
  for (const int degrees : kGaborDegrees) kernels.push_back(gabor(window, degrees));
  return kernels;
}

std::vector<float> filtered(std::span<const float> chw, const Shape& shape, const ClassicalKernel& kernel) {
  const Window window{kernel.height, kernel.width}, picture{shape.height, shape.width};
  const int top = (kernel.height - 1) / 2, left = (kernel.width - 1) / 2;
  std::vector<float> result;
  result.reserve(chw.size());
  for (int c = 0; c < shape.channels; ++c) {
    const auto plane = chw.subspan(static_cast<std::size_t>(c) * picture.size(), picture.size());
    for (int y = 0; y < shape.height; ++y)
      for (int x = 0; x < shape.width; ++x) {
        double sum = 0;
        for (int ky = std::max(0, top - y); ky < std::min(kernel.height, shape.height + top - y); ++ky)
          for (int kx = std::max(0, left - x); kx < std::min(kernel.width, shape.width + left - x); ++kx)
            sum += static_cast<double>(plane[picture.at(y + ky - top, x + kx - left)]) *
                   static_cast<double>(kernel.values[window.at(ky, kx)]);
        result.push_back(static_cast<float>(sum));
      }
  }
  return result;
}

double cosine_similarity(std::span<const float> a, std::span<const float> b) {
  double both = 0, left = 0, right = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
    both += x * y;
    left += x * x;
    right += y * y;
  }
  return left > 0 && right > 0 ? both / std::sqrt(left * right) : 0.0;
}

std::string pass_band_name(PassBand band) {
  return band == PassBand::low ? "low" : band == PassBand::band ? "band" : "high";
}

std::vector<float> frequency_response(std::span<const float> kernel, int height, int width) {
  const Window window{height, width};
  std::array<double, kResponseSide> cosines{}, sines{};
  for (int i = 0; i < kResponseSide; ++i) {
    cosines[static_cast<std::size_t>(i)] = std::cos(kTurn * i / kResponseSide);
    sines[static_cast<std::size_t>(i)] = std::sin(kTurn * i / kResponseSide);
  }
  std::vector<float> response;
  for (int v = 0; v < kResponseSide; ++v)
    for (int u = 0; u < kResponseSide; ++u) {
      double real = 0, imaginary = 0;
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
          const int steps = (v - kResponseSide / 2) * y + (u - kResponseSide / 2) * x;
          const auto phase = static_cast<std::size_t>(((steps % kResponseSide) + kResponseSide) % kResponseSide);
          const double value = static_cast<double>(kernel[window.at(y, x)]);
          real += value * cosines[phase];
          imaginary -= value * sines[phase];
        }
      response.push_back(static_cast<float>(std::hypot(real, imaginary)));
    }
  return response;
}

PassBand pass_band(std::span<const float> response) {
  std::array<double, 3> sums{}, counts{};
  for (int v = 0; v < kResponseSide; ++v)
    for (int u = 0; u < kResponseSide; ++u) {
      const double frequency = std::hypot(v - kResponseSide / 2, u - kResponseSide / 2) / kResponseSide;
      const std::size_t band = frequency < kLowLimit ? 0 : frequency <= kHighLimit ? 1 : 2;
      sums[band] += static_cast<double>(response[static_cast<std::size_t>(v * kResponseSide + u)]);
      ++counts[band];
    }
  std::size_t best = 0;
  for (std::size_t band = 1; band < sums.size(); ++band)
    if (sums[band] / counts[band] > sums[best] / counts[best]) best = band;
  return static_cast<PassBand>(best);
}

KernelLikeness most_like(std::span<const float> kernel, std::span<const ClassicalKernel> classical) {
  KernelLikeness best;
  for (std::size_t i = 0; i < classical.size(); ++i) {
    const double cosine = cosine_similarity(kernel, classical[i].values);
    if (i == 0 || std::abs(cosine) > std::abs(best.cosine)) best = {static_cast<int>(i), cosine};
  }
  return best;
}

Model with_kernel(const Model& model, int node, int filter, const ClassicalKernel& kernel) {
  const Filters filters = filters_of(model, node);
  if (filter < 0 || filter >= filters.out)
    throw Error(ErrorKind::bad_value, "filter", std::to_string(filter), "0 to " + std::to_string(filters.out - 1));
  if (kernel.height != filters.height || kernel.width != filters.width)
    throw Error(ErrorKind::bad_value, "kernel", std::to_string(kernel.height) + "x" + std::to_string(kernel.width),
                std::to_string(filters.height) + "x" + std::to_string(filters.width));
  Model copy = model;
  for (const ParameterSlot& slot : model.graph->node(node).parameters) {
    std::vector<float> values = to_figure_order(slot.spec, model.parameter(slot));
    const std::size_t each = values.size() / static_cast<std::size_t>(filters.out);
    for (std::size_t i = 0; i < each; ++i)
      values[static_cast<std::size_t>(filter) * each + i] =
          slot.spec.name == "weight" ? kernel.values[i % kernel.values.size()] / static_cast<float>(filters.in) : 0.0f;
    from_figure_order(slot.spec, values, copy.parameter(slot));
  }
  return copy;
}

}  // namespace convlens
