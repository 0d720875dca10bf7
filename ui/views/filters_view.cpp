#include "ui/views/filters_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/figures/filters_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kFilterTile = 52, kKernelTile = 40;
constexpr int kSideWidth = 208, kMiddleWidth = 216;
constexpr int kMosaicGap = 1;

QVBoxLayout* column_of(std::initializer_list<QWidget*> widgets) {
  auto* column = new QVBoxLayout;
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  for (QWidget* widget : widgets) column->addWidget(widget, qobject_cast<QLabel*>(widget) ? 0 : 1);
  return column;
}

}  // namespace

std::optional<int> convolution_at_or_before(const Graph& graph, int layer) {
  while (layer != kGraphInput) {
    const Node& node = graph.node(layer);
    if (node.layer->kind() == "conv2d") return layer;
    if (node.inputs.empty()) return {};
    layer = node.inputs.front();
  }
  return {};
}

FiltersView::FiltersView(QWidget* parent)
    : View(parent),
      title_(new QLabel),
      kernels_title_(new QLabel),
      kernel_title_(new QLabel),
      grid_(new TileGrid),
      kernels_(new TileGrid),
      kernel_(new HeatMap),
      legend_(new ColourLegend),
      middle_(new QWidget),
      side_(new QWidget) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  row->setSpacing(kGrid);
  row->addLayout(column_of({title_, grid_}), 1);
  middle_->setLayout(column_of({kernels_title_, kernels_}));
  middle_->setFixedWidth(kMiddleWidth);
  row->addWidget(middle_);
  auto* side = column_of({kernel_title_, kernel_});
  side->addWidget(legend_, 0, Qt::AlignHCenter);
  side_->setLayout(side);
  side_->setFixedWidth(kSideWidth);
  row->addWidget(side_);
  for (QLabel* label : {title_, kernels_title_}) label->setContentsMargins(kGrid, 0, 0, 0);
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  grid_->set_tile_side(kFilterTile);
  kernels_->set_tile_side(kKernelTile);

  connect(grid_, &TileGrid::tile_clicked, this, [this](int out) {
    // The convolution becomes the selected layer: the other views then show the maps that these filters make.
    emit selection_requested({layer_, out, std::nullopt, selection().class_index});
  });
  connect(grid_, &TileGrid::pixel_hovered, this, [this](int out, int y, int x) {
    const int cell_y = filters_.height + kMosaicGap, cell_x = filters_.width + kMosaicGap;
    const int in = y / cell_y * mosaic_columns() + x / cell_x;
    if (y % cell_y < filters_.height && x % cell_x < filters_.width && in < filters_.in)
      tell(out, in, y % cell_y, x % cell_x);
  });
  connect(kernels_, &TileGrid::tile_clicked, this, [this](int in) {
    in_ = in;
    refresh_kernels();
  });
  connect(kernels_, &TileGrid::pixel_hovered, this, [this](int in, int y, int x) { tell(out_, in, y, x); });
  connect(kernel_, &HeatMap::position_hovered, this, [this](Position at) { tell(out_, in_, at.y, at.x); });
  for (TileGrid* grid : {grid_, kernels_}) connect(grid, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(kernel_, &HeatMap::left, this, [this] { emit hovered({}); });
  retranslate();
}

void FiltersView::retranslate() {
  grid_->setAccessibleName(tr("Filters of the layer"));
  kernels_->setAccessibleName(tr("Kernels of the selected filter, one an input channel"));
  kernel_->setAccessibleName(tr("The selected kernel with its weights"));
  if (!frame()) title_->setText(tr("Waiting for the network."));
}

float FiltersView::weight(int out, int in, int y, int x) const {
  return filters_
      .values[((static_cast<std::size_t>(out) * filters_.in + in) * filters_.height + y) * filters_.width +
              x];
}

void FiltersView::tell(int out, int in, int y, int x) {
  if (!frame() || filters_.values.empty()) return;
  const QString name = QString::fromStdString(frame()->model->graph->node(layer_).name);
  emit hovered(tr("%1 · filter %2, channel %3 · y %4, x %5 · weight %6")
                   .arg(name)
                   .arg(out)
                   .arg(in)
                   .arg(y)
                   .arg(x)
                   .arg(exact_number(weight(out, in, y, x))));
}

int FiltersView::mosaic_columns() const {
  return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(filters_.in))));
}

ValueRange FiltersView::range_of_filter(int out) const {
  const std::span<const float> all(filters_.values);
  const std::size_t size = all.size() / static_cast<std::size_t>(filters_.out);
  const bool one = range_scope() == RangeScope::map;
  return range_of(one ? all.subspan(static_cast<std::size_t>(out) * size, size) : all, ColourMap::diverging);
}

QImage FiltersView::mosaic(int out) const {
  const int columns = mosaic_columns(), rows = (filters_.in + columns - 1) / columns;
  QImage image(columns * (filters_.width + kMosaicGap) - kMosaicGap,
               rows * (filters_.height + kMosaicGap) - kMosaicGap, QImage::Format_RGB32);
  image.fill(palette().color(QPalette::Window));
  const ValueRange range = range_of_filter(out);
  for (int in = 0; in < filters_.in; ++in)
    for (int y = 0; y < filters_.height; ++y)
      for (int x = 0; x < filters_.width; ++x)
        image.setPixel(in % columns * (filters_.width + kMosaicGap) + x,
                       in / columns * (filters_.height + kMosaicGap) + y,
                       colour_rgb(weight(out, in, y, x), ColourMap::diverging, range));
  return image;
}

Exporter FiltersView::exporter() const {
  if (!frame()) return {};
  const Graph& graph = *frame()->model->graph;
  const auto layer = convolution_at_or_before(graph, shown_layer(graph, selection()));
  if (!layer) return {};
  return [model = frame()->model, layer = *layer] { return filters_figure(*model, layer, Tables::csv); };
}

void FiltersView::refresh() {
  const auto layer = frame() ? convolution_at_or_before(*frame()->model->graph,
                                                        shown_layer(*frame()->model->graph, selection()))
                             : std::nullopt;
  for (QWidget* widget : {static_cast<QWidget*>(grid_), side_}) widget->setVisible(layer.has_value());
  middle_->setVisible(false);
  if (!layer) {
    if (frame())
      title_->setText(tr("There is no convolution at or before this layer, so there are no filters."));
    return;
  }
  const Graph& graph = *frame()->model->graph;
  layer_ = *layer;
  filters_ = filters_of(*frame()->model, layer_);
  // The maps of the layers right behind a convolution are its filters' answers, one for one.
  const bool same_units = selection().layer >= 0 && selection().layer < graph.size() &&
                          graph.node(selection().layer).shape.channels == filters_.out;
  out_ = same_units ? std::clamp(selection().map, 0, filters_.out - 1) : 0;
  in_ = std::min(in_, filters_.in - 1);
  std::vector<QImage> tiles;
  QStringList captions;
  for (int out = 0; out < filters_.out; ++out) {
    tiles.push_back(mosaic(out));
    captions << QString::number(out);
  }
  grid_->set_tiles(std::move(tiles), captions);
  grid_->set_selected(out_);
  refresh_titles(graph);
  refresh_kernels();
}

void FiltersView::refresh_titles(const Graph& graph) {
  const QString name = QString::fromStdString(graph.node(layer_).name);
  const QString size = QStringLiteral("%1×%2×%3").arg(filters_.in).arg(filters_.height).arg(filters_.width);
  if (selection().layer >= 0 && selection().layer != layer_ && selection().layer < graph.size())
    title_->setText(tr("%1 has no filters of its own · before it %2 · filters: %3 · size %4")
                        .arg(QString::fromStdString(graph.node(selection().layer).name), name)
                        .arg(filters_.out)
                        .arg(size));
  else
    title_->setText(tr("%1 · filters: %2 · size %3").arg(name).arg(filters_.out).arg(size));
  title_->setToolTip(title_->text());
}

void FiltersView::refresh_kernels() {
  const ValueRange range = range_of_filter(out_);
  middle_->setVisible(filters_.in > 1);
  std::vector<QImage> tiles;
  QStringList captions;
  for (int in = 0; in < filters_.in && filters_.in > 1; ++in) {
    QImage tile(filters_.width, filters_.height, QImage::Format_RGB32);
    for (int y = 0; y < filters_.height; ++y)
      for (int x = 0; x < filters_.width; ++x)
        tile.setPixel(x, y, colour_rgb(weight(out_, in, y, x), ColourMap::diverging, range));
    tiles.push_back(tile);
    captions << QString::number(in);
  }
  kernels_->set_tiles(std::move(tiles), captions);
  kernels_->set_selected(in_);
  kernels_title_->setText(tr("Filter %1: a kernel a channel").arg(out_));
  const std::size_t area = static_cast<std::size_t>(filters_.height) * filters_.width;
  const auto first = filters_.values.begin() +
                     static_cast<std::ptrdiff_t>((static_cast<std::size_t>(out_) * filters_.in + in_) * area);
  kernel_->set_values({first, first + static_cast<std::ptrdiff_t>(area)}, filters_.height, filters_.width,
                      ColourMap::diverging, range);
  kernel_title_->setText(filters_.in > 1 ? tr("Filter %1, channel %2").arg(out_).arg(in_)
                                         : tr("Filter %1").arg(out_));
  legend_->set_scale(ColourMap::diverging, range);
}

}  // namespace convlens::ui
