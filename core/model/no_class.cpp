#include "core/model/no_class.h"

#include <array>
#include <charconv>
#include <string>

namespace convlens {
namespace {

constexpr const char* kKey = "no_class_below";

}  // namespace

float belief_in_two(std::span<const float> probabilities) {
  float first = 0, second = 0;
  for (const float p : probabilities) {
    if (p > first) {
      second = first;
      first = p;
    } else if (p > second) {
      second = p;
    }
  }
  return first + second;
}

std::optional<float> no_class_threshold(const Model& model) {
  const auto found = model.metadata.find(kKey);
  if (found == model.metadata.end()) return std::nullopt;
  const std::string& text = found->second;
  float threshold = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), threshold);
  // Somebody else's file may hold anything under that name.
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !(threshold > 0 && threshold < 1))
    return std::nullopt;
  return threshold;
}

void set_no_class_threshold(Model& model, float threshold) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), threshold).ptr;
  model.metadata[kKey] = std::string(digits.data(), end);
}

bool shows_no_class(const Model& model, std::span<const float> probabilities) {
  const std::optional<float> threshold = no_class_threshold(model);
  return threshold && belief_in_two(probabilities) < *threshold;
}

}  // namespace convlens
