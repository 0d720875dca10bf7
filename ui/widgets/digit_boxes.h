#pragma once
#include <QImage>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// One of the digits found in a picture.
struct DigitBox {
  QRectF place;         ///< in the picture, whose sides are 1
  QStringList labels;   ///< the first one for which there is room is painted
  QString description;  ///< for the mouse and for screen readers
  bool sure = true;     ///< otherwise in the warning colour
};

/// A picture with a box round each digit that was found in it and what was read there. A click chooses one,
/// and so do the arrow keys, Home and End.
class DigitBoxes : public QWidget {
  Q_OBJECT

 public:
  explicit DigitBoxes(QWidget* parent = nullptr);
  void set_picture(const QImage& picture);
  void set_boxes(std::vector<DigitBox> boxes);
  /// -1: none.
  void set_current(int index);
  int count() const { return static_cast<int>(boxes_.size()); }
  int current() const { return current_; }
  const DigitBox& box(int index) const { return boxes_[static_cast<std::size_t>(index)]; }
  /// Where a box is on the widget.
  QRectF box_rect(int index) const;

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {120, 60}; }

 signals:
  void chosen(int index);
  /// What is read under the cursor; empty when there is nothing.
  void hovered(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QRectF area() const;
  int box_at(QPointF point) const;
  void choose(int index);
  void paint_label(QPainter& painter, int index, QList<QRectF>& taken) const;

  QImage picture_;
  std::vector<DigitBox> boxes_;
  int current_ = -1;
};

}  // namespace convlens::ui
