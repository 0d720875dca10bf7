#include "core/formats/csv.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "tests/support/catch.h"
#include "tests/support/csv.h"
#include "tests/support/errors.h"

namespace convlens {

TEST_CASE("CSV: a line a row of the last dimension, led by the others' indices") {
  const std::vector<float> values = {0.5f, -1, 2.25f, 0, 1, 2, 3, 4, 5, 6, 7, 0.1f};
  const Dimension dimensions[] = {{"channel", 2}, {"y", 2}, {"x", 3}};
  CHECK(csv_text(dimensions, values) ==
        "channel,y,x=0,x=1,x=2\n"
        "0,0,0.5,-1,2.25\n"
        "0,1,0,1,2\n"
        "1,0,3,4,5\n"
        "1,1,6,7,0.1\n");
  const Dimension one[] = {{"class", 2}};
  CHECK(csv_text(one, std::vector<std::int32_t>{3, -1}) == "class=0,class=1\n3,-1\n");
  const Dimension none[] = {{"y", 0}, {"x", 2}};
  CHECK(csv_text(none, std::vector<float>{}) == "y,x=0,x=1\n");
}

TEST_CASE("CSV: every float reads back to the same bits") {
  using Limits = std::numeric_limits<float>;
  std::vector<float> values = {0.0f,          -0.0f,       Limits::min(),     Limits::denorm_min(),
                               Limits::max(), 1.0f / 3.0f, 16777217.0f,       -Limits::infinity(),
                               1e-10f,        123456.789f, Limits::epsilon(), Limits::infinity()};
  // Bit patterns all over the range.
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const std::uint32_t bits = i * 2'654'435'761u;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isnan(value)) values.push_back(value);
  }
  const Dimension dimensions[] = {{"x", static_cast<std::int64_t>(values.size())}};
  const test::CsvTable table = test::read_csv(csv_text(dimensions, values), 0);
  REQUIRE(table.values.size() == values.size());
  CHECK(std::memcmp(table.values.data(), values.data(), values.size() * sizeof(float)) == 0);
  const Dimension two[] = {{"x", 2}};
  CHECK(csv_text(two, std::vector<float>{Limits::quiet_NaN(), -Limits::quiet_NaN()}) == "x=0,x=1\nnan,nan\n");
}

TEST_CASE("CSV: values that do not fill the dimensions are refused") {
  const Dimension dimensions[] = {{"y", 2}, {"x", 2}};
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { csv_text(dimensions, std::vector<float>(3)); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [] { csv_text({}, std::vector<float>(1)); }));
}

}  // namespace convlens
