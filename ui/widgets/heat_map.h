#pragma once
#include <QImage>
#include <QWidget>
#include <optional>
#include <vector>

#include "core/explain/deconvnet.h"
#include "core/render/colour_scale.h"

namespace convlens::ui {

/// One map enlarged, a value a square; where the squares are large enough their numbers stand in them. A
/// click or the arrow keys choose a position.
class HeatMap : public QWidget {
  Q_OBJECT

 public:
  explicit HeatMap(QWidget* parent = nullptr);
  /// Values in row order.
  void set_values(std::vector<float> values, int height, int width, ColourMap map, ValueRange range);
  /// A picture in colours of its own, a position a pixel; it has no values.
  void set_picture(const QImage& picture);
  /// A picture behind the map, which becomes translucent: `behind` is the part of the picture, in its pixels,
  /// that the map covers (it may reach beyond it). A null picture: none.
  void set_ghost(QImage picture, const QRectF& behind);
  void set_marked(std::optional<Position> position);
  std::optional<Position> marked() const { return marked_; }
  /// Shows that the values are not up to date.
  void set_dimmed(bool dimmed);
  /// Where the map stands when the widget has another shape; in the middle unless told.
  void set_alignment(Qt::Alignment alignment) { alignment_ = alignment; }
  /// Cells need not be square: they fill the widget, so that numbers have room.
  void set_filling(bool filling) { filling_ = filling; }
  /// The map's place on the widget.
  QRectF area() const;
  float value(Position at) const { return values_[static_cast<std::size_t>(at.y) * map_width_ + at.x]; }
  bool has_values(std::size_t count) const { return values_.size() == count && count > 0; }
  /// The place of a position on the widget.
  QRectF cell_rect(Position at) const;

  QSize sizeHint() const override { return {208, 208}; }
  QSize minimumSizeHint() const override { return {112, 112}; }

 signals:
  void position_hovered(convlens::Position at);
  void position_clicked(convlens::Position at);
  /// A click or Enter, after position_clicked: more of the position is wanted than that it is marked.
  void position_opened(convlens::Position at);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool numbers_fit() const;
  void paint_ghost(QPainter& painter, const QRectF& place) const;
  std::optional<Position> position_at(QPointF point) const;

  std::vector<float> values_;
  int map_height_ = 0, map_width_ = 0;
  QImage image_, ghost_;
  QRectF behind_;  ///< of ghost_
  std::optional<Position> marked_;
  bool dimmed_ = false, filling_ = false;
  Qt::Alignment alignment_ = Qt::AlignCenter;
};

}  // namespace convlens::ui
