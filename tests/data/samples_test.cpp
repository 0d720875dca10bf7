#include "core/data/samples.h"

#include "tests/support/catch.h"
#include "tests/support/errors.h"

namespace convlens {

TEST_CASE("stored samples: a byte becomes byte / 255, for every byte") {
  std::vector<std::uint8_t> levels(256);
  for (int i = 0; i < 256; ++i) levels[i] = static_cast<std::uint8_t>(i);
  const StoredSamples samples({1, 16, 16}, levels, {0}, {"only"});
  std::vector<float> pixels(256);
  samples.read(0, 0, pixels);
  for (int i = 0; i < 256; ++i) CHECK(pixels[i] == static_cast<float>(i) / 255.0f);
}

TEST_CASE("stored samples: sizes and labels must agree") {
  const auto make = [](std::size_t bytes, std::vector<std::int32_t> labels) {
    StoredSamples({1, 2, 2}, std::vector<std::uint8_t>(bytes), std::move(labels), {"a", "b"});
  };
  CHECK_FALSE(test::error_of([&] { make(8, {0, 1}); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { make(7, {0, 1}); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { make(8, {0, 2}); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { make(8, {-1, 0}); }));
}

}  // namespace convlens
