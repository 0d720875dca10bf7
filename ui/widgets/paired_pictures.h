#pragma once
#include <QImage>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// Pictures in two rows, one above the other in pairs, each row with a name and each pair with a caption. A click, or
/// the arrow keys and Enter, choose a pair.
class PairedPictures : public QWidget {
  Q_OBJECT

 public:
  struct Pair {
    QImage upper, lower;  ///< a null picture: still to come
    QString caption;
  };

  explicit PairedPictures(QWidget* parent = nullptr);
  void set_names(const QString& upper, const QString& lower);
  void set_pairs(std::vector<Pair> pairs);
  /// Shows that the pictures are not up to date.
  void set_dimmed(bool dimmed);
  int count() const { return static_cast<int>(pairs_.size()); }
  const Pair& pair(int index) const { return pairs_[static_cast<std::size_t>(index)]; }
  /// Where a pair's pictures are.
  QRectF upper_rect(int index) const;
  QRectF lower_rect(int index) const;

  QSize sizeHint() const override { return {560, 200}; }
  QSize minimumSizeHint() const override { return {200, 120}; }

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

 private:
  int line() const;
  double side() const;
  QRectF place(int index, double top, const QImage& picture) const;
  int pair_at(QPointF point) const;

  std::vector<Pair> pairs_;
  QString upper_name_, lower_name_;
  int current_ = 0;  ///< for the keyboard
  bool dimmed_ = false;
};

}  // namespace convlens::ui
