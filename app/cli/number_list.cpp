#include "app/cli/number_list.h"

#include <charconv>

namespace convlens::app {
namespace {

template <typename T>
std::optional<T> read_whole(std::string_view text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end ? std::optional<T>(value) : std::nullopt;
}

}  // namespace

Position parse_position(const std::string& text) {
  const std::string_view all = text;
  const std::size_t comma = all.find(',');
  if (comma != std::string_view::npos) {
    const auto y = read_whole<int>(all.substr(0, comma)), x = read_whole<int>(all.substr(comma + 1));
    if (y && x && *y >= 0 && *x >= 0) return {*y, *x};
  }
  throw WrongUsage("--position: \"" + text + "\" will not do; give row and column as Y,X, for example 3,7");
}

std::optional<float> parse_number(const std::string& text, float low, float high) {
  const auto value = read_whole<float>(text);
  return value && *value >= low && *value <= high ? value : std::nullopt;
}

}  // namespace convlens::app
