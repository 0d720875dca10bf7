#pragma once
#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

#include "core/render/colour_scale.h"
#include "ui/confusion_cell.h"

class QPainter;

namespace convlens::ui {

/// How often each true class (rows) was read as each class (columns). The errors have the colour scale to themselves;
/// the diagonal is muted. A click or Enter chooses a cell, the arrow keys walk the cells. Where there are too many
/// classes for numbers, only those that occur are shown.
class ConfusionMatrix : public QWidget {
  Q_OBJECT

 public:
  explicit ConfusionMatrix(QWidget* parent = nullptr);
  /// [true class][predicted class], and a name a class.
  void set_counts(std::vector<std::vector<int>> counts, QStringList names);
  void set_chosen(std::optional<ConfusionCell> cell);
  /// Painted faintly: it is not of the network now shown.
  void set_dimmed(bool dimmed);
  int count(ConfusionCell cell) const {
    return counts_[static_cast<std::size_t>(cell.truth)][static_cast<std::size_t>(cell.predicted)];
  }
  std::optional<ConfusionCell> chosen() const { return chosen_; }
  /// Of the errors.
  ValueRange range() const { return {0, static_cast<float>(largest_error_)}; }
  /// Where a cell is on the widget; null for one that is not shown.
  QRectF cell_rect(ConfusionCell cell) const;
  /// "true 4, read as 9: 7 images".
  QString cell_text(ConfusionCell cell) const;

  QSize sizeHint() const override { return {400, 220}; }
  QSize minimumSizeHint() const override { return {160, 120}; }

 signals:
  void cell_hovered(convlens::ui::ConfusionCell cell);
  void cell_chosen(convlens::ui::ConfusionCell cell);
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void find_shown();
  void lay_out();
  std::optional<ConfusionCell> cell_at(QPointF point) const;
  void point_at(std::optional<ConfusionCell> cell);
  int place_of(int class_index) const;
  QString name(int class_index) const { return names_.value(class_index, QString::number(class_index)); }
  void paint_headers(QPainter& painter) const;
  void paint_legend(QPainter& painter) const;
  void paint_cells(QPainter& painter) const;
  void paint_cell(QPainter& painter, ConfusionCell cell) const;
  void paint_ring(QPainter& painter, ConfusionCell cell, double width) const;

  std::vector<std::vector<int>> counts_;
  QStringList names_;
  std::vector<int> shown_;  ///< classes, in the order of rows and columns
  int largest_error_ = 1;
  std::optional<ConfusionCell> chosen_, pointed_;
  bool dimmed_ = false;
  QRectF cells_;  ///< all of them
  bool upright_names_ = false, numbers_fit_ = true;
};

}  // namespace convlens::ui
