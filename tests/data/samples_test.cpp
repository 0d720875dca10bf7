#include "core/data/samples.h"

#include "core/data/generated.h"
#include "core/data/in_memory.h"
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

TEST_CASE("samples brought into memory are the same to the last bit - stored ones are not copied") {
  ThreadPool pool(2);
  const auto generated = generated_digits(75, 3);
  const auto stored = in_memory(generated, pool);
  REQUIRE(stored->size() == generated->size());
  CHECK(stored->class_names() == generated->class_names());
  std::vector<float> expected(generated->shape().size()), pixels(expected.size());
  for (std::size_t i = 0; i < generated->size(); ++i) {
    generated->read(i, 0, expected);
    stored->read(i, 0, pixels);
    CHECK(pixels == expected);
    CHECK(stored->label(i) == generated->label(i));
  }
  CHECK(in_memory(stored, pool) == stored);
  std::stop_source stop;
  stop.request_stop();
  CHECK(in_memory(generated, pool, stop.get_token()) == nullptr);
}

}  // namespace convlens
