#pragma once
#include <QMetaType>

namespace convlens::ui {

/// A cell of the confusion matrix: the pictures of one class that were read as another, or as the same one.
struct ConfusionCell {
  int truth = 0, predicted = 0;
  friend bool operator==(const ConfusionCell&, const ConfusionCell&) = default;
};

}  // namespace convlens::ui
