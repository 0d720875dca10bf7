#include "core/formats/csv.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <type_traits>

#include "core/base/checked.h"
#include "core/base/error.h"

namespace convlens {
namespace {

constexpr std::size_t kLongestNumber = 32;

template <typename T>
void append_number(std::string& text, T value) {
  // The sign of "not a number" says nothing.
  if constexpr (std::is_floating_point_v<T>)
    if (std::isnan(value)) return static_cast<void>(text.append("nan"));
  char digits[kLongestNumber];
  text.append(digits, std::to_chars(digits, digits + kLongestNumber, value).ptr);
}

void append_header(std::string& text, std::span<const Dimension> dimensions) {
  for (const Dimension& d : dimensions.first(dimensions.size() - 1)) text.append(d.name).push_back(',');
  const Dimension& last = dimensions.back();
  for (std::int64_t i = 0; i < last.size; ++i) {
    text.append(i == 0 ? "" : ",").append(last.name).push_back('=');
    append_number(text, i);
  }
  text.push_back('\n');
}

template <typename T>
std::string table(std::span<const Dimension> dimensions, std::span<const T> values) {
  std::vector<std::int64_t> shape;
  for (const Dimension& d : dimensions) shape.push_back(d.size);
  if (shape.empty() || checked_product(shape) != std::optional<std::uint64_t>(values.size()))
    throw Error(ErrorKind::bad_value, "CSV", std::to_string(values.size()) + " values",
                "as many as its dimensions hold");
  std::string text;
  append_header(text, dimensions);
  const auto width = static_cast<std::size_t>(shape.back());
  std::vector<std::int64_t> row(shape.size() - 1, 0);
  for (std::size_t first = 0; first < values.size(); first += width) {
    for (const std::int64_t index : row) {
      append_number(text, index);
      text.push_back(',');
    }
    for (std::size_t i = 0; i < width; ++i) {
      if (i > 0) text.push_back(',');
      append_number(text, values[first + i]);
    }
    text.push_back('\n');
    for (std::size_t d = row.size(); d-- > 0;) {
      if (++row[d] < shape[d]) break;
      row[d] = 0;
    }
  }
  return text;
}

}  // namespace

std::string csv_text(std::span<const Dimension> dimensions, std::span<const float> values) {
  return table(dimensions, values);
}

std::string csv_text(std::span<const Dimension> dimensions, std::span<const std::int32_t> values) {
  return table(dimensions, values);
}

}  // namespace convlens
