#pragma once
#include <qcustomplot.h>

#include <QStringList>
#include <QWidget>
#include <vector>

namespace convlens::ui {

/// Curves over the layers of a network, a name a layer on the axis, values in percent; with a legend.
class LayerCurves : public QWidget {
  Q_OBJECT

 public:
  struct Curve {
    QString name;
    std::vector<double> percent;  ///< one a layer
    bool is_level = false;        ///< something to compare with, of no layer: a dashed line
  };

  explicit LayerCurves(QWidget* parent = nullptr);
  void set_curves(const QStringList& layers, std::vector<Curve> curves);
  const std::vector<Curve>& curves() const { return curves_; }

  QSize sizeHint() const override { return {480, 200}; }
  QSize minimumSizeHint() const override { return {240, 140}; }

 signals:
  /// The layer under the cursor.
  void layer_hovered(int layer);
  void layer_clicked(int layer);
  void left();

 protected:
  void changeEvent(QEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void recolour();
  int layer_at(const QPoint& place) const;

  QCustomPlot* plot_;
  QStringList layers_;
  std::vector<Curve> curves_;
};

}  // namespace convlens::ui
