#pragma once
#include <algorithm>
#include <string>

#include "core/figures/figure.h"
#include "tests/support/catch.h"

namespace convlens::test {

/// What a figure's file of this name holds; it must be there.
inline std::string bytes_of(const FigureFiles& files, const std::string& name) {
  const auto found = std::ranges::find(files, name, &FigureFile::name);
  INFO(name);
  REQUIRE(found != files.end());
  return found->bytes;
}

}  // namespace convlens::test
