#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/base/error.h"
#include "core/data/augment.h"

namespace convlens {
namespace {

struct Named {
  std::string_view name;
  AugmentOptions options;
};
constexpr std::array<Named, 4> kNamed{{{"none", {}},
                                       {"affine", {.shift = 2, .rotate = 10, .scale = 0.1f, .shear = 0.1f}},
                                       {"drawings",
                                        {.shift = 1.5f,
                                         .rotate = 10,
                                         .scale = 0.1f,
                                         .shear = 0.15f,
                                         .elastic = 0.7f,
                                         .stretch = 0.3f,
                                         .thickness = 0.8f,
                                         .coarse = 0.08f,
                                         .contrast = 0.4f,
                                         .erase = 0.04f,
                                         .noise = 0.02f}},
                                       // What is usual for CIFAR-10.
                                       {"pictures", {.flip = 0.5f, .crop = 4, .colour = 0.1f}}}};
constexpr const char* kForm =
    "none, affine, drawings, pictures, or a list such as shift=2,rotate=10,scale=0.1,elastic=1.5 (none negative)";

struct Field {
  std::string_view name;
  float AugmentOptions::*value;
  float limit;  ///< beyond it nothing of a picture would be left to learn from
};
constexpr Field kFields[] = {
    {"shift", &AugmentOptions::shift, 1000},      {"rotate", &AugmentOptions::rotate, 180},
    {"scale", &AugmentOptions::scale, 0.9f},      {"shear", &AugmentOptions::shear, 10},
    {"elastic", &AugmentOptions::elastic, 100},   {"stretch", &AugmentOptions::stretch, 10},
    {"thickness", &AugmentOptions::thickness, 2}, {"coarse", &AugmentOptions::coarse, 1},
    {"contrast", &AugmentOptions::contrast, 1},   {"erase", &AugmentOptions::erase, 1},
    {"noise", &AugmentOptions::noise, 1},
                             {"flip", &AugmentOptions::flip, 1},
                             {"crop", &AugmentOptions::crop, 1000},
                             {"colour", &AugmentOptions::colour, 1}};

const Named* find_named(std::string_view name) {
  const auto* found = std::ranges::find(kNamed, name, &Named::name);
  return found == kNamed.end() ? nullptr : found;
}

[[noreturn]] void refuse(std::string_view item) {
  throw Error(ErrorKind::bad_value, "augment", std::string(item), kForm);
}

void read_item(std::string_view item, AugmentOptions& options) {
  const std::size_t equals = item.find('=');
  if (equals == std::string_view::npos) refuse(item);
  for (const Field& field : kFields) {
    if (item.substr(0, equals) != field.name) continue;
    float value = 0;
    const char* end = item.data() + item.size();
    const auto read = std::from_chars(item.data() + equals + 1, end, value);
    if (read.ec != std::errc{} || read.ptr != end || !(value >= 0 && value <= field.limit)) refuse(item);
    options.*field.value = value;
    return;
  }
  refuse(item);
}

}  // namespace

AugmentOptions parse_augment(std::string_view text) {
  AugmentOptions options;
  for (bool first = true;; first = false) {
    const std::size_t comma = text.find(',');
    const std::string_view item = text.substr(0, comma);
    if (const Named* named = first ? find_named(item) : nullptr)
      options = named->options;
    else
      read_item(item, options);
    if (comma == std::string_view::npos) return options;
    text.remove_prefix(comma + 1);
  }
}

std::string to_string(const AugmentOptions& options) {
  for (const Named& named : kNamed)
    if (options == named.options) return std::string(named.name);
  std::string text;
  for (const Field& field : kFields) {
    const float value = options.*field.value;
    if (value == 0) continue;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    if (!text.empty()) text += ',';
    text += field.name;
    text += '=';
    text.append(digits.data(), end);
  }
  return text;
}

}  // namespace convlens
