#pragma once
#include <cstdint>

namespace convlens::kernels {

/// Sums of outer products of a sparse vector and a dense one, a sample after the other: for sample n, each of
/// its terms j in [first[n], first[n + 1]) and t in [0, length):
///   C[offsets[j] + t] += values[j] * B[n length + t]
/// length: a multiple of vector_lanes(). Every element of C is one chain of multiply-adds in the order of the
/// samples: the chain that tiles.h makes, without its zero terms.
///
/// Blocking: a sample's B stays in registers while its terms pass. A term loads, adds to and stores a row of
/// C; what all terms name of C must stay in the first-level cache.
struct OuterProductsJob {
  int samples = 0, length = 0;
  const std::int32_t *first = nullptr, *offsets = nullptr;
  const float *values = nullptr, *b = nullptr;
  float* c = nullptr;
};

void add_outer_products(const OuterProductsJob& job);

}  // namespace convlens::kernels
