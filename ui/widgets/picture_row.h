#pragma once
#include <QImage>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// Pictures joined by arrows, each with a name and some words below: the steps of something. In one row, or
/// in as many as make the pictures largest in the room there is.
class PictureRow : public QWidget {
  Q_OBJECT

 public:
  struct Step {
    QImage picture;
    QString name, what;
  };

  explicit PictureRow(QWidget* parent = nullptr);
  void set_steps(std::vector<Step> steps);
  /// The step that is selected elsewhere in the window; -1: none.
  void set_marked(int step);
  int count() const { return static_cast<int>(steps_.size()); }
  /// Where a picture is on the widget.
  QRectF picture_rect(int step) const;

  QSize sizeHint() const override { return minimumSizeHint(); }
  QSize minimumSizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  /// What the pictures take where none is smaller than allowed.
  int heightForWidth(int width) const override;

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
  /// How the steps lie.
  struct Grid {
    int columns = 1, rows = 1;
    double cell = 1;  ///< of a step, without the gap to the next
    double side = 1;  ///< of a picture
    int words = 0;    ///< height of what stands below
    bool cuts_words = false;
  };
  Grid grid_for(int columns, double width, double height) const;
  Grid grid() const;
  static QPointF corner(const Grid& grid, int step);
  QRectF picture_rect(const Grid& grid, int step) const;
  int step_at(QPointF place) const;
  void describe();

  std::vector<Step> steps_;
  int current_ = 0;  ///< for the keyboard
  int marked_ = -1;
  int widest_words_ = 0, widest_word_ = 0;  ///< of any step's second line
};

}  // namespace convlens::ui
