#pragma once
#include <QImage>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// Pictures in one row, joined by arrows, each with a name and a second line below: the steps of something.
class PictureRow : public QWidget {
  Q_OBJECT

 public:
  struct Step {
    QImage picture;
    QString name, what;
  };

  explicit PictureRow(QWidget* parent = nullptr);
  void set_steps(std::vector<Step> steps);
  /// How small the pictures may become before the row asks for more room; for rows of short captions.
  void set_smallest_side(int side);
  /// The step that is selected elsewhere in the window; -1: none.
  void set_marked(int step);
  int count() const { return static_cast<int>(steps_.size()); }
  /// Where a picture is on the widget.
  QRectF picture_rect(int step) const;

  QSize sizeHint() const override { return minimumSizeHint(); }
  QSize minimumSizeHint() const override;

 signals:
  void step_clicked(int step);
  /// A pixel of a step's picture under the cursor.
  void pixel_hovered(int step, int y, int x);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  double side() const;
  int step_at(QPointF place) const;
  void describe();

  std::vector<Step> steps_;
  int current_ = 0;  ///< for the keyboard
  int marked_ = -1;
  int smallest_side_;
};

}  // namespace convlens::ui
