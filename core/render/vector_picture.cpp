#include "core/render/vector_picture.h"

#include <utility>

namespace convlens {
namespace {

/// One mark on a canvas.
struct Painter {
  Canvas& canvas;

  void operator()(const FillMark& m) const { canvas.fill(m.x, m.y, m.width, m.height, m.colour); }
  void operator()(const FrameMark& m) const { canvas.frame(m.x, m.y, m.width, m.height, m.colour); }
  void operator()(const TextMark& m) const { canvas.text(m.text, m.x, m.y, m.style, m.align, m.colour); }
  void operator()(const PictureMark& m) const { canvas.place(m.pixels, m.x, m.y); }
  void operator()(const LineMark& m) const { canvas.line(m.points, m.width, m.colour); }
  void operator()(const DiscMark& m) const { canvas.disc(m.middle, m.radius, m.colour); }
};

struct Mover {
  int x, y;

  template <typename Placed>
  void operator()(Placed& mark) const {
    mark.x += x;
    mark.y += y;
  }
  void operator()(LineMark& line) const {
    for (Point& point : line.points) move(point);
  }
  void operator()(DiscMark& disc) const { move(disc.middle); }
  void move(Point& point) const {
    point.x += x;
    point.y += y;
  }
};

}  // namespace

void VectorPicture::fill(int x, int y, int width, int height, Colour colour) {
  marks_.emplace_back(FillMark{x, y, width, height, colour});
}

void VectorPicture::frame(int x, int y, int width, int height, Colour colour) {
  marks_.emplace_back(FrameMark{x, y, width, height, colour});
}

void VectorPicture::text(std::string_view text, int x, int y, TextStyle style, Align align, Colour colour) {
  if (!text.empty()) marks_.emplace_back(TextMark{std::string(text), x, y, style, align, colour});
}

void VectorPicture::place(Pixels picture, int x, int y) {
  if (picture.width > 0 && picture.height > 0) marks_.emplace_back(PictureMark{std::move(picture), x, y});
}

void VectorPicture::place(VectorPicture drawing, int x, int y) {
  for (Mark& mark : drawing.marks_) {
    std::visit(Mover{x, y}, mark);
    marks_.push_back(std::move(mark));
  }
}

void VectorPicture::line(std::vector<Point> points, int width, Colour colour) {
  marks_.emplace_back(LineMark{std::move(points), width, colour});
}

void VectorPicture::disc(Point middle, double radius, Colour colour) {
  marks_.emplace_back(DiscMark{middle, radius, colour});
}

Pixels VectorPicture::pixels() const {
  Canvas canvas(width_, height_);
  for (const Mark& mark : marks_) std::visit(Painter{canvas}, mark);
  return std::move(canvas).take();
}

}  // namespace convlens
