#include "core/data/strokes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace convlens {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kExcerptLength = 40;
// Deeper lists than any field of ours or of others' would overflow the stack of whoever prints them.
constexpr int kDeepest = 64;

/// Small enough to stand in a message.
std::string excerpt(const Json& value) {
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > kExcerptLength) text = text.substr(0, kExcerptLength) + "...";
  return text;
}

class DrawingReader {
 public:
  explicit DrawingReader(const std::string& where) : where_(where) {}

  Drawing read(const Json& object) const {
    if (!object.is_object()) broken(excerpt(object), "an object {\"strokes\": [[[x, y], ...], ...]}");
    Drawing drawing;
    const auto strokes = object.find("strokes");
    if (strokes == object.end()) broken("no \"strokes\"", "{\"strokes\": [[[x, y], ...], ...]}");
    if (!strokes->is_array()) broken("strokes " + excerpt(*strokes), "a list of strokes");
    for (const Json& stroke : *strokes) drawing.strokes.push_back(read_stroke(stroke));
    read_erasers(object, drawing);
    read_width(object, drawing);
    read_label(object, drawing);
    return drawing;
  }

 private:
  [[noreturn]] void broken(const std::string& found, const std::string& expected) const {
    throw Error(ErrorKind::file_broken, where_, found, expected);
  }

  float number(const Json& value, const char* what) const {
    if (!value.is_number()) broken(std::string(what) + " " + excerpt(value), "a number");
    const float number = value.get<float>();
    if (!std::isfinite(number))
      broken(std::string(what) + " " + excerpt(value), "a 32-bit floating-point number");
    return number;
  }

  Stroke read_stroke(const Json& list) const {
    if (!list.is_array()) broken("stroke " + excerpt(list), "a list of points");
    Stroke stroke;
    stroke.points.reserve(list.size());
    for (const Json& point : list) {
      if (!point.is_array() || point.size() < 2 || point.size() > 3)
        broken("point " + excerpt(point), "[x, y] or [x, y, pressure]");
      StrokePoint read{number(point[0], "x"), number(point[1], "y"), 1};
      if (point.size() == 3) {
        read.pressure = number(point[2], "pressure");
        if (read.pressure < 0 || read.pressure > 1) broken("pressure " + excerpt(point[2]), "0 to 1");
      }
      stroke.points.push_back(read);
    }
    return stroke;
  }

  void read_erasers(const Json& object, Drawing& drawing) const {
    const auto erase = object.find("erase");
    if (erase == object.end() || erase->is_null()) return;
    if (!erase->is_array()) broken("erase " + excerpt(*erase), "a list of indices of strokes");
    for (const Json& index : *erase) {
      // Unsigned only: a negative or fractional index is kept by the parser as another type.
      if (!index.is_number_unsigned() || index.get<std::uint64_t>() >= drawing.strokes.size())
        broken("erase index " + excerpt(index),
               "below the number of strokes, " + std::to_string(drawing.strokes.size()));
      drawing.strokes[index.get<std::size_t>()].erases = true;
    }
  }

  void read_width(const Json& object, Drawing& drawing) const {
    const auto width = object.find("width");
    if (width == object.end() || width->is_null()) return;
    drawing.width = number(*width, "width");
    if (!(*drawing.width > 0)) broken("width " + excerpt(*width), "above 0");
  }

  void read_label(const Json& object, Drawing& drawing) const {
    const auto label = object.find("label");
    if (label == object.end() || label->is_null()) return;
    if (!label->is_number_unsigned() || label->get<std::uint64_t>() > INT32_MAX)
      broken("label " + excerpt(*label), "a whole number from 0");
    drawing.label = label->get<int>();
  }

  const std::string& where_;
};

/// The shortest text that reads back as the same float.
void append_number(std::string& text, float value) {
  constexpr std::size_t kLongestFloat = 32;
  std::array<char, kLongestFloat> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  text.append(buffer.data(), end);
}

}  // namespace

bool Drawing::has_ink() const {
  return std::any_of(strokes.begin(), strokes.end(),
                     [](const Stroke& stroke) { return !stroke.erases && !stroke.points.empty(); });
}

Drawing drawing_from_json(const std::string& line, const std::string& where) {
  try {
    const auto not_too_deep = [&](int depth, Json::parse_event_t, const Json&) {
      if (depth <= kDeepest) return true;
      throw Error(ErrorKind::file_broken, where,
                  "lists in lists, more than " + std::to_string(kDeepest) + " deep",
                  "{\"strokes\": [[[x, y], ...], ...]}");
    };
    return DrawingReader(where).read(Json::parse(line, not_too_deep));
  } catch (const Json::parse_error& error) {
    throw Error(ErrorKind::file_broken, where,
                "text that is no JSON from character " + std::to_string(error.byte) + " on",
                "one JSON object a line");
  } catch (const Json::exception& error) {
    // Numbers beyond double's range come as another exception type than other faults.
    throw Error(ErrorKind::file_broken, where, error.what(), "one JSON object a line");
  }
}

std::string drawing_to_json(const Drawing& drawing) {
  bool with_pressure = false;
  for (const Stroke& stroke : drawing.strokes)
    for (const StrokePoint& point : stroke.points) with_pressure |= point.pressure != 1;

  std::string text = "{";
  if (drawing.label) text += "\"label\": " + std::to_string(*drawing.label) + ", ";
  if (drawing.width) {
    text += "\"width\": ";
    append_number(text, *drawing.width);
    text += ", ";
  }
  std::string erasers;
  text += "\"strokes\": [";
  for (std::size_t s = 0; s < drawing.strokes.size(); ++s) {
    const Stroke& stroke = drawing.strokes[s];
    text += s == 0 ? "[" : ", [";
    for (std::size_t p = 0; p < stroke.points.size(); ++p) {
      text += p == 0 ? "[" : ", [";
      append_number(text, stroke.points[p].x);
      text += ", ";
      append_number(text, stroke.points[p].y);
      if (with_pressure) {
        text += ", ";
        append_number(text, stroke.points[p].pressure);
      }
      text += "]";
    }
    text += "]";
    if (stroke.erases) erasers += (erasers.empty() ? "" : ", ") + std::to_string(s);
  }
  text += "]";
  if (!erasers.empty()) text += ", \"erase\": [" + erasers + "]";
  return text + "}";
}

}  // namespace convlens
