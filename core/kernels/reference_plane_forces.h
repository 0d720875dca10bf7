#pragma once
#include <cstddef>

/// The plain twin of plane_forces.h; see there. sums: attraction x, y, repulsion x, y, weight.
namespace convlens::kernels::reference {

template <typename T>
void plane_forces(std::size_t points, const T* x, const T* y, const T* p, std::size_t point, T (&sums)[5]) {
  for (T& sum : sums) sum = 0;
  for (std::size_t j = 0; j < points; ++j) {
    const T dx = x[point] - x[j], dy = y[point] - y[j];
    const T q = 1 / (1 + dx * dx + dy * dy);
    sums[0] += p[j] * q * dx;
    sums[1] += p[j] * q * dy;
    sums[2] += q * q * dx;
    sums[3] += q * q * dy;
    sums[4] += q;
  }
}

}  // namespace convlens::kernels::reference
