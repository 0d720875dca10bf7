#pragma once
#include <QAbstractScrollArea>
#include <QImage>
#include <QStringList>
#include <vector>

namespace convlens::ui {

/// Many small pictures in rows, with captions; scrolls when they do not fit. Only what is visible is painted.
class TileGrid : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit TileGrid(QWidget* parent = nullptr);
  /// Captions: one a tile, or none.
  void set_tiles(std::vector<QImage> tiles, QStringList captions);
  void set_selected(int index);
  /// The longer side of a tile on the screen.
  void set_tile_side(int side);
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

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int columns() const;
  int caption_height() const;
  QSize cell() const;
  void update_scroll_bar();
  int tile_at(QPoint position) const;

  std::vector<QImage> tiles_;
  QStringList captions_;
  int side_ = 64;
  int selected_ = -1;
};

}  // namespace convlens::ui
