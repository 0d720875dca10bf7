#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "core/render/colour_scale.h"
#include "core/render/scatter.h"
#include "ui/paint/theme.h"
#include "ui/widgets/scatter_plot.h"

namespace convlens::ui {
namespace {

constexpr int kFaint =
    55;  // of 255 levels of grey: a colour that the ground would nearly swallow gets an outline
constexpr double kOutline = 0.7;
constexpr double kDot = 3, kRing = 5.5, kRingWidth = 1.4;      // radii, and a pen
constexpr double kPicturesAcross = 15;                         // in the shorter side of the whole map
constexpr double kSmallestPicture = 14, kLargestPicture = 64;  // of a side
constexpr double kPictureFrame = 2;
constexpr double kStar = 10, kStarInner = 0.45;  // radius, and of it to the inner corners
constexpr double kStarEdge = 3, kStarRoom = kStar + kStarEdge;
constexpr double kDimmed = 0.45;  // opacity
constexpr double kLinkWidth = 1.2;

QColor colour_of_class(int index) {
  const Colour colour = class_colour(index);
  return {colour.r, colour.g, colour.b};
}

/// A dot of a class, painted once and then copied: some thousand circles a frame would be felt.
QPixmap dot(int class_index, bool ringed, const QColor& ink, const QColor& ground, double ratio) {
  const double side = 2 * (kRing + kRingWidth);
  QPixmap pixmap((QSizeF(side, side) * ratio).toSize());
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF centre(side / 2, side / 2);
  if (ringed) {
    painter.setPen(QPen(ink, kRingWidth));
    painter.setBrush(ground);
    painter.drawEllipse(centre, kRing, kRing);
  }
  const QColor colour = colour_of_class(class_index);
  const bool faint = std::abs(qGray(colour.rgb()) - qGray(ground.rgb())) < kFaint;
  painter.setPen(faint ? QPen(ink, kOutline) : QPen(Qt::NoPen));
  painter.setBrush(colour);
  painter.drawEllipse(centre, kDot, kDot);
  return pixmap;
}

QPainterPath star_at(QPointF centre) {
  constexpr int kCorners = 10;
  QPainterPath path;
  for (int i = 0; i < kCorners; ++i) {
    const double angle = -std::numbers::pi / 2 + 2 * std::numbers::pi * i / kCorners;
    const double radius = i % 2 == 0 ? kStar : kStar * kStarInner;
    const QPointF corner = centre + radius * QPointF(std::cos(angle), std::sin(angle));
    i == 0 ? path.moveTo(corner) : path.lineTo(corner);
  }
  path.closeSubpath();
  return path;
}

}  // namespace

/// With the frame; larger the closer one looks.
QSizeF ScatterPlot::picture_size() const {
  const double of_all = std::max(std::min(width(), height()) / kPicturesAcross, kSmallestPicture);
  const double side = std::min(of_all * std::sqrt(zoom_), kLargestPicture) + 2 * kPictureFrame;
  return {side, side};
}

void ScatterPlot::paintEvent(QPaintEvent*) {
  if (scene_.isNull()) paint_scene();
  QPainter painter(this);
  painter.drawPixmap(0, 0, scene_);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_axes(painter);
  if (pointed_ >= 0 && pointed_ != current_) paint_mark(painter, pointed_, 1);
  if (current_ >= 0) paint_mark(painter, current_, 2);
  if (star_) paint_star(painter);
  if (hasFocus()) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void ScatterPlot::paint_scene() {
  scene_ = QPixmap((QSizeF(size()) * devicePixelRatioF()).toSize());
  scene_.setDevicePixelRatio(devicePixelRatioF());
  scene_.fill(palette().color(QPalette::Base));
  QPainter painter(&scene_);
  painter.setPen(line_colour(palette()));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  if (dimmed_) painter.setOpacity(kDimmed);
  paint_points(painter);
}

void ScatterPlot::paint_points(QPainter& painter) {
  pictured_.clear();
  const QSizeF size = picture_size();
  std::vector<float> x, y;
  std::vector<int> seen;
  std::vector<bool> ringed;
  const QRectF around = QRectF(rect()).adjusted(-size.width(), -size.height(), size.width(), size.height());
  for (int i = 0; i < count(); ++i) {
    const QPointF place = place_of(i);
    if (!around.contains(place)) continue;
    seen.push_back(i);
    ringed.push_back(points_.ringed[static_cast<std::size_t>(i)]);
    x.push_back(static_cast<float>(place.x()));
    y.push_back(static_cast<float>(place.y()));
  }
  std::vector<bool> pictured(seen.size(), false);
  if (pictures_shown_ && picture_)
    pictured = points_with_room(x, y, ringed, static_cast<float>(size.width() + 1),
                                static_cast<float>(size.height() + 1));
  std::map<std::pair<int, bool>, QPixmap> dots;
  const QColor ink = palette().color(QPalette::WindowText), ground = palette().color(QPalette::Base);
  for (std::size_t k = 0; k < seen.size(); ++k) {
    if (pictured[k]) continue;
    const auto i = static_cast<std::size_t>(seen[k]);
    QPixmap& pixmap = dots[{points_.classes[i], ringed[k]}];
    if (pixmap.isNull()) pixmap = dot(points_.classes[i], ringed[k], ink, ground, devicePixelRatioF());
    const QSizeF half = pixmap.deviceIndependentSize() / 2;
    painter.drawPixmap(QPointF(x[k] - half.width(), y[k] - half.height()), pixmap);
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (std::size_t k = 0; k < seen.size(); ++k) {
    if (!pictured[k]) continue;
    pictured_.push_back(seen[k]);
    const auto i = static_cast<std::size_t>(seen[k]);
    const QRectF frame(QPointF(x[k] - size.width() / 2, y[k] - size.height() / 2), size);
    if (ringed[k])
      painter.fillRect(frame.adjusted(-kPictureFrame, -kPictureFrame, kPictureFrame, kPictureFrame), ink);
    painter.fillRect(frame, colour_of_class(points_.classes[i]));
    painter.drawImage(frame.adjusted(kPictureFrame, kPictureFrame, -kPictureFrame, -kPictureFrame),
                      picture_(seen[k]));
  }
}

void ScatterPlot::paint_mark(QPainter& painter, int point, double width) const {
  const QPointF place = place_of(point);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(palette().color(QPalette::Highlight), width));
  if (std::ranges::find(pictured_, point) == pictured_.end())
    return painter.drawEllipse(place, kRing + 3, kRing + 3);
  const double half = picture_size().width() / 2 + kPictureFrame + width;
  painter.drawRect(QRectF(place - QPointF(half, half), place + QPointF(half, half)));
}

void ScatterPlot::paint_star(QPainter& painter) const {
  const QRectF inside = QRectF(rect()).adjusted(kStarRoom, kStarRoom, -kStarRoom, -kStarRoom);
  const QPointF place = place_of(*star_);
  const QPointF shown(std::clamp(place.x(), inside.left(), inside.right()),
                      std::clamp(place.y(), inside.top(), inside.bottom()));
  const QColor ink = palette().color(QPalette::WindowText);
  painter.setPen(QPen(palette().color(QPalette::Highlight), kLinkWidth));
  for (const int point : neighbours_) painter.drawLine(place, place_of(point));
  const QPainterPath star = star_at(shown);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(ink, kStarEdge + 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(star);
  painter.setPen(
      QPen(palette().color(QPalette::Base), kStarEdge, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(star);
  painter.setPen(Qt::NoPen);
  // Hollow where it lies beyond the border.
  painter.setBrush(palette().color(shown == place ? QPalette::Highlight : QPalette::Base));
  painter.drawPath(star);
}

void ScatterPlot::paint_axes(QPainter& painter) const {
  if (across_.isEmpty() && up_.isEmpty()) return;
  painter.setFont(font_of(TypeSize::small));
  const double line = QFontMetricsF(painter.font()).height();
  painter.setPen(muted_colour(palette()));
  painter.drawText(QRectF(0, height() - line - 2, width() - 4, line), Qt::AlignRight | Qt::AlignVCenter,
                   across_);
  painter.save();
  painter.translate(2, height() - 4);
  painter.rotate(-90);
  painter.drawText(QRectF(0, 0, height() - 8, line), Qt::AlignRight | Qt::AlignVCenter, up_);
  painter.restore();
}

}  // namespace convlens::ui
