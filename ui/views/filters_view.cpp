#include "ui/views/filters_view.h"

#include <QButtonGroup>
#include <QToolButton>
#include <algorithm>

#include "core/figures/filters_figure.h"
#include "ui/paint/numbers.h"
#include "ui/views/filter_numbers.h"
#include "ui/views/filter_pictures.h"
#include "ui/views/map_facts.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {

FiltersView::FiltersView(QWidget* parent)
    : View(parent),
      title_(new ElidedLabel),
      kernels_title_(new ElidedLabel),
      kernel_title_(new ElidedLabel),
      which_(new QButtonGroup(this)),
      keep_(new QToolButton),
      smaller_(new QToolButton),
      larger_(new QToolButton),
      grid_(new TileGrid),
      kernels_(new TileGrid),
      kernel_(new HeatMap),
      legend_(new ColourLegend),
      numbers_(new FilterNumbers),
      about_(new AboutText),
      head_(new QWidget),
      middle_(new QWidget),
      side_(new QWidget),
      words_(new QWidget) {
  build();
  connect_parts();
  retranslate();
  zoom(0);
}

/// Also while hidden: what a training began with is gone by the time that somebody looks.
void FiltersView::frame_seen(const Frame& frame) {
  if (!before_ || before_->graph != frame.model->graph) before_ = frame.model;
}

void FiltersView::keep() {
  if (!frame()) return;
  before_ = frame()->model;
  kept_ = before_;
  refresh();
}

/// The button answers, as long as the weights of now are the kept ones.
void FiltersView::show_kept() { keep_->setText(frame() && kept_ == frame()->model ? tr("✓ Kept") : tr("Keep")); }

WeightsShown FiltersView::shown() const { return static_cast<WeightsShown>(which_->checkedId()); }

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
  show_parts(layer.has_value());
  if (!layer) {
    if (frame())
      title_->setText(tr("There is no convolution at or before this layer, so there are no filters."));
    return;
  }
  layer_ = *layer;
  const Graph& graph = *frame()->model->graph;
  const bool others = refresh_filters();
  // The maps of the layers right behind a convolution are its filters' answers, one for one.
  const bool same_units = selection().layer >= 0 && selection().layer < graph.size() &&
                          graph.node(selection().layer).shape.channels == filters_.out;
  const int out = same_units ? std::clamp(selection().map, 0, filters_.out - 1) : 0;
  const bool another = others || out != out_;
  out_ = out;
  in_ = std::min(in_, filters_.in - 1);
  if (others) refresh_gallery();
  grid_->set_selected(out_);
  middle_->setVisible(filters_.in > 1);
  refresh_titles();
  if (another) {
    refresh_kernels();
    refresh_numbers();
  }
  refresh_dead_maps();
}

/// One scale for both, so that Now and Before can be compared by eye.
ValueRange FiltersView::common_range(std::span<const float> shown, std::span<const float> compared) {
  const ValueRange a = range_of(shown, ColourMap::diverging);
  if (compared.empty()) return a;
  const ValueRange b = range_of(compared, ColourMap::diverging);
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// False where nothing has changed: a pen move brings another frame, but the same weights.
bool FiltersView::refresh_filters() {
  const Source source{{frame()->model, before_}, layer_, shown(), range_scope()};
  if (source == source_) return false;
  source_ = source;
  filters_ = filters_shown(source_.models, layer_, source_.shown);
  compared_ = filters_compared_with(source_.models, layer_, source_.shown);
  colours_ = looks_at_colours(*frame()->model->graph, layer_);
  shared_range_ =
      range_scope() == RangeScope::network
          ? scale_range(network_weights_range(source_.models, source_.shown), ColourMap::diverging)
          : common_range(filters_.values, compared_.values);
  return true;
}

ValueRange FiltersView::range_of_filter(int out) const {
  if (range_scope() != RangeScope::map) return shared_range_;
  return common_range(filter_of(filters_, out),
                      compared_.values.empty() ? std::span<const float>() : filter_of(compared_, out));
}

void FiltersView::refresh_gallery() {
  std::vector<QImage> tiles;
  QStringList captions;
  for (int out = 0; out < filters_.out; ++out) {
    tiles.push_back(colours_ ? colour_picture(filters_, out, range_of_filter(out))
                             : filter_mosaic(filters_, out, range_of_filter(out)));
    captions << QString::number(out);
  }
  grid_->set_tiles(std::move(tiles), captions);
  if (colours_)
    grid_->set_pixel_values({}, 0);
  else
    grid_->set_pixel_values([this](int out, int y, int x) { return mosaic_weight(out, y, x); },
                            common_decimals(filters_.values));
}

std::optional<float> FiltersView::mosaic_weight(int out, int y, int x) const {
  const auto place = place_in_mosaic(filters_, y, x);
  if (!place) return {};
  return kernel_of(filters_, out, place->in)[static_cast<std::size_t>(place->y * filters_.width + place->x)];
}

void FiltersView::refresh_kernels() {
  const ValueRange range = range_of_filter(out_);
  std::vector<QImage> tiles;
  QStringList captions;
  for (int in = 0; in < filters_.in && filters_.in > 1; ++in) {
    tiles.push_back(kernel_picture(filters_, out_, in, range));
    captions << QString::number(in);
  }
  if (colours_) captions = {tr("red"), tr("green"), tr("blue")};
  kernels_->set_tiles(std::move(tiles), captions);
  kernels_->set_pixel_values(
      [this](int in, int y, int x) {
        return kernel_of(filters_, out_, in)[static_cast<std::size_t>(y * filters_.width + x)];
      },
      common_decimals(filters_.values));
  grid_->setAccessibleDescription(tr("Filter %1").arg(out_));
  kernels_title_->setText(tr("Filter %1: a kernel a channel").arg(out_));
  refresh_kernel();
}

void FiltersView::refresh_kernel() {
  const ValueRange range = range_of_filter(out_);
  const std::span<const float> kernel = kernel_of(filters_, out_, in_);
  kernels_->set_selected(in_);
  kernel_->set_values({kernel.begin(), kernel.end()}, filters_.height, filters_.width, ColourMap::diverging,
                      range);
  kernel_title_->setText(filters_.in > 1 ? tr("Filter %1, channel %2").arg(out_).arg(in_)
                                         : tr("Filter %1").arg(out_));
  legend_->set_scale(ColourMap::diverging, range);
}

void FiltersView::refresh_numbers() {
  const Filters change = filters_shown(source_.models, layer_, WeightsShown::change);
  numbers_->show_filter(out_, statistics_of(filter_of(filters_, out_)),
                        statistics_of(filter_of(change, out_)).norm);
  numbers_->show_layer(statistics_of(filters_.values), statistics_of(change.values).norm);
}

void FiltersView::refresh_dead_maps() {
  const auto rectifier = rectifier_behind(*frame()->model->graph, layer_);
  if (!rectifier) return numbers_->show_dead({});
  const std::vector<MapFacts> facts = facts_of_maps(frame()->activations->of(*rectifier));
  DeadMaps dead{0, static_cast<int>(facts.size()), facts[static_cast<std::size_t>(out_)].dead};
  for (const MapFacts& map : facts) dead.dead += map.dead;
  numbers_->show_dead(dead);
}

void FiltersView::refresh_titles() {
  const Graph& graph = *frame()->model->graph;
  const QString name = QString::fromStdString(graph.node(layer_).name);
  const QString size = QStringLiteral("%1×%2×%3").arg(filters_.in).arg(filters_.height).arg(filters_.width);
  QString text = tr("%1 · filters: %2 · size %3").arg(name).arg(filters_.out).arg(size);
  if (selection().layer >= 0 && selection().layer != layer_ && selection().layer < graph.size())
    text = tr("%1 has no filters of its own · before it %2 · filters: %3 · size %4")
               .arg(QString::fromStdString(graph.node(selection().layer).name), name)
               .arg(filters_.out)
               .arg(size);
  if (source_.shown != WeightsShown::now && before_ == frame()->model)
    text = tr("%1 · nothing to compare yet: the weights of now are those of before. Train, then look again.").arg(name);
  title_->setText(text);
  show_kept();
}

void FiltersView::tell(int out, int in, int y, int x) {
  if (!frame() || filters_.values.empty()) return;
  const QString name = QString::fromStdString(frame()->model->graph->node(layer_).name);
  const float weight = kernel_of(filters_, out, in)[static_cast<std::size_t>(y * filters_.width + x)];
  const QString text = source_.shown == WeightsShown::change
                           ? tr("%1 · filter %2, channel %3 · y %4, x %5 · change of the weight %6")
                           : tr("%1 · filter %2, channel %3 · y %4, x %5 · weight %6");
  emit hovered(text.arg(name).arg(out).arg(in).arg(y).arg(x).arg(exact_number(weight)));
}

}  // namespace convlens::ui
