#include "ui/views/maps_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <algorithm>

#include "core/figures/maps_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {
constexpr int kMapTile = 64, kUnitTile = 44;

QString range_text(ValueRange range) {
  return MapsView::tr("%1 to %2").arg(short_number(range.low), short_number(range.high));
}
}  // namespace

MapsView::MapsView(QWidget* parent)
    : View(parent),
      tile_side_(kMapTile),
      grid_(new TileGrid),
      figure_(new HeatMap),
      title_(new ElidedLabel),
      figure_title_(new QLabel),
      figure_words_(new QLabel),
      sort_(new QComboBox),
      ghost_(new QCheckBox),
      legend_(new ColourLegend),
      words_(new QWidget),
      about_(new AboutText) {
  build();
  connect_parts();
  retranslate();
}

Selection MapsView::with_map(int map) const { return {layer_, map, std::nullopt, selection().class_index}; }
const Node& MapsView::node() const { return frame()->model->graph->node(layer_); }

void MapsView::point_at(int map, Position at) {
  if (!frame()) return;
  emit unit_hovered(UnitPlace{layer_, map, at});
  emit hovered(value_text(*frame(), layer_, map, at));
}

void MapsView::point_at_nothing() {
  emit unit_hovered({});
  emit hovered({});
}

void MapsView::zoom(int steps) {
  tile_side_ = zoomed_tile_side(tile_side_, steps);
  if (frame() && !node().shape.is_vector()) grid_->set_tile_side(tile_side_);
}

/// The large map is a square as high as the view, but leaves at least half of the width to the others.
void MapsView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  const int side = std::min(height() - 2 * kGrid, (width() - words_->width()) / 2);
  const int whole = std::max(figure_->minimumSizeHint().width(), side);
  figure_->setMaximumSize(whole, whole);
  layout()->activate();
}

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
  sort_->setVisible(frame() != nullptr);
  for (QWidget* part : {words_, static_cast<QWidget*>(figure_)}) part->setVisible(frame() != nullptr);
  if (!frame()) return;
  const Graph& graph = *frame()->model->graph;
  layer_ = shown_layer(graph, selection());
  const Shape& shape = node().shape;
  map_ = selection().layer == layer_ ? std::clamp(selection().map, 0, shape.channels - 1) : 0;
  rectified_ = !shape.is_vector() && is_rectified(graph, layer_);
  facts_ = facts_of_maps(frame()->activations->of(layer_));
  order_ = ordered_maps(facts_, static_cast<MapOrder>(sort_->currentData().toInt()));
  refresh_grid();
  refresh_title();
  for (QWidget* part : {words_, static_cast<QWidget*>(figure_)}) part->setVisible(!shape.is_vector());
  if (!shape.is_vector()) refresh_figure();
}

void MapsView::refresh_grid() {
  const Graph& graph = *frame()->model->graph;
  const Tensor<float>& values = frame()->activations->of(layer_);
  const bool vector = node().shape.is_vector();
  std::vector<int> counts(static_cast<std::size_t>(graph.size()), 0);
  counts[static_cast<std::size_t>(layer_)] = node().shape.channels;
  thumbnails_.update(*frame(), counts, range_scope());
  std::vector<QImage> tiles;
  std::vector<TileSign> signs;
  QStringList captions;
  for (const int map : order_) {
    const MapFacts& facts = facts_[static_cast<std::size_t>(map)];
    tiles.push_back(thumbnails_.image(layer_, map));
    captions << (vector ? QStringLiteral("%1: %2").arg(map).arg(short_number(values.at(0, map, 0, 0))) : QString::number(map));
    signs.emplace_back();
    if (rectified_ && facts.dead)
      signs.back() = {TileSign::Form::crossed_out, tr("Dead: nowhere above 0 on this input")};
    if (rectified_ && facts.saturated)
      signs.back() = {TileSign::Form::full, tr("Saturated: above 0 at every position on this input")};
  }
  grid_->set_tile_side(vector ? kUnitTile : tile_side_);
  grid_->set_tiles(std::move(tiles), captions);
  grid_->set_signs(std::move(signs));
  if (vector)
    grid_->set_pixel_values({}, 0);
  else
    grid_->set_pixel_values(
        [this](int tile, int y, int x) {
          return frame()->activations->of(layer_).at(0, order_[static_cast<std::size_t>(tile)], y, x);
        },
        common_decimals(values.samples(0, 1).values()));
  const bool chosen = selection().layer == layer_ && selection().map >= 0;
  const auto tile = std::find(order_.begin(), order_.end(), map_) - order_.begin();
  const std::pair<int, int> selected = chosen ? std::pair(layer_, map_) : std::pair(-1, -1);
  grid_->set_selected(chosen ? static_cast<int>(tile) : -1, std::exchange(revealed_, selected) != selected);
}

void MapsView::refresh_title() {
  const QString name = QString::fromStdString(node().name);
  const Shape& shape = node().shape;
  if (shape.is_vector())
    return title_->setText(tr("%1 · units: %2 · each with its value").arg(name).arg(shape.channels));
  QString text = tr("%1 · maps: %2").arg(name).arg(shape.channels);
  if (rectified_) {
    const auto dead = std::count_if(facts_.begin(), facts_.end(), [](const MapFacts& f) { return f.dead; });
    const auto full =
        std::count_if(facts_.begin(), facts_.end(), [](const MapFacts& f) { return f.saturated; });
    text += QStringLiteral(" · ") + tr("dead: %1 · saturated: %2").arg(dead).arg(full);
  }
  title_->setText(text);
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
  figure_->set_values(std::move(map), shape.height, shape.width, colours, range);
  figure_->set_marked(selection().layer == layer_ && selection().map == map_ ? selection().position
                                                                             : std::nullopt);
  legend_->set_scale(colours, range);
  refresh_ghost();
  refresh_words();
}

/// A position lies where its receptive field is centred, so the input is shifted and stretched to that.
void MapsView::refresh_ghost() {
  if (!frame() || layer_ < 0 || !ghost_->isChecked()) return figure_->set_ghost({}, {});
  const ReceptiveField field = receptive_field(*frame()->model->graph, layer_);
  const Shape& shape = node().shape;
  const QRectF behind(field.start_x + (field.width - field.stride_x) / 2.0,
                      field.start_y + (field.height - field.stride_y) / 2.0,
                      static_cast<double>(field.stride_x) * shape.width,
                      static_cast<double>(field.stride_y) * shape.height);
  figure_->set_ghost(to_qimage(frame()->activations->input), behind);
}

void MapsView::refresh_words() {
  const MapFacts& facts = facts_[static_cast<std::size_t>(map_)];
  QStringList words{range_text(extremes_of(frame()->activations->of(layer_), map_))};
  if (rectified_ && facts.dead) words << tr("dead on this input");
  if (rectified_ && facts.saturated) words << tr("saturated on this input");
  const Shape& shape = node().shape;
  figure_title_->setText(tr("Map %1 · %2×%3").arg(map_).arg(shape.height).arg(shape.width));
  figure_words_->setText(words.join(QStringLiteral(" · ")));
  grid_->setAccessibleDescription(QStringLiteral("%1: %2").arg(figure_title_->text(), figure_words_->text()));
}

}  // namespace convlens::ui
