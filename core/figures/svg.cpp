#include "core/figures/svg.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/figures/html_page.h"
#include "core/formats/png.h"

namespace convlens {
namespace {

/// Of a sans-serif font's size: the height of its capitals.
constexpr double kCapShare = 0.72;
/// A whole number of a drawing is a pixel's middle, of an SVG its left or upper border.
constexpr double kMiddle = 0.5;
constexpr double kThousandths = 1000;  // of a unit: as fine as coordinates are written

/// Shortest form, whatever the system's locale.
std::string number(double value) {
  char text[32];
  const double rounded = std::round(value * kThousandths) / kThousandths;
  return {text, std::to_chars(text, text + sizeof text, rounded == 0 ? 0.0 : rounded).ptr};
}

std::string number(int value) { return std::to_string(value); }

template <typename Number>
std::string attribute(const char* name, Number value) {
  return std::string(" ") + name + "=\"" + number(value) + "\"";
}

std::string hex(Colour colour) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "#";
  for (const int part : {colour.r, colour.g, colour.b}) {
    text += kDigits[part / 16];
    text += kDigits[part % 16];
  }
  return text;
}

std::string paint(const char* what, Colour colour) {
  constexpr int kOpaque = 255;
  std::string text = std::string(" ") + what + "=\"" + hex(colour) + "\"";
  if (colour.a != kOpaque)
    text += std::string(" ") + what + "-opacity=\"" + number(colour.a / double{kOpaque}) + "\"";
  return text;
}

/// Every byte that XML or UTF-8 does not allow is a question mark.
std::string allowed(std::string text) {
  const bool utf8 = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::ignore) ==
                    nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr unsigned char kDelete = 0x7f;
    if (byte < ' ' || byte == kDelete || (byte > kDelete && !utf8)) c = '?';
  }
  return text;
}

/// As large as it was painted: a viewer that smooths what it enlarges does not blur one value into the next.
std::string data_of(const Pixels& picture) {
  const std::vector<std::uint8_t> png = png_bytes(picture.width, picture.height, picture.rgba);
  return "data:image/png;base64," + base64({png.begin(), png.end()});
}

struct Writer {
  std::string& svg;

  void operator()(const FillMark& m) const {
    if (m.width <= 0 || m.height <= 0) return;
    svg += "<rect" + attribute("x", m.x) + attribute("y", m.y) + attribute("width", m.width) +
           attribute("height", m.height) + paint("fill", m.colour) + " shape-rendering=\"crispEdges\"/>\n";
  }
  void operator()(const FrameMark& m) const {
    svg += "<rect" + attribute("x", m.x - kMiddle) + attribute("y", m.y - kMiddle) +
           attribute("width", m.width + 1) + attribute("height", m.height + 1) + " fill=\"none\"" +
           paint("stroke", m.colour) + "/>\n";
  }
  void operator()(const TextMark& m) const {
    const char* anchor = m.align == Align::left ? "start" : m.align == Align::centre ? "middle" : "end";
    svg += "<text" + attribute("x", m.x) + attribute("y", m.y + m.style.cap_height + m.style.stroke / 2) +
           attribute("font-size", m.style.cap_height / kCapShare) + paint("fill", m.colour) +
           " text-anchor=\"" + anchor + "\">" + markup(allowed(m.text)) + "</text>\n";
  }
  void operator()(const PictureMark& m) const {
    svg += "<image" + attribute("x", m.x) + attribute("y", m.y) + attribute("width", m.pixels.width) +
           attribute("height", m.pixels.height) +
           " preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"" + " xlink:href=\"" +
           data_of(m.pixels) + "\"/>\n";
  }
  void operator()(const LineMark& m) const {
    svg += "<polyline points=\"";
    for (const Point& point : m.points)
      svg += (&point == m.points.data() ? "" : " ") + number(point.x + kMiddle) + "," +
             number(point.y + kMiddle);
    svg += "\" fill=\"none\"" + paint("stroke", m.colour) + attribute("stroke-width", m.width) +
           " stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n";
  }
  void operator()(const DiscMark& m) const {
    svg += "<circle" + attribute("cx", m.middle.x + kMiddle) + attribute("cy", m.middle.y + kMiddle) +
           attribute("r", m.radius) + paint("fill", m.colour) + "/>\n";
  }
};

}  // namespace

std::string svg_text(const VectorPicture& drawing) {
  const std::string width = number(drawing.width()), height = number(drawing.height());
  std::string svg =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"" +
      width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height +
      "\" font-family=\"sans-serif\">\n<rect width=\"" + width + "\" height=\"" + height + "\"" +
      paint("fill", kPaperColour) + "/>\n";
  for (const Mark& mark : drawing.marks()) std::visit(Writer{svg}, mark);
  return svg + "</svg>\n";
}

}  // namespace convlens
