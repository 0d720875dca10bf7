#include "core/kernels/outer_products.h"

#include <algorithm>

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/outer_products.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

/// Vectors of B in registers; room is left for the value and the sum.
constexpr int kMostVectors = 8;

template <int V>
void add_block(const OuterProductsJob& job, std::ptrdiff_t column) {
  const FloatTag d;
  const float* b = job.b + column;
  for (int n = 0; n < job.samples; ++n, b += job.length) {
    FloatVector row[V];
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) row[v] = hn::LoadU(d, b + v * kLanes);
    const std::int32_t end = job.first[n + 1];
    for (std::int32_t j = job.first[n]; j < end; ++j) {
      const FloatVector value = hn::Set(d, job.values[j]);
      float* const c = job.c + column + job.offsets[j];
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v)
        hn::StoreU(hn::MulAdd(value, row[v], hn::LoadU(d, c + v * kLanes)), d, c + v * kLanes);
    }
  }
}

template <int V = 1>
void add_vectors(const OuterProductsJob& job, std::ptrdiff_t column, int vectors) {
  if constexpr (V < kMostVectors)
    if (vectors > V) return add_vectors<V + 1>(job, column, vectors);
  add_block<V>(job, column);
}

}  // namespace

void add_outer_products_simd(const OuterProductsJob& job) {
  constexpr int kLane = static_cast<int>(kLanes);
  for (int column = 0; column < job.length; column += kMostVectors * kLane)
    add_vectors(job, column, std::min(kMostVectors, (job.length - column) / kLane));
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(add_outer_products_simd);

void add_outer_products(const OuterProductsJob& job) { HWY_DYNAMIC_DISPATCH(add_outer_products_simd)(job); }

}  // namespace convlens::kernels
#endif
