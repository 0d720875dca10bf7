#pragma once
#include <qcustomplot.h>

#include <QWidget>
#include <vector>

#include "ui/widgets/curve_series.h"

namespace convlens::ui {

/// A small plot over training steps: title, one or two curves, themed by the palette.
class CurvePlot : public QWidget {
  Q_OBJECT

 public:
  enum class Kind { loss, accuracy };
  explicit CurvePlot(Kind kind, QWidget* parent = nullptr);

  /// A training batch's value; accuracy as 0..1.
  void add_training(double step, double value);
  /// A measurement on the test split, drawn as a point.
  void add_test(double step, double value);
  void set_steps(double total);
  void clear();
  /// Brings what was added onto the screen; once a status, not once a value.
  void refresh();

  QSize sizeHint() const override { return {320, 128}; }
  QSize minimumSizeHint() const override { return {180, 104}; }
  const CurveSeries& training() const { return training_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void recolour();
  void retranslate();

  Kind kind_;
  QCustomPlot* plot_;
  class QLabel* title_;
  CurveSeries training_;
  std::vector<double> test_x_, test_y_;
  double total_ = 0;
};

}  // namespace convlens::ui
