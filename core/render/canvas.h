#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/render/colour_scale.h"

namespace convlens {

struct TextStyle {
  double cap_height;  ///< of a capital letter, pixels
  double stroke;      ///< width of the pen, pixels
};
inline constexpr TextStyle kCaptionText{9.0, 1.15};
inline constexpr TextStyle kTitleText{12.0, 1.7};

inline constexpr Colour kPaperColour{255, 255, 255, 255};
inline constexpr Colour kTextColour{34, 34, 34, 255};
inline constexpr Colour kFrameColour{150, 150, 150, 255};

/// In pixels from the upper left corner; whole numbers are the pixels' middles.
struct Point {
  double x, y;
};

enum class Align { left, centre, right };

/// The height of a line from the capitals' top to the lowest descender, pixels.
int line_height(TextStyle style);
int text_width(std::string_view text, TextStyle style);
/// Whether every character has a shape in the font (printable ASCII).
bool is_drawable(std::string_view text);
/// A number for a legend: four significant digits at most, no trailing zeros.
std::string number_text(float value);

/// A sheet of paper in the making.
class Canvas {
 public:
  Canvas(int width, int height, Colour paper = kPaperColour);
  /// Goes on with a picture.
  explicit Canvas(Pixels pixels) : pixels_(std::move(pixels)) {}

  /// Clipped at the border.
  void fill(int x, int y, int width, int height, Colour colour);
  void place(const Pixels& picture, int x, int y);
  /// A hairline around a picture, outside its pixels.
  void frame(int x, int y, int width, int height, Colour colour = kFrameColour);
  /// x: the left end, centre or right end of the text; y: the capitals' top.
  void text(std::string_view text, int x, int y, TextStyle style, Align align = Align::left,
            Colour colour = kTextColour);
  /// Straight from point to point, with soft edges.
  void line(std::span<const Point> points, int width, Colour colour);
  void disc(Point middle, double radius, Colour colour);

  Pixels take() && { return std::move(pixels_); }

 private:
  Pixels pixels_;
};

}  // namespace convlens
