#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convlens {

struct Dimension {
  std::string_view name;
  std::int64_t size = 0;
};

/// An array as a table, C order: a line for each row of the last dimension, led by its indices in all others,
/// under a header that names the dimensions. (channel 2, y 2, x 3) gives
///   channel,y,x=0,x=1,x=2
///   0,0,0.5,-1,2.25
///   ...
/// A number is the shortest text that reads back to the same float; "nan", "inf" and "-inf" are written so.
/// Throws Error(bad_value) where the values are not as many as the dimensions hold or there is no dimension.
std::string csv_text(std::span<const Dimension> dimensions, std::span<const float> values);
std::string csv_text(std::span<const Dimension> dimensions, std::span<const std::int32_t> values);

}  // namespace convlens
