#pragma once
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/views/filter_values.h"

class QLabel;

namespace convlens::ui {

/// How many maps of a layer are dead on the present input; none where no ReLU stands right behind it.
struct DeadMaps {
  int dead = 0, of = 0;
  bool selected = false;  ///< the selected filter's map is dead
};

/// The statistics of the selected filter and of its layer, as a table of two columns.
class FilterNumbers : public QWidget {
  Q_OBJECT

 public:
  explicit FilterNumbers(QWidget* parent = nullptr);
  /// `change`: L2 norm of now - before.
  void show_filter(int index, const WeightStatistics& statistics, double change);
  void show_layer(const WeightStatistics& statistics, double change);
  void show_dead(const std::optional<DeadMaps>& dead);
  /// "L2 norm" of the layer's column and the like; rows in the order of the table.
  QString text(int row, int column) const;

  enum Row { kSmallest, kLargest, kMean, kNorm, kChange, kDead, kRows };

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void show_column(int column, const WeightStatistics& statistics, double change);

  QLabel* heads_[2];
  QLabel* names_[kRows];
  QLabel* values_[kRows][2];
  int index_ = 0;
  std::optional<DeadMaps> dead_;
};

}  // namespace convlens::ui
