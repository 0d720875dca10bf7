#include "core/kernels/softmax.h"

#include <algorithm>
#include <limits>

#include "core/kernels/reference_softmax.h"
#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/softmax.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
#include "hwy/contrib/math/math-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

/// exp(x - largest), which Highway's exp would make 0 for NaN.
FloatVector shifted_exp(FloatVector x, FloatVector largest) {
  const FloatTag d;
  return hn::IfThenElse(hn::Eq(x, x), hn::Exp(d, hn::Sub(x, largest)), x);
}

}  // namespace

void softmax_forward_simd(std::size_t pixels, int channels, const float* x, float* y) {
  const FloatTag d;
  const std::size_t n = static_cast<std::size_t>(channels);
  const FloatVector lowest = hn::Set(d, -std::numeric_limits<float>::infinity());
  for (std::size_t p = 0; p < pixels; ++p, x += n, y += n) {
    FloatVector most = lowest;
    for (std::size_t c = 0; c < n; c += kLanes)
      most = hn::Max(most, hn::IfThenElse(hn::FirstN(d, n - c), load_partial(x + c, n - c), lowest));
    const FloatVector largest = hn::MaxOfLanes(d, most);
    FloatVector sums = hn::Zero(d);
    for (std::size_t c = 0; c < n; c += kLanes) {
      const FloatVector power = shifted_exp(load_partial(x + c, n - c), largest);
      sums = hn::Add(sums, hn::IfThenElseZero(hn::FirstN(d, n - c), power));
      store_partial(power, y + c, n - c);
    }
    const FloatVector sum = hn::SumOfLanes(d, sums);
    for (std::size_t c = 0; c < n; c += kLanes)
      store_partial(hn::Div(load_partial(y + c, n - c), sum), y + c, n - c);
  }
}

void softmax_backward_simd(std::size_t pixels, int channels, const float* y, const float* dy, float* dx) {
  const FloatTag d;
  const std::size_t n = static_cast<std::size_t>(channels);
  for (std::size_t p = 0; p < pixels; ++p, y += n, dy += n, dx += n) {
    FloatVector sums = hn::Zero(d);
    for (std::size_t c = 0; c < n; c += kLanes)
      sums = hn::MulAdd(load_partial(dy + c, n - c), load_partial(y + c, n - c), sums);
    const FloatVector inner = hn::SumOfLanes(d, sums);
    for (std::size_t c = 0; c < n; c += kLanes)
      store_partial(hn::Mul(load_partial(y + c, n - c), hn::Sub(load_partial(dy + c, n - c), inner)), dx + c,
                    n - c);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(softmax_forward_simd);
HWY_EXPORT(softmax_backward_simd);

void softmax_forward(std::size_t pixels, int channels, const float* x, float* y) {
  HWY_DYNAMIC_DISPATCH(softmax_forward_simd)(pixels, channels, x, y);
}
void softmax_forward(std::size_t pixels, int channels, const double* x, double* y) {
  reference::softmax_forward(pixels, channels, x, y);
}

void softmax_backward(std::size_t pixels, int channels, const float* y, const float* dy, float* dx) {
  HWY_DYNAMIC_DISPATCH(softmax_backward_simd)(pixels, channels, y, dy, dx);
}
void softmax_backward(std::size_t pixels, int channels, const double* y, const double* dy, double* dx) {
  reference::softmax_backward(pixels, channels, y, dy, dx);
}

}  // namespace convlens::kernels
#endif
