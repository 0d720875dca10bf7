#pragma once
#include <QAbstractScrollArea>
#include <QImage>
#include <QStringList>
#include <functional>
#include <optional>

namespace convlens::ui {

/// A thumbnail with its words.
struct GridPicture {
  QImage image;
  QStringList captions;  ///< the first one that fits is painted, else the last one, shortened
  bool wrong = false;    ///< framed and written in the warning colour; the caption bears a sign as well
};

/// Any number of pictures in rows. Asks for those that are visible only, so that tens of thousands scroll as smoothly
/// as ten. Arrow keys, Page Up and Down, Home and End walk; a click or Enter chooses.
class PictureGrid : public QAbstractScrollArea {
  Q_OBJECT

 public:
  using Source = std::function<GridPicture(int index)>;

  explicit PictureGrid(QWidget* parent = nullptr);
  /// Keeps the place that it is scrolled to.
  void set_pictures(int count, Source source);
  void scroll_to_top();
  /// -1: none.
  void set_current(int index);
  void set_dimmed(bool dimmed);
  /// Said where there are no pictures.
  void set_hint(const QString& hint);
  /// What a screen reader says of the current picture.
  void describe(const QString& words);
  int count() const { return count_; }
  int current() const { return current_; }
  /// Where a picture is in the viewport, without its caption.
  QRect picture_rect(int index) const;
  /// The pictures that are at least partly in sight: [first, last).
  std::pair<int, int> visible() const;

  QSize sizeHint() const override { return {360, 200}; }

 signals:
  void chosen(int index);
  void current_changed(int index);
  void hovered(int index);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void lay_out();
  void reveal(int index);
  void move_to(int index);
  std::optional<int> picture_at(QPoint point) const;
  void paint_picture(QPainter& painter, int index) const;
  void paint_caption(QPainter& painter, const GridPicture& picture, const QRect& place) const;

  Source source_;
  int count_ = 0, current_ = -1;
  int columns_ = 1, caption_height_ = 0;
  QSize cell_;
  QString hint_;
  bool dimmed_ = false;
};

}  // namespace convlens::ui
