#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/render/canvas.h"

namespace convlens {

struct FillMark {
  int x, y, width, height;
  Colour colour;
};
/// A hairline around these pixels, outside them.
struct FrameMark {
  int x, y, width, height;
  Colour colour;
};
struct TextMark {
  std::string text;
  int x, y;
  TextStyle style;
  Align align;
  Colour colour;
};
struct PictureMark {
  Pixels pixels;
  int x, y;
};
struct LineMark {
  std::vector<Point> points;
  int width;
  Colour colour;
};
struct DiscMark {
  Point middle;
  double radius;
  Colour colour;
};
using Mark = std::variant<FillMark, FrameMark, TextMark, PictureMark, LineMark, DiscMark>;

/// A figure as what was drawn, in that order, on white paper: it can be painted as pixels, and written as
/// shapes that stay sharp at any size (core/figures/svg.h). Its calls are Canvas's.
class VectorPicture {
 public:
  VectorPicture(int width, int height) : width_(width), height_(height) {}

  int width() const { return width_; }
  int height() const { return height_; }
  const std::vector<Mark>& marks() const { return marks_; }

  void fill(int x, int y, int width, int height, Colour colour);
  void frame(int x, int y, int width, int height, Colour colour = kFrameColour);
  void text(std::string_view text, int x, int y, TextStyle style, Align align = Align::left,
            Colour colour = kTextColour);
  void place(Pixels picture, int x, int y);
  /// All that another drawing shows, moved by (x, y).
  void place(VectorPicture drawing, int x, int y);
  void line(std::vector<Point> points, int width, Colour colour);
  void disc(Point middle, double radius, Colour colour);

  Pixels pixels() const;

 private:
  int width_, height_;
  std::vector<Mark> marks_;
};

}  // namespace convlens
