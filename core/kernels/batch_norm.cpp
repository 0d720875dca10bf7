#include "core/kernels/batch_norm.h"

#include <algorithm>

#include "core/kernels/reference_batch_norm.h"
#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/batch_norm.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

using DoubleTag = hn::Repartition<double, FloatTag>;
/// Floats that fill a vector of doubles.
using NarrowTag = hn::Rebind<float, DoubleTag>;
using DoubleVector = hn::Vec<DoubleTag>;
using NarrowVector = hn::Vec<NarrowTag>;
constexpr int kDoubles = static_cast<int>(hn::MaxLanes(DoubleTag()));
/// Vectors of channels summed at once: two sums each, and an addition takes four cycles.
constexpr int kVectors = 4;

/// Two sums for each of V vectors of channels over all pixels. term(offset) gives what is added to the first
/// and the second sum at that offset from the first pixel's channel 0.
template <int V, typename Term>
void add_two_sums(std::size_t pixels, int channels, int first, double* sums, const Term& term) {
  const DoubleTag d;
  DoubleVector a[V], b[V];
#pragma GCC unroll 4
  for (int v = 0; v < V; ++v) {
    a[v] = hn::LoadU(d, sums + first + v * kDoubles);
    b[v] = hn::LoadU(d, sums + channels + first + v * kDoubles);
  }
  std::size_t offset = static_cast<std::size_t>(first);
  for (std::size_t p = 0; p < pixels; ++p, offset += static_cast<std::size_t>(channels))
#pragma GCC unroll 4
    for (int v = 0; v < V; ++v)
      term(offset + static_cast<std::size_t>(v * kDoubles), first + v * kDoubles, a[v], b[v]);
#pragma GCC unroll 4
  for (int v = 0; v < V; ++v) {
    hn::StoreU(a[v], d, sums + first + v * kDoubles);
    hn::StoreU(b[v], d, sums + channels + first + v * kDoubles);
  }
}

/// All whole vectors of channels; gives the number of channels done.
template <typename Term>
int add_all_sums(std::size_t pixels, int channels, double* sums, const Term& term) {
  int c = 0;
  for (; c + kVectors * kDoubles <= channels; c += kVectors * kDoubles)
    add_two_sums<kVectors>(pixels, channels, c, sums, term);
  for (; c + kDoubles <= channels; c += kDoubles) add_two_sums<1>(pixels, channels, c, sums, term);
  return c;
}

/// A vector at a time: its channels' constants come from the first-level cache.
template <typename Each>
void for_each_vector(std::size_t pixels, int channels, const Each& each) {
  const std::size_t count = static_cast<std::size_t>(channels);
  for (std::size_t at = 0; at < pixels * count; at += count)
    for (std::size_t c = 0; c < count; c += kLanes) each(at + c, c, std::min(kLanes, count - c));
}

}  // namespace

void add_moments_simd(std::size_t pixels, int channels, const float* x, double* sums) {
  const NarrowTag narrow;
  const DoubleTag d;
  const int done = add_all_sums(pixels, channels, sums,
                                [=](std::size_t offset, int, DoubleVector& sum, DoubleVector& squares) {
                                  const DoubleVector value = hn::PromoteTo(d, hn::LoadU(narrow, x + offset));
                                  sum = hn::Add(sum, value);
                                  // A float's square is exact in double: fused or not, the same bits.
                                  squares = hn::MulAdd(value, value, squares);
                                });
  for (int c = done; c < channels; ++c) {
    double sum = sums[c], squares = sums[channels + c];
    for (std::size_t p = 0; p < pixels; ++p) {
      const double value = x[p * static_cast<std::size_t>(channels) + static_cast<std::size_t>(c)];
      sum += value;
      squares += value * value;
    }
    sums[c] = sum;
    sums[channels + c] = squares;
  }
}

void add_batch_norm_sums_simd(std::size_t pixels, int channels, const float* x, const float* dy,
                              const float* mean, const float* inverse, double* sums) {
  const NarrowTag narrow;
  const DoubleTag d;
  const int done = add_all_sums(
      pixels, channels, sums, [=](std::size_t offset, int c, DoubleVector& sum, DoubleVector& products) {
        const NarrowVector centred = hn::Sub(hn::LoadU(narrow, x + offset), hn::LoadU(narrow, mean + c));
        const NarrowVector normalised = hn::Mul(centred, hn::LoadU(narrow, inverse + c));
        const DoubleVector signal = hn::PromoteTo(d, hn::LoadU(narrow, dy + offset));
        sum = hn::Add(sum, signal);
        products = hn::MulAdd(signal, hn::PromoteTo(d, normalised), products);
      });
  for (int c = done; c < channels; ++c) {
    double sum = sums[c], products = sums[channels + c];
    for (std::size_t p = 0; p < pixels; ++p) {
      const std::size_t at = p * static_cast<std::size_t>(channels) + static_cast<std::size_t>(c);
      sum += dy[at];
      products += static_cast<double>(dy[at]) * ((x[at] - mean[c]) * inverse[c]);
    }
    sums[c] = sum;
    sums[channels + c] = products;
  }
}

void batch_norm_forward_simd(std::size_t pixels, int channels, const float* x, const float* mean,
                             const float* factor, const float* bias, float* y) {
  for_each_vector(pixels, channels, [=](std::size_t at, std::size_t c, std::size_t count) {
    const FloatVector centred = hn::Sub(load_partial(x + at, count), load_partial(mean + c, count));
    store_partial(hn::MulAdd(centred, load_partial(factor + c, count), load_partial(bias + c, count)), y + at,
                  count);
  });
}

void batch_norm_backward_simd(std::size_t pixels, int channels, const float* x, const float* dy,
                              const float* mean, const float* factor, const float* by_mean,
                              const float* by_variance, float* dx) {
  for_each_vector(pixels, channels, [=](std::size_t at, std::size_t c, std::size_t count) {
    const FloatVector centred = hn::Sub(load_partial(x + at, count), load_partial(mean + c, count));
    const FloatVector through = hn::Sub(load_partial(dy + at, count), load_partial(by_mean + c, count));
    const FloatVector signal = hn::NegMulAdd(centred, load_partial(by_variance + c, count), through);
    store_partial(hn::Mul(load_partial(factor + c, count), signal), dx + at, count);
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(add_moments_simd);
HWY_EXPORT(add_batch_norm_sums_simd);
HWY_EXPORT(batch_norm_forward_simd);
HWY_EXPORT(batch_norm_backward_simd);

void add_moments(std::size_t pixels, int channels, const float* x, double* sums) {
  HWY_DYNAMIC_DISPATCH(add_moments_simd)(pixels, channels, x, sums);
}
void add_moments(std::size_t pixels, int channels, const double* x, double* sums) {
  reference::add_moments(pixels, channels, x, sums);
}

void add_batch_norm_sums(std::size_t pixels, int channels, const float* x, const float* dy, const float* mean,
                         const float* inverse, double* sums) {
  HWY_DYNAMIC_DISPATCH(add_batch_norm_sums_simd)(pixels, channels, x, dy, mean, inverse, sums);
}
void add_batch_norm_sums(std::size_t pixels, int channels, const double* x, const double* dy,
                         const double* mean, const double* inverse, double* sums) {
  reference::add_batch_norm_sums(pixels, channels, x, dy, mean, inverse, sums);
}

void batch_norm_forward(std::size_t pixels, int channels, const float* x, const float* mean,
                        const float* factor, const float* bias, float* y) {
  HWY_DYNAMIC_DISPATCH(batch_norm_forward_simd)(pixels, channels, x, mean, factor, bias, y);
}
void batch_norm_forward(std::size_t pixels, int channels, const double* x, const double* mean,
                        const double* factor, const double* bias, double* y) {
  reference::batch_norm_forward(pixels, channels, x, mean, factor, bias, y);
}

void batch_norm_backward(std::size_t pixels, int channels, const float* x, const float* dy, const float* mean,
                         const float* factor, const float* by_mean, const float* by_variance, float* dx) {
  HWY_DYNAMIC_DISPATCH(batch_norm_backward_simd)
  (pixels, channels, x, dy, mean, factor, by_mean, by_variance, dx);
}
void batch_norm_backward(std::size_t pixels, int channels, const double* x, const double* dy,
                         const double* mean, const double* factor, const double* by_mean,
                         const double* by_variance, double* dx) {
  reference::batch_norm_backward(pixels, channels, x, dy, mean, factor, by_mean, by_variance, dx);
}

}  // namespace convlens::kernels
#endif
