#include "core/kernels/relu.h"

#include "core/kernels/reference_elementwise.h"
#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/relu.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

void relu_forward_simd(std::size_t n, const float* x, float* y) {
  const FloatTag d;
  const FloatVector zero = hn::Zero(d);
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    const FloatVector v = hn::LoadU(d, x + i);
    hn::StoreU(hn::IfThenZeroElse(hn::Le(v, zero), v), d, y + i);
  }
  reference::relu_forward(n - i, x + i, y + i);
}

void relu_backward_simd(std::size_t n, bool keep_positive_output, bool keep_positive_signal,
                        const float* output, const float* dy, float* dx) {
  const FloatTag d;
  const FloatVector zero = hn::Zero(d);
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    FloatVector v = hn::LoadU(d, dy + i);
    if (keep_positive_output) v = hn::IfThenElseZero(hn::Gt(hn::LoadU(d, output + i), zero), v);
    if (keep_positive_signal) v = hn::IfThenElseZero(hn::Gt(v, zero), v);
    hn::StoreU(v, d, dx + i);
  }
  reference::relu_backward(n - i, keep_positive_output, keep_positive_signal,
                           keep_positive_output ? output + i : output, dy + i, dx + i);
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(relu_forward_simd);
HWY_EXPORT(relu_backward_simd);

void relu_forward(std::size_t n, const float* x, float* y) {
  HWY_DYNAMIC_DISPATCH(relu_forward_simd)(n, x, y);
}

void relu_forward(std::size_t n, const double* x, double* y) { reference::relu_forward(n, x, y); }

void relu_backward(std::size_t n, bool keep_positive_output, bool keep_positive_signal, const float* output,
                   const float* dy, float* dx) {
  HWY_DYNAMIC_DISPATCH(relu_backward_simd)(n, keep_positive_output, keep_positive_signal, output, dy, dx);
}

void relu_backward(std::size_t n, bool keep_positive_output, bool keep_positive_signal, const double* output,
                   const double* dy, double* dx) {
  reference::relu_backward(n, keep_positive_output, keep_positive_signal, output, dy, dx);
}

}  // namespace convlens::kernels
#endif
