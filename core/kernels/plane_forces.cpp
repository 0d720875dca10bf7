#include "core/kernels/plane_forces.h"

#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/plane_forces.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {
namespace {

/// The running sums of a point, lane by lane.
struct Sums {
  FloatVector attraction_x, attraction_y, repulsion_x, repulsion_y, weight;

  void add(FloatVector dx, FloatVector dy, FloatVector q, FloatVector p) {
    const FloatVector pull = hn::Mul(p, q), push = hn::Mul(q, q);
    attraction_x = hn::MulAdd(pull, dx, attraction_x);
    attraction_y = hn::MulAdd(pull, dy, attraction_y);
    repulsion_x = hn::MulAdd(push, dx, repulsion_x);
    repulsion_y = hn::MulAdd(push, dy, repulsion_y);
    weight = hn::Add(weight, q);
  }
};

float total(FloatVector lanes) { return hn::GetLane(hn::SumOfLanes(FloatTag(), lanes)); }

}  // namespace

PlaneForces plane_forces_simd(std::size_t points, const float* x, const float* y, const float* p,
                              std::size_t point) {
  const FloatTag d;
  const FloatVector px = hn::Set(d, x[point]), py = hn::Set(d, y[point]), one = hn::Set(d, 1.0f),
                    zero = hn::Zero(d);
  const auto kernel = [&](FloatVector dx, FloatVector dy) {
    return hn::Div(one, hn::MulAdd(dx, dx, hn::MulAdd(dy, dy, one)));
  };
  Sums sums{zero, zero, zero, zero, zero};
  std::size_t j = 0;
  for (; j + kLanes <= points; j += kLanes) {
    const FloatVector dx = hn::Sub(px, hn::LoadU(d, x + j)), dy = hn::Sub(py, hn::LoadU(d, y + j));
    sums.add(dx, dy, kernel(dx, dy), hn::LoadU(d, p + j));
  }
  if (const std::size_t rest = points - j; rest > 0) {
    const FloatVector dx = hn::Sub(px, load_partial(x + j, rest)),
                      dy = hn::Sub(py, load_partial(y + j, rest));
    const FloatVector q = hn::IfThenElseZero(hn::FirstN(d, rest), kernel(dx, dy));
    sums.add(dx, dy, q, load_partial(p + j, rest));
  }
  return {total(sums.attraction_x), total(sums.attraction_y), total(sums.repulsion_x),
          total(sums.repulsion_y), total(sums.weight)};
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(plane_forces_simd);

PlaneForces plane_forces(std::size_t points, const float* x, const float* y, const float* p,
                         std::size_t point) {
  return HWY_DYNAMIC_DISPATCH(plane_forces_simd)(points, x, y, p, point);
}

}  // namespace convlens::kernels
#endif
