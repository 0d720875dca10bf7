#pragma once
#include <algorithm>

namespace convlens::kernels {

/// The part of a pooling window that lies inside the image, along one axis: [begin, end), empty when begin >=
/// end.
struct PoolRange {
  int begin, end;
  int size() const { return std::max(0, end - begin); }
};

inline PoolRange pool_range(int output, int stride, int padding, int kernel, int input_size) {
  const int start = output * stride - padding;
  return {std::max(0, start), std::min(input_size, start + kernel)};
}

}  // namespace convlens::kernels
