#pragma once
#include <CLI/CLI.hpp>

namespace convlens::app {

/// CLI11's own checks of a sign tell the range up to the largest double, in 309 digits.
CLI::Validator above_zero();
CLI::Validator zero_or_more();

}  // namespace convlens::app
