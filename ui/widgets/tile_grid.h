#pragma once
#include <QAbstractScrollArea>
#include <QImage>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

namespace convlens::ui {

/// A small sign in a tile's corner; its words are the tile's tool tip.
struct TileSign {
  enum class Form { none, crossed_out, full };
  Form form = Form::none;
  QString words;
};

/// Many small pictures in rows, with captions; scrolls when they do not fit. Only what is visible is painted.
class TileGrid : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit TileGrid(QWidget* parent = nullptr);
  /// Captions: one a tile, or none; several lines where there are line ends in them.
  void set_tiles(std::vector<QImage> tiles, QStringList captions);
  /// reveal: scrolls to it. Not where the tile only changed its place: the grid would jump while nobody touches it.
  void set_selected(int index, bool reveal = true);
  /// The longer side of a tile on the screen, as far as the grid is that wide.
  void set_tile_side(int side);
  /// One a tile, or none.
  void set_signs(std::vector<TileSign> signs);
  /// The values behind the pixels, written into them where they are large enough; nothing for a pixel between
  /// maps.
  using PixelValue = std::function<std::optional<float>(int index, int y, int x)>;
  void set_pixel_values(PixelValue value, int decimals);
  /// Whether the pixels of a tile are large enough for their numbers.
  bool numbers_fit(int index) const;
  int count() const { return static_cast<int>(tiles_.size()); }
  int selected() const { return selected_; }
  /// Where a tile is in the viewport.
  QRect tile_rect(int index) const;

  QSize sizeHint() const override { return {360, 200}; }

 signals:
  void tile_clicked(int index);
  /// A pixel of a tile's picture under the cursor.
  void pixel_hovered(int index, int y, int x);
  void left();
  /// + and -, and the wheel with Ctrl: larger for positive steps.
  void zoom_requested(int steps);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  int side() const;
  int tile_height() const;
  QRect picture_rect(int index) const;
  void paint_tile(QPainter& painter, int index) const;
  void paint_numbers(QPainter& painter, int index) const;
  void paint_sign(QPainter& painter, int index) const;
  int columns() const;
  int caption_height() const;
  QSize cell() const;
  void update_scroll_bar();
  int tile_at(QPoint position) const;

  std::vector<QImage> tiles_;
  QStringList captions_;
  std::vector<TileSign> signs_;
  PixelValue pixel_value_;
  int decimals_ = 0;
  int wheel_angle_ = 0;  ///< not yet a step
  int side_ = 64;
  int caption_lines_ = 1;
  double tallest_ = 1;  ///< of the pictures' heights, in widths; a tile is never higher than wide
  int selected_ = -1;
};

/// The next larger (or smaller) side of a tile, within what is useful.
int zoomed_tile_side(int side, int steps);

}  // namespace convlens::ui
