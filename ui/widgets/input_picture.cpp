#include "ui/widgets/input_picture.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kDimmed = 0.55;  // of the ground over a picture that is not up to date
// Dark under light: seen on any picture.
constexpr double kFrameUnder = 3, kFrameOver = 1.4;

}  // namespace

QRectF fitted_area(QSize picture, QSize widget, Qt::Alignment alignment) {
  const QSizeF fitted = QSizeF(picture).scaled(QSizeF(widget), Qt::KeepAspectRatio);
  const double beside = widget.width() - fitted.width(), below = widget.height() - fitted.height();
  return {QPointF(alignment & Qt::AlignLeft ? 0 : beside / 2, alignment & Qt::AlignTop ? 0 : below / 2), fitted};
}

void paint_dimmed(QPainter& painter, const QRectF& area, const QPalette& palette) {
  QColor veil = palette.color(QPalette::Window);
  veil.setAlphaF(static_cast<float>(kDimmed));
  painter.fillRect(area, veil);
}

InputPicture::InputPicture(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void InputPicture::set_picture(const QImage& picture) {
  picture_ = picture;
  update();
}

void InputPicture::set_overlay(const QImage& overlay) {
  overlay_ = overlay;
  update();
}

void InputPicture::set_frame(std::optional<QRect> pixels) {
  frame_ = pixels;
  update();
}

void InputPicture::set_dimmed(bool dimmed) {
  if (dimmed == dimmed_) return;
  dimmed_ = dimmed;
  update();
}

QRectF InputPicture::area() const { return fitted_area(picture_.size(), size(), alignment_); }

void InputPicture::paintEvent(QPaintEvent*) {
  if (picture_.isNull()) return;
  QPainter painter(this);
  const QRectF place = area();
  painter.drawImage(place, picture_);
  if (!overlay_.isNull()) painter.drawImage(place, overlay_);
  if (dimmed_) paint_dimmed(painter, place, palette());
  painter.setPen(line_colour(palette()));
  painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
  if (!frame_) return;
  const QRectF pixels = QRectF(frame_->intersected(picture_.rect()));
  if (pixels.isEmpty()) return;
  const double side = place.width() / picture_.width();
  const QRectF on_widget(place.topLeft() + pixels.topLeft() * side, pixels.size() * side);
  painter.setPen(QPen(Qt::black, kFrameUnder));
  painter.drawRect(on_widget);
  painter.setPen(QPen(Qt::white, kFrameOver));
  painter.drawRect(on_widget);
}

void InputPicture::mouseMoveEvent(QMouseEvent* event) {
  const QRectF place = area();
  if (picture_.isNull() || !place.contains(event->position())) {
    emit left();
    return;
  }
  const QPointF in = (event->position() - place.topLeft()) * (picture_.width() / place.width());
  emit pixel_hovered({std::min(static_cast<int>(in.y()), picture_.height() - 1),
                      std::min(static_cast<int>(in.x()), picture_.width() - 1)});
}

void InputPicture::leaveEvent(QEvent*) { emit left(); }

}  // namespace convlens::ui
