#pragma once
#include <QStringList>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// The probabilities of two answers beside each other, class by class, and their difference as a bar from the middle:
/// three columns. Of many classes those that either side finds most likely.
class PairedBars : public QWidget {
  Q_OBJECT

 public:
  explicit PairedBars(QWidget* parent = nullptr);
  /// One name a class; of one length all.
  void set_bars(std::vector<float> a, std::vector<float> b, const QStringList& names);
  void set_dimmed(bool dimmed);
  int rows() const { return static_cast<int>(order_.size()); }
  /// Where a row is on the widget.
  QRectF row_rect(int row) const;

  QSize sizeHint() const override { return {480, 160}; }
  QSize minimumSizeHint() const override { return {200, 90}; }

 signals:
  /// Both values and the difference, in words; empty when the cursor has left.
  void hovered(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QString name_of(std::size_t index) const;
  std::size_t rows_that_fit() const;
  void choose_rows();
  void resizeEvent(QResizeEvent* event) override;
  void paint_bar(QPainter& painter, const QRectF& place, float value, float reach, bool both_ways, const QString& number) const;

  std::vector<float> a_, b_;
  QStringList names_;
  std::vector<std::size_t> order_;  ///< the classes shown
  bool dimmed_ = false;
};

}  // namespace convlens::ui
