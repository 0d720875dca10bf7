#pragma once
#include <QImage>
#include <QRect>
#include <QWidget>
#include <optional>

#include "core/explain/deconvnet.h"

namespace convlens::ui {

/// The network's input, a value a square, with what an explanation lays on it: a translucent picture of the same
/// size, and a frame around some of its pixels.
class InputPicture : public QWidget {
  Q_OBJECT

 public:
  explicit InputPicture(QWidget* parent = nullptr);
  void set_picture(const QImage& picture);
  /// Of the picture's size, with alpha; null: nothing.
  void set_overlay(const QImage& overlay);
  /// In the picture's pixels; clipped at its border.
  void set_frame(std::optional<QRect> pixels);
  void set_dimmed(bool dimmed);
  /// Where the picture stands when the widget has another shape; in the middle unless told.
  void set_alignment(Qt::Alignment alignment) { alignment_ = alignment; }
  const QImage& picture() const { return picture_; }
  const QImage& overlay() const { return overlay_; }
  std::optional<QRect> frame() const { return frame_; }

  QSize sizeHint() const override { return {168, 168}; }
  QSize minimumSizeHint() const override { return {84, 84}; }

 signals:
  void pixel_hovered(convlens::Position at);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QRectF area() const;

  QImage picture_, overlay_;
  std::optional<QRect> frame_;
  bool dimmed_ = false;
  Qt::Alignment alignment_ = Qt::AlignCenter;
};

/// Where a picture of this size stands in a widget of that one: as large as fits.
QRectF fitted_area(QSize picture, QSize widget, Qt::Alignment alignment);
/// How a picture is painted that is not up to date: the ground shines through.
void paint_dimmed(QPainter& painter, const QRectF& area, const QPalette& palette);

}  // namespace convlens::ui
