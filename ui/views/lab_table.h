#pragma once
#include <QTableWidget>

#include "core/study/lab_state.h"

namespace convlens::ui {

/// The variants of a lab, a line each: accuracies, parameters, work, time, dead filters, and the first
/// filters as a small gallery. A click on a column's name sorts by it.
class LabTable : public QTableWidget {
  Q_OBJECT

 public:
  explicit LabTable(QWidget* parent = nullptr);
  /// current: the variant that is trained now; -1: none.
  void show_lab(const LabState& state, int current);
  /// The variant of the chosen line; -1: none.
  int chosen() const;
  void choose(int variant);
  void retranslate();

  QSize sizeHint() const override { return {480, 200}; }
  QSize minimumSizeHint() const override { return {240, 96}; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  int row_of(int variant) const;
  void show_variant(int row, const LabVariant& variant, int index, bool is_current);
};

}  // namespace convlens::ui
