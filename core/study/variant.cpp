#include "core/study/variant.h"

#include <algorithm>
#include <charconv>

#include "core/base/error.h"

namespace convlens {
namespace {

constexpr std::string_view kAsIs = "as-is", kOn = "on", kOff = "off";
constexpr std::string_view kKnown =
    "window=7, stride=2, maps=0.5, without=LAYER, batch-norm=on, dropout=0.5, lrn=on, batch=128, or as-is "
    "alone";
// Beyond these it is a slip of the pen, not an experiment.
constexpr int kLargestWindow = 99, kLargestStride = 99, kLargestBatch = 4096;
constexpr double kLeastMaps = 0.01, kMostMaps = 16, kMostDropout = 0.95;
constexpr double kUsualDropout = 0.5;  // Hinton et al. (2012)

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

/// The text that reads back to the same value.
template <typename T>
std::string shortest(T value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

/// One variant's text being read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Variant read() {
    if (trimmed(text_).empty()) refuse("nothing at all", std::string(kKnown));
    if (trimmed(text_) == kAsIs) return {};
    std::string_view rest = text_;
    for (bool more = true; more;) {
      const std::size_t comma = rest.find(',');
      more = comma != std::string_view::npos;
      read_setting(trimmed(rest.substr(0, comma)));
      if (more) rest.remove_prefix(comma + 1);
    }
    return variant_;
  }

 private:
  [[noreturn]] void refuse(const std::string& found, const std::string& expected) const {
    throw Error(ErrorKind::bad_value, "variant " + std::string(text_), found, expected);
  }

  void read_setting(std::string_view setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string_view::npos) refuse("\"" + std::string(setting) + "\"", std::string(kKnown));
    const std::string_view name = trimmed(setting.substr(0, equals)),
                           value = trimmed(setting.substr(equals + 1));
    if (name == "window")
      set(variant_.window, name, number<int>(name, value, 1, kLargestWindow));
    else if (name == "stride")
      set(variant_.stride, name, number<int>(name, value, 1, kLargestStride));
    else if (name == "maps")
      set(variant_.maps, name, number<double>(name, value, kLeastMaps, kMostMaps));
    else if (name == "without")
      add_without(value);
    else if (name == "batch-norm")
      set(variant_.batch_norm, name, is_on(name, value));
    else if (name == "dropout")
      set(variant_.dropout, name, ratio(name, value));
    else if (name == "lrn")
      set(variant_.lrn, name, is_on(name, value));
    else if (name == "batch")
      set(variant_.batch, name, number<int>(name, value, 1, kLargestBatch));
    else
      refuse("\"" + std::string(setting) + "\"", std::string(kKnown));
  }

  template <typename T>
  void set(std::optional<T>& place, std::string_view name, T value) {
    if (place) refuse("two values for " + std::string(name), "one");
    place = value;
  }

  template <typename T>
  T number(std::string_view name, std::string_view text, T lowest, T highest) const {
    T value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    // Written so that what is no number (nan) fits neither.
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
        !(value >= lowest && value <= highest))
      refuse(std::string(name) + "=" + std::string(text),
             "a number from " + shortest(lowest) + " to " + shortest(highest));
    return value;
  }

  bool is_on(std::string_view name, std::string_view text) const {
    if (text != kOn && text != kOff) refuse(std::string(name) + "=" + std::string(text), "on or off");
    return text == kOn;
  }

  double ratio(std::string_view name, std::string_view text) const {
    if (text == kOn) return kUsualDropout;
    return text == kOff ? 0 : number<double>(name, text, 0, kMostDropout);
  }

  void add_without(std::string_view layer) {
    if (layer.empty()) refuse("without= alone", "the name of a layer, as info tells it");
    if (std::ranges::find(variant_.without, layer) != variant_.without.end())
      refuse("without=" + std::string(layer) + " twice", "each layer once");
    variant_.without.emplace_back(layer);
  }

  std::string_view text_;
  Variant variant_;
};

}  // namespace

Variant parse_variant(std::string_view text) { return Reader(text).read(); }

std::string to_string(const Variant& v) {
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    text += (text.empty() ? "" : ",") + std::string(name) + "=" + value;
  };
  const auto word = [](bool on) { return std::string(on ? kOn : kOff); };
  if (v.window) add("window", shortest(*v.window));
  if (v.stride) add("stride", shortest(*v.stride));
  if (v.maps) add("maps", shortest(*v.maps));
  for (const std::string& layer : v.without) add("without", layer);
  if (v.batch_norm) add("batch-norm", word(*v.batch_norm));
  if (v.dropout) add("dropout", *v.dropout == 0 ? word(false) : shortest(*v.dropout));
  if (v.lrn) add("lrn", word(*v.lrn));
  if (v.batch) add("batch", shortest(*v.batch));
  return text.empty() ? std::string(kAsIs) : text;
}

}  // namespace convlens
