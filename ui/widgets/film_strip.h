#pragma once
#include <QImage>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// Moments in one row from left to right, each a picture with a line above and one below; a click, dragging, the wheel
/// and the arrow keys go through them. Lines that would not fit beside each other are left out, but not the current one's.
class FilmStrip : public QWidget {
  Q_OBJECT

 public:
  struct Frame {
    QImage picture;  ///< null: still to come
    QString above, below;
  };

  explicit FilmStrip(QWidget* parent = nullptr);
  void set_frames(std::vector<Frame> frames);
  void set_current(int index);
  int current() const { return current_; }
  int count() const { return static_cast<int>(frames_.size()); }
  const Frame& frame(int index) const { return frames_[static_cast<std::size_t>(index)]; }
  /// Where a frame's picture stands.
  QRectF picture_rect(int index) const;

  QSize sizeHint() const override { return {480, 92}; }
  QSize minimumSizeHint() const override { return {160, 76}; }

 signals:
  void chosen(int index);
  void hovered(int index);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  double cell() const;
  int frame_at(QPointF place) const;
  void go_to(int index);
  int frames_a_line() const;
  void describe();

  std::vector<Frame> frames_;
  int current_ = -1;
};

}  // namespace convlens::ui
