#include "core/kernels/update.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/update.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

/// The last few elements go through the same vector code, so that a weight's result does not depend on where
/// in its tensor it lies (a plain loop would not fuse its multiply-adds).
struct Piece {
  std::size_t first, count;
  FloatVector load(const float* p) const { return load_partial(p + first, count); }
  void store(FloatVector v, float* p) const { store_partial(v, p + first, count); }
};

}  // namespace

void sum_in_order_simd(std::size_t n, std::span<const float* const> chunks, float* out) {
  for (std::size_t i = 0; i < n; i += kLanes) {
    const Piece piece{i, std::min(kLanes, n - i)};
    FloatVector sum = hn::Zero(FloatTag());
    for (const float* chunk : chunks) sum = hn::Add(sum, piece.load(chunk));
    piece.store(sum, out);
  }
}

void sgd_update_simd(std::size_t n, float rate, float momentum, float decay, const float* gradient,
                     float* moment, float* weights) {
  const FloatTag d;
  const FloatVector rates = hn::Set(d, rate), momenta = hn::Set(d, momentum), decays = hn::Set(d, decay);
  for (std::size_t i = 0; i < n; i += kLanes) {
    const Piece piece{i, std::min(kLanes, n - i)};
    const FloatVector w = piece.load(weights);
    const FloatVector g = hn::MulAdd(decays, w, piece.load(gradient));
    const FloatVector m = hn::MulAdd(momenta, piece.load(moment), g);
    piece.store(m, moment);
    piece.store(hn::NegMulAdd(rates, m, w), weights);
  }
}

void adam_update_simd(std::size_t n, float rate, float beta1, float beta2, float epsilon, float decay,
                      float correction1, float correction2, const float* gradient, float* moment1,
                      float* moment2, float* weights) {
  const FloatTag d;
  const FloatVector beta1s = hn::Set(d, beta1), beta2s = hn::Set(d, beta2), decays = hn::Set(d, decay);
  const FloatVector rest1 = hn::Set(d, 1 - beta1), rest2 = hn::Set(d, 1 - beta2),
                    epsilons = hn::Set(d, epsilon);
  const FloatVector steps = hn::Set(d, rate / correction1), corrections2 = hn::Set(d, correction2);
  for (std::size_t i = 0; i < n; i += kLanes) {
    const Piece piece{i, std::min(kLanes, n - i)};
    const FloatVector w = piece.load(weights);
    const FloatVector g = hn::MulAdd(decays, w, piece.load(gradient));
    const FloatVector m1 = hn::MulAdd(beta1s, piece.load(moment1), hn::Mul(rest1, g));
    const FloatVector m2 = hn::MulAdd(beta2s, piece.load(moment2), hn::Mul(rest2, hn::Mul(g, g)));
    piece.store(m1, moment1);
    piece.store(m2, moment2);
    const FloatVector divisor = hn::Add(hn::Sqrt(hn::Div(m2, corrections2)), epsilons);
    piece.store(hn::Sub(w, hn::Div(hn::Mul(steps, m1), divisor)), weights);
  }
}

void move_towards_simd(std::size_t n, float part, const float* target, float* values) {
  const FloatVector parts = hn::Set(FloatTag(), part);
  for (std::size_t i = 0; i < n; i += kLanes) {
    const Piece piece{i, std::min(kLanes, n - i)};
    const FloatVector v = piece.load(values);
    piece.store(hn::MulAdd(parts, hn::Sub(piece.load(target), v), v), values);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(sum_in_order_simd);
HWY_EXPORT(sgd_update_simd);
HWY_EXPORT(adam_update_simd);
HWY_EXPORT(move_towards_simd);

void sum_in_order(std::size_t n, std::span<const float* const> chunks, float* out) {
  HWY_DYNAMIC_DISPATCH(sum_in_order_simd)(n, chunks, out);
}

void sgd_update(std::size_t n, float rate, float momentum, float decay, const float* gradient, float* moment,
                float* weights) {
  HWY_DYNAMIC_DISPATCH(sgd_update_simd)(n, rate, momentum, decay, gradient, moment, weights);
}

void adam_update(std::size_t n, float rate, float beta1, float beta2, float epsilon, float decay,
                 float correction1, float correction2, const float* gradient, float* moment1, float* moment2,
                 float* weights) {
  HWY_DYNAMIC_DISPATCH(adam_update_simd)
  (n, rate, beta1, beta2, epsilon, decay, correction1, correction2, gradient, moment1, moment2, weights);
}

void move_towards(std::size_t n, float part, const float* target, float* values) {
  HWY_DYNAMIC_DISPATCH(move_towards_simd)(n, part, target, values);
}

}  // namespace convlens::kernels
#endif
