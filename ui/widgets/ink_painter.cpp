#include "ui/widgets/ink_painter.h"

#include <QImage>
#include <QPen>
#include <algorithm>
#include <cmath>

namespace convlens::ui {
namespace {

constexpr double kDefaultWidthShare = 0.08;  // of the ink's longer side (CLI.md, strokes)
constexpr double kPlacedSide = 0.7 * kPadSide;
constexpr double kSmallestNativeSide = kPadSide / 6;  // smaller drawings are in other units, or hard to see

QPointF on_pad(const PadContent& content, const StrokePoint& point) {
  return {point.x * content.scale + content.offset_x, point.y * content.scale + content.offset_y};
}

}  // namespace

QRectF bounds_of(const Drawing& drawing) {
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  for (const Stroke& stroke : drawing.strokes) {
    if (stroke.erases) continue;
    for (const StrokePoint& p : stroke.points) {
      left = std::min<double>(left, p.x);
      right = std::max<double>(right, p.x);
      top = std::min<double>(top, p.y);
      bottom = std::max<double>(bottom, p.y);
    }
  }
  if (left > right) return {};
  return {QPointF(left, top), QPointF(right, bottom)};
}

double pen_width_of(const Drawing& drawing) {
  if (drawing.width) return *drawing.width;
  const QRectF box = bounds_of(drawing);
  const double side = std::max(box.width(), box.height());
  return side > 0 ? kDefaultWidthShare * side : 1;
}

void place_on_pad(PadContent& content) {
  content.scale = 1;
  content.offset_x = content.offset_y = 0;
  const QRectF box = bounds_of(content.drawing);
  const double side = std::max(box.width(), box.height());
  if (content.drawing.strokes.empty() ||
      (side == 0 && QRectF(0, 0, kPadSide, kPadSide).contains(box.center())))
    return;
  if (side >= kSmallestNativeSide && QRectF(0, 0, kPadSide, kPadSide).contains(box)) return;
  content.scale = side > 0 ? kPlacedSide / side : 1;
  content.offset_x = kPadSide / 2 - box.center().x() * content.scale;
  content.offset_y = kPadSide / 2 - box.center().y() * content.scale;
}

void paint_segments(QPainter& painter, const PadContent& content, const Stroke& stroke, std::size_t from,
                    const QColor& ink) {
  if (stroke.points.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setCompositionMode(stroke.erases ? QPainter::CompositionMode_Clear
                                           : QPainter::CompositionMode_SourceOver);
  const double width = pen_width_of(content.drawing) * content.scale;
  QPen pen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  if (from == 0) {
    const double radius = width * stroke.points.front().pressure / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(on_pad(content, stroke.points.front()), radius, radius);
  }
  for (std::size_t i = std::max<std::size_t>(from, 1); i < stroke.points.size(); ++i) {
    const StrokePoint& a = stroke.points[i - 1];
    const StrokePoint& b = stroke.points[i];
    pen.setWidthF(width * (a.pressure + b.pressure) / 2);
    painter.setPen(pen);
    painter.drawLine(on_pad(content, a), on_pad(content, b));
  }
}

void paint_ink(QPainter& painter, const PadContent& content, const QColor& ink) {
  for (const Stroke& stroke : content.drawing.strokes) paint_segments(painter, content, stroke, 0, ink);
}

QImage drawing_thumbnail(const Drawing& drawing, int side, qreal device_pixel_ratio, const QColor& paper,
                         const QColor& ink) {
  const int pixels = static_cast<int>(std::lround(side * device_pixel_ratio));
  QImage layer(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
  layer.fill(Qt::transparent);
  PadContent content;
  content.drawing = drawing;
  place_on_pad(content);
  QPainter ink_painter(&layer);
  ink_painter.scale(pixels / kPadSide, pixels / kPadSide);
  paint_ink(ink_painter, content, ink);
  ink_painter.end();
  QImage image(pixels, pixels, QImage::Format_RGB32);
  image.fill(paper);
  QPainter(&image).drawImage(0, 0, layer);
  image.setDevicePixelRatio(device_pixel_ratio);
  return image;
}

}  // namespace convlens::ui
