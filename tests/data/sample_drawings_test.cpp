#include <filesystem>

#include "core/data/preprocess.h"
#include "core/data/strokes.h"
#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("The shipped drawings are one of each digit, in ink") {
  const std::filesystem::path folder = std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "drawings";
  for (int digit = 0; digit < 10; ++digit) {
    const std::vector<Drawing> drawings =
        read_drawings(folder / ("digit-" + std::to_string(digit) + ".json"));
    REQUIRE(drawings.size() == 1);
    CHECK(drawings[0].label == digit);
    const PreparedDigit prepared = prepare_drawing(drawings[0]);
    CHECK(prepared.has_ink);
    CHECK(std::max(prepared.scaled.width, prepared.scaled.height) == 20);
  }
}
