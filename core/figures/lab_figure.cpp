#include "core/figures/lab_figure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/figures/lab_table.h"
#include "core/render/line_plot.h"
#include "core/render/picture_table.h"

namespace convlens {
namespace {

constexpr int kPerCent = 100;
constexpr double kAccuracyStep = 10;   // the axis begins at a multiple of it
constexpr float kSmallestTop = 1e-3f;  // of an axis on which all is 0
constexpr int kMostFilters = 16, kTile = 44;
constexpr int kColourChannels = 3;

double share_of_dead(const LabLook& look) {
  const DeadMaps all = total_of(look.dead);
  return all.maps == 0 ? 0 : static_cast<double>(all.dead) / all.maps;
}

/// The values of a look, in the order of lab-curves.npy.
std::vector<double> values_of(const LabLook& look) {
  return {look.epochs, look.loss, look.held_out, look.seconds, share_of_dead(look)};
}
enum Value : std::size_t { kEpochs, kLoss, kHeldOut, kSeconds, kDead, kValues };

void add_curves(FigureFiles& files, const LabState& state, Tables tables) {
  std::size_t looks = 0;
  for (const LabVariant& one : state.variants) looks = std::max(looks, one.progress.looks.size());
  if (looks == 0) return;
  std::vector<float> values;
  for (const LabVariant& one : state.variants)
    for (std::size_t i = 0; i < looks; ++i) {
      const bool there = i < one.progress.looks.size();
      const auto row = there ? values_of(one.progress.looks[i])
                             : std::vector<double>(kValues, std::numeric_limits<double>::quiet_NaN());
      for (const double value : row) values.push_back(static_cast<float>(value));
    }
  const Dimension dimensions[] = {{"variant", static_cast<std::int64_t>(state.variants.size())},
                                  {"look", static_cast<std::int64_t>(looks)},
                                  {"value", static_cast<std::int64_t>(kValues)}};
  add_array(files, "lab-curves", dimensions, values, tables);
}

LinePlot plot_of(const LabState& state, Value value, double factor) {
  LinePlot plot;
  plot.x_title = "epochs";
  plot.x = {0, static_cast<float>(state.settings.epochs)};
  for (const LabVariant& one : state.variants) {
    PlotLine line{.name = to_string(one.variant), .x = {}, .y = {}};
    for (const LabLook& look : one.progress.looks) {
      const auto values = values_of(look);
      line.x.push_back(static_cast<float>(values[kEpochs]));
      line.y.push_back(static_cast<float>(factor * values[value]));
    }
    plot.lines.push_back(std::move(line));
  }
  return plot;
}

/// Smallest and largest value that is a number; 0 and 0 where there is none.
ValueRange extremes_of(const LinePlot& plot) {
  ValueRange range{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
  for (const PlotLine& line : plot.lines)
    for (const float y : line.y) {
      if (!std::isfinite(y)) continue;
      range.low = std::min(range.low, y);
      range.high = std::max(range.high, y);
    }
  return range.low <= range.high ? range : ValueRange{0, 0};
}

/// The data set without the place where it happens to lie.
std::string about(const LabState& state) {
  const std::string& data = state.settings.data;
  return state.settings.model + " on " + data.substr(0, data.find(':'));
}

void add_plots(FigureFiles& files, const LabState& state) {
  LinePlot accuracy = plot_of(state, kHeldOut, kPerCent);
  accuracy.title = "accuracy on held-out pictures: " + about(state);
  accuracy.y_title = "%";
  const double low = static_cast<double>(extremes_of(accuracy).low);
  accuracy.y = {static_cast<float>(std::floor(low / kAccuracyStep) * kAccuracyStep), kPerCent};
  add_picture(files, "lab-accuracy", paint_line_plot(accuracy));
  LinePlot loss = plot_of(state, kLoss, 1);
  loss.title = "training loss: " + about(state);
  loss.y_title = "cross-entropy, since the look before";
  loss.y = {0, std::max(kSmallestTop, extremes_of(loss).high)};
  add_picture(files, "lab-loss", paint_line_plot(loss));
  LinePlot dead = plot_of(state, kDead, kPerCent);
  dead.title = "dead filters: " + about(state);
  dead.y_title = "% of all maps never fire on held-out pictures";
  dead.y = {0, std::max(1.0f, extremes_of(dead).high)};
  add_picture(files, "lab-dead", paint_line_plot(dead));
}

Pixels paint_filter(const Filters& filters, std::size_t filter, float end, int zoom) {
  const std::size_t area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
  const std::size_t size = area * static_cast<std::size_t>(filters.in);
  const auto values = std::span(filters.values).subspan(filter * size, size);
  return filters.in == kColourChannels ? paint_rgb(values, filters.height, filters.width, {-end, end}, zoom)
                                       : paint_map(values.first(area), filters.height, filters.width,
                                                   ColourMap::diverging, {-end, end}, zoom);
}

void add_filters(FigureFiles& files, const LabState& state) {
  int columns = 0;
  for (const LabVariant& one : state.variants)
    columns = std::max(columns, std::min(one.filters.out, kMostFilters));
  if (columns == 0) return;
  PictureTable table{.title = "first filters: " + about(state), .columns = {}, .rows = {}, .pictures = {}};
  for (int column = 0; column < columns; ++column) table.columns.push_back(std::to_string(column));
  for (std::size_t i = 0; i < state.variants.size(); ++i) {
    const Filters& filters = state.variants[i].filters;
    table.rows.push_back(to_string(state.variants[i].variant));
    const float end = range_of(filters.values, ColourMap::diverging).high;
    const int zoom = std::max(1, kTile / std::max({1, filters.height, filters.width}));
    for (int column = 0; column < columns; ++column)
      table.pictures.push_back(column < filters.out
                                   ? paint_filter(filters, static_cast<std::size_t>(column), end, zoom)
                                   : Pixels{});
    if (filters.out == 0) continue;
    const Dimension dimensions[] = {
        {"filter", filters.out}, {"channel", filters.in}, {"y", filters.height}, {"x", filters.width}};
    add_array(files, "lab-filters-" + variant_number(i), dimensions, filters.values, Tables::none);
  }
  add_picture(files, "lab-filters", paint_table(table));
}

}  // namespace

FigureFiles lab_figure(const LabState& state, Tables tables) {
  FigureFiles files;
  files.push_back({"lab-table.json", lab_table_json(state)});
  files.push_back({"lab-table.csv", lab_table_csv(state)});
  add_curves(files, state, tables);
  add_plots(files, state);
  add_filters(files, state);
  return files;
}

}  // namespace convlens
