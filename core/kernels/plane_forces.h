#pragma once
#include <cstddef>

namespace convlens::kernels {

/// What all points of the plane do to one of them, i, under Student's t kernel q_j = 1 / (1 + distance(i,
/// j)²): the sums that t-SNE's gradient is made of (van der Maaten & Hinton 2008, equation 5).
struct PlaneForces {
  float attraction_x = 0, attraction_y = 0;  ///< sum over j of p_j q_j (i - j)
  float repulsion_x = 0, repulsion_y = 0;    ///< sum over j of q_j² (i - j)
  float weight = 0;                          ///< sum over j of q_j; the point itself adds 1
};

/// x, y, p: one a point. The same value wherever and by whichever thread it is computed.
PlaneForces plane_forces(std::size_t points, const float* x, const float* y, const float* p,
                         std::size_t point);

}  // namespace convlens::kernels
