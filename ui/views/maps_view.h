#pragma once
#include "ui/views/thumbnails.h"
#include "ui/views/view.h"

class QLabel;

namespace convlens::ui {

class ColourLegend;
class HeatMap;
class TileGrid;

/// All maps of the selected layer, and the selected one enlarged.
class MapsView : public View {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;

 private:
  void refresh_grid(const Graph& graph);
  void refresh_figure();
  Selection with_map(int map) const;

  Thumbnails thumbnails_;
  TileGrid* grid_;
  HeatMap* figure_;
  QLabel* title_;
  QLabel* figure_title_;
  ColourLegend* legend_;
  QWidget* side_;
  int layer_ = -1, map_ = 0;
};

}  // namespace convlens::ui
