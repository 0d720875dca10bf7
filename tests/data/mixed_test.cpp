#include "core/data/mixed.h"

#include <set>
#include <vector>

#include "core/data/generated.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

/// Pictures of one pixel whose level is `first` plus the index; labels are the index modulo 2.
std::shared_ptr<const Samples> levels(std::size_t count, int first,
                                      const std::vector<std::string>& classes = {"a", "b"}) {
  std::vector<std::uint8_t> pixels(count);
  std::vector<std::int32_t> labels(count);
  for (std::size_t i = 0; i < count; ++i) {
    pixels[i] = static_cast<std::uint8_t>(static_cast<std::size_t>(first) + i);
    labels[i] = static_cast<std::int32_t>(i % 2);
  }
  return std::make_shared<StoredSamples>(Shape{1, 1, 1}, std::move(pixels), std::move(labels), classes,
                                         std::vector<Note>{{NoteKind::class_unknown, std::to_string(first)}});
}

int level(const Samples& samples, std::size_t index) {
  std::vector<float> pixel(1);
  samples.read(index, 0, pixel);
  return static_cast<int>(pixel[0] * 255 + 0.5f);
}

}  // namespace

TEST_CASE("Joined samples are one set's after the other's") {
  const auto both = joined(levels(3, 10), levels(4, 100));
  REQUIRE(both->size() == 7);
  const std::vector<int> expected{10, 11, 12, 100, 101, 102, 103}, labels{0, 1, 0, 0, 1, 0, 1};
  for (std::size_t i = 0; i < both->size(); ++i) {
    CHECK(level(*both, i) == expected[i]);
    CHECK(both->label(i) == labels[i]);
  }
  CHECK(both->notes() == std::vector<Note>{{NoteKind::class_unknown, "10"}, {NoteKind::class_unknown, "100"}});
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [] { joined(levels(3, 0), levels(3, 0, {"a", "c"})); }));
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [] { joined(levels(3, 0), generated_digits(3, 1)); }));
}

TEST_CASE("The epoch reaches the part that draws fresh pictures") {
  const auto both = joined(generated_digits(5, 1), generated_digits(5, 2));
  std::vector<float> now(784), later(784);
  both->read(7, 0, now);
  both->read(7, 1, later);
  CHECK(now != later);
}

TEST_CASE("What is held out is no part of what is trained on, and nothing is lost") {
  for (const int every : {3, 5, 12}) {
    for (const std::size_t count : {std::size_t{24}, std::size_t{29}}) {
      const auto whole = levels(count, 50);
      const auto training = part_of(whole, every, Part::training),
                 held = part_of(whole, every, Part::held_out);
      CHECK(held->size() == count / static_cast<std::size_t>(every));
      std::multiset<int> seen, all;
      for (const auto& part : {training, held})
        for (std::size_t i = 0; i < part->size(); ++i) {
          seen.insert(level(*part, i));
          CHECK(part->label(i) == (level(*part, i) - 50) % 2);
        }
      for (std::size_t i = 0; i < count; ++i) all.insert(level(*whole, i));
      CHECK(seen == all);
      for (std::size_t i = 0; i < held->size(); ++i) CHECK((level(*held, i) - 50) % every == every - 1);
    }
  }
  CHECK(test::throws_kind(ErrorKind::bad_value, [] { part_of(levels(9, 0), 1, Part::training); }));
}

TEST_CASE("A hold-out that would leave a class nothing to train on is refused") {
  CHECK(test::throws_kind(ErrorKind::bad_value, [] { part_of(levels(24, 50), 2, Part::training); }));
  for (const Part part : {Part::training, Part::held_out}) {
    CHECK(test::throws_kind(ErrorKind::bad_value, [&] { part_of(generated_digits(200, 1), 10, part); }));
    CHECK(part_of(generated_digits(220, 1), 11, part)->size() > 0);
  }
}

TEST_CASE("Samples spread over a set are at even distances - repeated ones come again in the same order") {
  const auto some = spread_over(levels(10, 0), 4);
  REQUIRE(some->size() == 4);
  const std::vector<int> expected{0, 2, 5, 7};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(level(*some, i) == expected[i]);
    CHECK(some->label(i) == expected[i] % 2);
  }
  CHECK(spread_over(levels(3, 0), 4)->size() == 3);
  const auto again = repeated(levels(3, 7), 2);
  REQUIRE(again->size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK(level(*again, i) == 7 + static_cast<int>(i % 3));
}
