#include "ui/views/maps_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/figures/maps_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {
constexpr int kMapTile = 64, kUnitTile = 44;
constexpr int kSideWidth = 224;
}  // namespace

MapsView::MapsView(QWidget* parent)
    : View(parent),
      grid_(new TileGrid),
      figure_(new HeatMap),
      title_(new QLabel),
      figure_title_(new QLabel),
      legend_(new ColourLegend),
      side_(new QWidget) {
  auto* left_column = new QVBoxLayout;
  left_column->setSpacing(0);
  left_column->addWidget(title_);
  left_column->addWidget(grid_, 1);
  auto* side_column = new QVBoxLayout(side_);
  side_column->setContentsMargins(kGrid, 0, 0, 0);
  side_column->setSpacing(kGrid / 2);
  side_column->addWidget(figure_title_);
  side_column->addWidget(figure_, 1);
  side_column->addWidget(legend_, 0, Qt::AlignHCenter);
  side_->setFixedWidth(kSideWidth);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  row->setSpacing(0);
  row->addLayout(left_column, 1);
  row->addWidget(side_);
  title_->setContentsMargins(kGrid, 0, 0, 0);
  connect(grid_, &TileGrid::tile_clicked, this, [this](int map) { emit selection_requested(with_map(map)); });
  connect(grid_, &TileGrid::pixel_hovered, this, [this](int map, int y, int x) {
    if (frame()) emit hovered(value_text(*frame(), layer_, map, {y, x}));
  });
  connect(grid_, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(figure_, &HeatMap::position_hovered, this, [this](Position at) {
    if (frame()) emit hovered(value_text(*frame(), layer_, map_, at));
  });
  connect(figure_, &HeatMap::left, this, [this] { emit hovered({}); });
  connect(figure_, &HeatMap::position_clicked, this, [this](Position at) {
    Selection next = with_map(map_);
    next.position = at;
    emit selection_requested(next);
  });
  retranslate();
}

void MapsView::retranslate() {
  grid_->setAccessibleName(tr("Feature maps of the layer"));
  figure_->setAccessibleName(tr("The selected feature map, enlarged"));
  if (!frame()) title_->setText(tr("Waiting for the first answer of the network."));
}

Selection MapsView::with_map(int map) const { return {layer_, map, std::nullopt, selection().class_index}; }

Exporter MapsView::exporter() const {
  if (!frame()) return {};
  return [shown = frame(), layer = shown_layer(*frame()->model->graph, selection())] {
    const Graph& graph = *shown->model->graph;
    const LayerStems stems(graph);
    FigureFiles files;
    for (const int node : {kGraphInput, layer})
      for (FigureFile& file : maps_figure(graph, *shown->activations, node, stems, Tables::csv))
        files.push_back(std::move(file));
    return files;
  };
}

void MapsView::refresh() {
  side_->setVisible(frame() != nullptr);
  if (!frame()) return;
  const Graph& graph = *frame()->model->graph;
  layer_ = shown_layer(graph, selection());
  const Node& node = graph.node(layer_);
  map_ = selection().layer == layer_ ? std::clamp(selection().map, 0, node.shape.channels - 1) : 0;
  refresh_grid(graph);
  side_->setVisible(!node.shape.is_vector());
  if (!node.shape.is_vector()) refresh_figure();
}

void MapsView::refresh_grid(const Graph& graph) {
  const Node& node = graph.node(layer_);
  const QString name = QString::fromStdString(node.name);
  const bool vector = node.shape.is_vector();
  title_->setText(vector ? tr("%1 · units: %2 · each with its value").arg(name).arg(node.shape.channels)
                         : tr("%1 · feature maps: %2 · size %3×%4")
                               .arg(name)
                               .arg(node.shape.channels)
                               .arg(node.shape.height)
                               .arg(node.shape.width));
  std::vector<int> counts(static_cast<std::size_t>(graph.size()), 0);
  counts[static_cast<std::size_t>(layer_)] = node.shape.channels;
  thumbnails_.update(*frame(), counts, range_scope());
  std::vector<QImage> tiles;
  QStringList captions;
  for (int i = 0; i < node.shape.channels; ++i) {
    tiles.push_back(thumbnails_.image(layer_, i));
    captions << (vector ? short_number(frame()->activations->of(layer_).at(0, i, 0, 0)) : QString::number(i));
  }
  grid_->set_tile_side(vector ? kUnitTile : kMapTile);
  grid_->set_tiles(std::move(tiles), captions);
  grid_->set_selected(selection().layer == layer_ && selection().map >= 0 ? map_ : -1);
}

void MapsView::refresh_figure() {
  const Tensor<float>& values = frame()->activations->of(layer_);
  const Shape& shape = values.shape();
  std::vector<float> map;
  map.reserve(static_cast<std::size_t>(shape.height) * shape.width);
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x) map.push_back(values.at(0, map_, y, x));
  const ColourMap colours = colour_map_of(*frame()->model->graph, layer_);
  const ValueRange range = range_of_map(*frame(), layer_, map_, range_scope());
  const ValueRange extremes = extremes_of(values, map_);
  figure_->set_values(std::move(map), shape.height, shape.width, colours, range);
  figure_->set_marked(selection().layer == layer_ && selection().map == map_ ? selection().position
                                                                             : std::nullopt);
  legend_->set_scale(colours, range);
  figure_title_->setText(
      tr("Map %1 · %2 to %3").arg(map_).arg(short_number(extremes.low), short_number(extremes.high)));
}

}  // namespace convlens::ui
