#include "core/kernels/plane_forces.h"

#include "core/kernels/reference_plane_forces.h"
#include "tests/kernels/kernel_support.h"

using namespace convlens;
using namespace convlens::kernels;

TEST_CASE("plane forces: every instruction set agrees with the plain twin in double") {
  for (const std::size_t n : {1, 2, 7, 8, 15, 16, 17, 33, 100}) {
    const auto x = testing::uniform_numbers(n, 1), y = testing::uniform_numbers(n, 2),
               p = testing::uniform_numbers(n, 3);
    const std::vector<double> dx(x.begin(), x.end()), dy(y.begin(), y.end()), dp(p.begin(), p.end());
    testing::on_every_instruction_set([&] {
      for (const std::size_t point : {std::size_t{0}, n / 2, n - 1}) {
        double expected[5];
        reference::plane_forces<double>(n, dx.data(), dy.data(), dp.data(), point, expected);
        const PlaneForces forces = plane_forces(n, x.data(), y.data(), p.data(), point);
        const float found[] = {forces.attraction_x, forces.attraction_y, forces.repulsion_x,
                               forces.repulsion_y, forces.weight};
        for (int i = 0; i < 5; ++i) CHECK(static_cast<double>(found[i]) == Approx(expected[i]).margin(1e-5));
      }
    });
  }
}

TEST_CASE("plane forces: two points by hand") {
  const float x[] = {0, 2}, y[] = {0, 0}, p[] = {0, 0.5f};  // distance² 4: q = 0.2
  testing::on_every_instruction_set([&] {
    const PlaneForces forces = plane_forces(2, x, y, p, 0);
    CHECK(forces.attraction_x == Approx(0.5 * 0.2 * -2));
    CHECK(forces.repulsion_x == Approx(0.04 * -2));
    CHECK(forces.attraction_y == 0);
    CHECK(forces.weight == Approx(1.2));
  });
}
