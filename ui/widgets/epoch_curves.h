#pragma once
#include <qcustomplot.h>

#include <QWidget>
#include <vector>

namespace convlens::ui {

/// Curves of several trainings over their epochs, a colour each (core/render's class_colour), under a title.
class EpochCurves : public QWidget {
  Q_OBJECT

 public:
  struct Curve {
    QString name;
    std::vector<double> epochs, values;  ///< values that are no number interrupt the curve
  };
  enum class Legend { none, beside };

  explicit EpochCurves(Legend legend, QWidget* parent = nullptr);
  void set_title(const QString& title);
  /// epochs: the end of the axis. low, high: of the values.
  void set_curves(std::vector<Curve> curves, double epochs, double low, double high);
  const std::vector<Curve>& curves() const { return curves_; }

  QSize sizeHint() const override { return {320, 200}; }
  QSize minimumSizeHint() const override { return {200, 120}; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void recolour();

  QCustomPlot* plot_;
  class QLabel* title_;
  std::vector<Curve> curves_;
};

}  // namespace convlens::ui
