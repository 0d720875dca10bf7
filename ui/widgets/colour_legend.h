#pragma once
#include <QWidget>

#include "core/render/colour_scale.h"

namespace convlens::ui {

/// A colour scale with its numbers: both ends, and 0 where it lies between.
class ColourLegend : public QWidget {
  Q_OBJECT

 public:
  explicit ColourLegend(QWidget* parent = nullptr);
  void set_scale(ColourMap map, ValueRange range);
  ValueRange range() const { return range_; }

  QSize sizeHint() const override { return minimumSizeHint(); }
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  ColourMap map_ = ColourMap::sequential;
  ValueRange range_;
};

}  // namespace convlens::ui
