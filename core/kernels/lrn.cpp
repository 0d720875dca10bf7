#include "core/kernels/lrn.h"

#include <algorithm>
#include <cmath>

#include "core/kernels/reference_lrn.h"
#include "core/kernels/simd_targets.h"
#include "core/tensor/tensor.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/lrn.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

/// The exponent that all networks with this layer have: roots do, where a power takes a hundred cycles a
/// value.
constexpr double kUsualBeta = 0.75;

/// s^-beta.
FloatVector power(FloatVector s, double beta) {
  const FloatTag d;
  if (beta == kUsualBeta) {
    const FloatVector root = hn::Sqrt(s);
    return hn::Div(hn::Set(d, 1.0f), hn::Mul(root, hn::Sqrt(root)));
  }
  alignas(64) float lanes[kLanes];
  hn::Store(s, d, lanes);
  for (float& lane : lanes) lane = std::pow(lane, static_cast<float>(-beta));
  return hn::Load(d, lanes);
}

/// A pixel's channels with zeros on both sides, so that windows need not know the borders.
class Neighbours {
 public:
  Neighbours(int channels, int before, int after)
      : before_(std::min(before, channels - 1)), after_(std::min(after, channels - 1)) {
    thread_local AlignedVector<float> buffer;
    const std::size_t size = static_cast<std::size_t>(before_ + channels + after_) + kLanes;
    if (buffer.size() < size) buffer.resize(size);
    std::fill_n(buffer.begin(), size, 0.0f);
    values_ = buffer.data();
  }
  void set(std::size_t channel, FloatVector v, std::size_t count) {
    store_partial(v, values_ + before_ + channel, count);
  }
  FloatVector sum_around(std::size_t channel) const {
    const FloatTag d;
    FloatVector sum = hn::LoadU(d, values_ + channel);
    for (int j = 1; j <= before_ + after_; ++j) sum = hn::Add(sum, hn::LoadU(d, values_ + channel + j));
    return sum;
  }

 private:
  int before_, after_;
  float* values_;
};

}  // namespace

void lrn_forward_simd(std::size_t pixels, int channels, const LrnParameters& p, const float* x, float* scale,
                      float* y) {
  const FloatTag d;
  const std::size_t n = static_cast<std::size_t>(channels);
  const FloatVector factor = hn::Set(d, static_cast<float>(p.factor)),
                    bias = hn::Set(d, static_cast<float>(p.bias));
  Neighbours squares(channels, p.before, p.after);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel, x += n, scale += n, y += n) {
    for (std::size_t c = 0; c < n; c += kLanes) {
      const FloatVector value = load_partial(x + c, n - c);
      squares.set(c, hn::Mul(value, value), n - c);
    }
    for (std::size_t c = 0; c < n; c += kLanes) {
      const FloatVector s = hn::MulAdd(factor, squares.sum_around(c), bias);
      store_partial(s, scale + c, n - c);
      store_partial(hn::Mul(load_partial(x + c, n - c), power(s, p.beta)), y + c, n - c);
    }
  }
}

void lrn_backward_simd(std::size_t pixels, int channels, const LrnParameters& p, const float* x,
                       const float* scale, const float* dy, float* dx) {
  const FloatTag d;
  const std::size_t n = static_cast<std::size_t>(channels);
  const FloatVector factor = hn::Set(d, static_cast<float>(2 * p.factor * p.beta));
  Neighbours terms(channels, p.after, p.before);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel, x += n, scale += n, dy += n, dx += n) {
    for (std::size_t c = 0; c < n; c += kLanes) {
      const FloatVector signal = load_partial(dy + c, n - c), s = load_partial(scale + c, n - c);
      const FloatVector direct = hn::Mul(signal, power(s, p.beta));
      store_partial(direct, dx + c, n - c);
      terms.set(c, hn::Div(hn::Mul(direct, load_partial(x + c, n - c)), s), n - c);
    }
    for (std::size_t c = 0; c < n; c += kLanes) {
      const FloatVector through = hn::Mul(factor, load_partial(x + c, n - c));
      store_partial(hn::NegMulAdd(through, terms.sum_around(c), load_partial(dx + c, n - c)), dx + c, n - c);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(lrn_forward_simd);
HWY_EXPORT(lrn_backward_simd);

void lrn_forward(std::size_t pixels, int channels, const LrnParameters& p, const float* x, float* scale,
                 float* y) {
  HWY_DYNAMIC_DISPATCH(lrn_forward_simd)(pixels, channels, p, x, scale, y);
}
void lrn_forward(std::size_t pixels, int channels, const LrnParameters& p, const double* x, double* scale,
                 double* y) {
  reference::lrn_forward(pixels, channels, p, x, scale, y);
}

void lrn_backward(std::size_t pixels, int channels, const LrnParameters& p, const float* x,
                  const float* scale, const float* dy, float* dx) {
  HWY_DYNAMIC_DISPATCH(lrn_backward_simd)(pixels, channels, p, x, scale, dy, dx);
}
void lrn_backward(std::size_t pixels, int channels, const LrnParameters& p, const double* x,
                  const double* scale, const double* dy, double* dx) {
  reference::lrn_backward(pixels, channels, p, x, scale, dy, dx);
}

}  // namespace convlens::kernels
#endif
