#include "ui/network_name.h"

#include "tests/support/catch.h"

using namespace convlens::ui;

TEST_CASE("a network's name is worded in the language of the moment") {
  CHECK(NetworkName{.name = "digits"}.text() == "digits");
  CHECK(NetworkName{.name = "tinyvgg", .untrained = true}.text() == "tinyvgg, not trained");
  const NetworkName trained{.name = "digits", .trained_on = "mnist:/somewhere/mnist"};
  CHECK(trained.text().startsWith("digits, trained on mnist"));
  CHECK_FALSE(trained.is_plain());
}
