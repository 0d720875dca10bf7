#pragma once
#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

namespace convlens::ui {

/// Points of classes in the plane, y upwards, both axes on one scale.
struct ScatterPoints {
  std::vector<float> x, y;   ///< one a point
  std::vector<int> classes;  ///< one a point: its colour
  std::vector<bool> ringed;  ///< one a point
  std::size_t size() const { return x.size(); }
};

/// Points in the plane, some of them as pictures where there is room. The wheel, + and - zoom; dragging and
/// Shift with the arrow keys move; 0 shows all again. The arrow keys walk to the next point, a click or Enter
/// chooses one.
class ScatterPlot : public QWidget {
  Q_OBJECT

 public:
  using Source = std::function<QImage(int point)>;

  explicit ScatterPlot(QWidget* parent = nullptr);
  /// Zoom and place stay, in parts of the room that the points take.
  void set_points(ScatterPoints points, Source picture);
  /// Whether pictures are shown at all.
  void set_pictures_shown(bool shown);
  /// One more point, and others that it hangs on by lines.
  void set_star(std::optional<QPointF> place, std::vector<int> neighbours);
  /// What the axes mean; empty: nothing.
  void set_axes(const QString& across, const QString& up);
  void set_dimmed(bool dimmed);
  void show_all();
  /// What a screen reader says of the current point.
  void describe(const QString& words);

  int count() const { return static_cast<int>(points_.size()); }
  int current() const { return current_; }
  double zoom() const { return zoom_; }
  std::optional<QPointF> star() const { return star_; }
  const std::vector<int>& neighbours() const { return neighbours_; }
  /// Where something is on the widget.
  QPointF place_of(int point) const;
  QPointF place_of(QPointF values) const;
  /// The point whose picture is under the cursor, else the nearest within reach.
  std::optional<int> point_at(QPointF place) const;

  QSize sizeHint() const override { return {480, 220}; }
  QSize minimumSizeHint() const override { return {160, 120}; }

 signals:
  void point_hovered(int point);
  /// The arrow keys came to it.
  void current_changed(int point);
  void point_chosen(int point);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  double scale() const;
  void zoom_by(double factor, QPointF fixed);
  void move_by(QPointF pixels);
  void redraw();
  void set_current(int point);
  void set_pointed(int point);
  void step(QPointF direction);
  QSizeF picture_size() const;
  void paint_scene();
  void paint_points(QPainter& painter);
  void paint_mark(QPainter& painter, int point, double width) const;
  void paint_star(QPainter& painter) const;
  void paint_axes(QPainter& painter) const;

  ScatterPoints points_;
  Source picture_;
  QRectF extent_{0, 0, 1, 1};  ///< of the points
  bool pictures_shown_ = true, dimmed_ = false;
  std::optional<QPointF> star_;
  std::vector<int> neighbours_;
  QString across_, up_;
  int current_ = -1, pointed_ = -1;
  double zoom_ = 1;
  QPointF centre_{0.5, 0.5};  ///< what lies in the middle of the widget, in parts of the extent
  std::optional<QPointF> pressed_;
  bool dragging_ = false;
  std::vector<int> pictured_;  ///< points whose pictures are in the scene
  QPixmap scene_;              ///< all but what lies on top; null: to be painted again
};

}  // namespace convlens::ui
