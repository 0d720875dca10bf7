#pragma once
#include <QTableWidget>
#include <vector>

namespace convlens::ui {

/// A kernel's numbers in cells, coloured by their values, to be changed by hand: Enter or a double click begins, what is
/// no number is put back.
class KernelEditor : public QTableWidget {
  Q_OBJECT

 public:
  explicit KernelEditor(QWidget* parent = nullptr);
  /// In row order. Does not emit edited().
  void set_kernel(const std::vector<float>& values, int height, int width);
  const std::vector<float>& values() const { return values_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {96, 96}; }

 signals:
  void edited(const std::vector<float>& values);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void take(int row, int column);
  void paint_cells();
  void fit();

  std::vector<float> values_;
};

}  // namespace convlens::ui
