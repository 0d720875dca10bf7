#pragma once
#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/widgets/ink_painter.h"
#include "ui/widgets/pad_history.h"

class QTabletEvent;
class QTouchEvent;

namespace convlens::ui {

/// Paper to draw on with mouse, finger or pen. Keeps strokes (core's Drawing); what it paints is for the eye
/// only: core/data makes the network's pixels out of the strokes. By keyboard: arrows move the pen, Space
/// puts it down and lifts it.
class DrawPad : public QWidget {
  Q_OBJECT

 public:
  explicit DrawPad(QWidget* parent = nullptr);

  const PadContent& content() const { return history_.current(); }
  const Drawing& drawing() const { return content().drawing; }
  /// Replaces what is there; can be undone.
  void set_drawing(const Drawing& drawing);
  void set_picture(std::shared_ptr<const Image> picture, std::optional<int> label,
                   std::shared_ptr<const Tensor<float>> pixels = nullptr);

  /// Diameter in pad units (kPadSide across).
  void set_pen_width(double width) { pen_width_ = width; }
  double pen_width() const { return pen_width_; }
  void set_erasing(bool erasing);
  bool can_undo() const { return history_.can_undo(); }
  bool can_redo() const { return history_.can_redo(); }
  /// The ink's bounding box as the preprocessing found it, in drawing units; null: not drawn.
  void set_ink_box(const QRectF& box);

  QSize sizeHint() const override { return {240, 240}; }
  QSize minimumSizeHint() const override { return {120, 120}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return width; }

 public slots:
  void undo();
  void redo();
  void clear();

 signals:
  /// On every move of the pen, and whenever the content became another.
  void drawing_changed();
  void history_changed(bool can_undo, bool can_redo);

 protected:
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void tabletEvent(QTabletEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRectF paper() const;
  QPointF to_pad(QPointF widget) const;
  bool touch(QTouchEvent* event);
  void retranslate();
  void begin(QPointF pad, double pressure, bool erases);
  void extend(QPointF pad, double pressure);
  void finish();
  void add_point(QPointF pad, double pressure);
  void content_replaced();
  void paint_last_segments();
  void ensure_ink();

  PadHistory history_;
  double pen_width_;
  bool erasing_ = false;
  bool drawing_now_ = false;
  std::optional<int> finger_;
  std::optional<QPointF> keyboard_pen_;
  QRectF ink_box_;
  QImage ink_;  ///< the strokes as painted, at the device's resolution
  bool ink_valid_ = false;
  QImage picture_;
};

/// The pen's widths on offer, in pad units.
inline constexpr double kThinnestPen = 8, kDefaultPen = 24, kThickestPen = 48;

}  // namespace convlens::ui
