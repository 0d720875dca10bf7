#include "core/layers/figure_bands.h"

#include "tests/support/catch.h"
#include "tests/support/random_tensor.h"

using namespace convlens;

TEST_CASE("weights laid out in bands stand as those laid out at once, and every value is told of") {
  for (const ParameterSpec& spec : {
           ParameterSpec{.name = "weight", .dims = {37, 3, 5, 2}, .layout = ParameterLayout::filters},
           ParameterSpec{.name = "weight", .dims = {16, 1, 1, 1}, .layout = ParameterLayout::filters},
           ParameterSpec{.name = "weight", .dims = {1, 9}, .layout = ParameterLayout::transposed},
           ParameterSpec{.name = "weight", .dims = {33, 20}, .layout = ParameterLayout::transposed},
           ParameterSpec{.name = "bias", .dims = {1'100'000}, .layout = ParameterLayout::plain},
       }) {
    std::vector<float> figure(spec.size()), expected(spec.size()), memory(spec.size());
    testing::fill_uniform<float>(figure, 3);
    from_figure_order(spec, figure, expected);
    std::size_t told = 0, times = 0;
    from_figure_order_in_bands(spec, figure, memory, [&](std::size_t values) {
      told += values;
      ++times;
    });
    CHECK(memory == expected);
    CHECK(told == spec.size());
    if (spec.dims[0] > 16) CHECK(times > 1);
  }
}
