#pragma once
#include <QImage>
#include <QWidget>

#include "ui/frame.h"

namespace convlens::ui {

/// The network's input enlarged, a value a square, with the preprocessing on top of it: the scaled ink's box
/// (longer side 20) and the centre of mass that is brought to pixel index 14 (REFERENCE.md).
class NetworkSees : public QWidget {
  Q_OBJECT

 public:
  explicit NetworkSees(QWidget* parent = nullptr);
  void set_frame(FramePtr frame);
  void set_steps_shown(bool shown);
  /// A unit's receptive field, in pixels of the input; may hang over the border.
  void set_field(const std::optional<QRect>& field);
  const std::optional<QRect>& field() const { return field_; }

  QSize sizeHint() const override { return {168, 168}; }
  QSize minimumSizeHint() const override { return {84, 84}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return width; }

 signals:
  /// Value and place under the cursor; empty when it has left.
  void hovered(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRectF area() const;
  void paint_steps(QPainter& painter, const QRectF& area) const;
  void retranslate();

  FramePtr frame_;
  QImage picture_;
  bool steps_shown_ = true;
  std::optional<QRect> field_;
};

}  // namespace convlens::ui
