#include "core/model/no_class.h"

#include <vector>

#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("The belief in two is the sum of the two largest probabilities, wherever they are") {
  CHECK(belief_in_two(std::vector<float>{0.5f, 0.25f, 0.125f, 0.125f}) == 0.75f);
  CHECK(belief_in_two(std::vector<float>{0.125f, 0.25f, 0.125f, 0.5f}) == 0.75f);
  CHECK(belief_in_two(std::vector<float>{0.5f, 0.5f}) == 1);
  CHECK(belief_in_two(std::vector<float>{1}) == 1);
}

TEST_CASE("A model says that it sees none of its classes only by a rule of its own") {
  Model model;
  const std::vector<float> spread(10, 0.1f), doubtful{0.5f, 0.45f, 0.05f};
  CHECK_FALSE(no_class_threshold(model));
  CHECK_FALSE(shows_no_class(model, spread));
  set_no_class_threshold(model, 0.7654321f);
  CHECK(no_class_threshold(model) == 0.7654321f);
  CHECK(shows_no_class(model, spread));
  CHECK_FALSE(shows_no_class(model, doubtful));
  for (const char* odd : {"", "yes", "0.5x", "-1", "0", "1", "nan", "7"}) {
    model.metadata["no_class_below"] = odd;
    CHECK_FALSE(no_class_threshold(model));
  }
}
