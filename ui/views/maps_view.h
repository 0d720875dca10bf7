#pragma once
#include <utility>

#include "ui/views/map_facts.h"
#include "ui/views/thumbnails.h"
#include "ui/views/view.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace convlens::ui {

class AboutText;
class ColourLegend;
class HeatMap;
class TileGrid;

/// All maps of the selected layer, by index or by activation, dead and saturated ones marked; and the
/// selected one large, with the input behind it.
class MapsView : public View {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);
  Exporter exporter() const override;

 protected:
  void refresh() override;
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void connect_parts();
  void refresh_grid();
  void refresh_title();
  void refresh_figure();
  void refresh_ghost();
  void refresh_words();
  void point_at(int map, Position at);
  void point_at_nothing();
  void zoom(int steps);
  Selection with_map(int map) const;
  const Node& node() const;

  Thumbnails thumbnails_;
  std::vector<MapFacts> facts_;
  std::vector<int> order_;  ///< the map of each tile
  int layer_ = -1, map_ = 0;
  std::pair<int, int> revealed_{-1, -1};  ///< layer and map that the grid was scrolled to
  bool rectified_ = false;  ///< and its maps have positions: "dead" means something
  int tile_side_;

  TileGrid* grid_;
  HeatMap* figure_;
  QLabel *title_, *figure_title_, *figure_words_;
  QComboBox* sort_;
  QCheckBox* ghost_;
  ColourLegend* legend_;
  QWidget* words_;
  AboutText* about_;
};

}  // namespace convlens::ui
