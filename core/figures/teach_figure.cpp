#include "core/figures/teach_figure.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/data/dataset.h"
#include "core/figures/json_text.h"
#include "core/render/canvas.h"
#include "core/render/line_plot.h"
#include "core/render/picture_table.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRows = 24;  // of the picture; the array holds all filters
constexpr int kTilesForZoom = 144;     // as large as the tiles of a sheet of so many
constexpr float kRoom = 1.1f;          // above the highest point of the curve

Json tally_json(const Tally& tally) {
  if (tally.count == 0) return nullptr;
  return {{"count", tally.count}, {"before", tally.before}, {"after", tally.after}};
}

Json object_of(const TeachResult& result, const TeachOptions& options, const std::string& data) {
  Json moved = Json::array(), drawings = Json::array();
  for (const LayerMove& move : result.layers)
    moved.push_back({{"layer", move.layer}, {"change", move.change}, {"frozen", move.frozen}});
  for (const TaughtDrawing& drawing : result.drawings)
    drawings.push_back({{"label", drawing.label},
                        {"left_out", drawing.left_out},
                        {"before", drawing.before.predicted},
                        {"p_before", drawing.before.p},
                        {"after", drawing.after.predicted},
                        {"p_after", drawing.after.p}});
  return {{"data", data_without_place(data)},
          {"pictures", result.pictures},
          {"repeats", result.repeats},
          {"freeze", options.freeze.empty() ? Json(nullptr) : Json(options.freeze)},
          {"leave_out", options.leave_out},
          {"seed", options.seed},
          {"temperature", result.temperature},
          {"accuracy",
           {{"own", tally_json(tally_of(result, false))},
            {"left_out", tally_json(tally_of(result, true))},
            {"held_out", tally_json(result.held_out)}}},
          {"moved", moved},
          {"drawings", drawings}};
}

VectorPicture paint_layers(const std::vector<LayerMove>& layers) {
  PlotLine line;
  LinePlot plot{.title = "how far each layer's weights moved, % of their norm",
                .x_title = "layer",
                .y_title = "%",
                .x = {0, static_cast<float>(layers.size() - 1)},
                .y = {0, 0},
                .lines = {},
                .x_names = {}};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    line.x.push_back(static_cast<float>(i));
    line.y.push_back(static_cast<float>(100 * layers[i].change));
    plot.y.high = std::max(plot.y.high, kRoom * line.y.back());
    plot.x_names.push_back(layers[i].layer + (layers[i].frozen ? " (frozen)" : ""));
  }
  if (plot.y.high == 0) plot.y.high = 1;
  plot.lines.push_back(std::move(line));
  return paint_line_plot(plot);
}

std::string percent(double part) {
  char text[32];
  std::snprintf(text, sizeof text, ": %.2f %%", 100 * part);
  return text;
}

/// Each filter's kernel on input map 0: before, after, and the difference on a scale of its own.
VectorPicture paint_filters(const Filters& before, const Filters& after, std::span<const double> moves,
                            const std::string& layer) {
  const std::size_t area = static_cast<std::size_t>(before.height) * static_cast<std::size_t>(before.width);
  const std::size_t size = area * static_cast<std::size_t>(before.in);
  std::vector<float> difference(after.values);
  for (std::size_t i = 0; i < difference.size(); ++i) difference[i] -= before.values[i];
  const float end = std::max(range_of(before.values, ColourMap::diverging).high,
                             range_of(after.values, ColourMap::diverging).high);
  const float change = range_of(difference, ColourMap::diverging).high;
  std::vector<std::size_t> order = most_moved_first(moves);
  const std::size_t all = order.size();
  order.resize(std::min(all, kMostRows));
  PictureTable table{
      .title = layer + ": filters that moved most",
      .columns = {"before", "after", "change"},
      .second_line = {"m = " + number_text(end), "m = " + number_text(end), "m = " + number_text(change)},
      .rows = {},
      .pictures = {}};
  if (before.in > 1) table.title += ", their kernels on input map 0";
  if (order.size() < all)
    table.title += " (" + std::to_string(order.size()) + " of " + std::to_string(all) + ")";
  const int zoom = tile_zoom(before.height, before.width, kTilesForZoom);
  const auto paint = [&](std::span<const float> values, std::size_t filter, float range) {
    return paint_map(values.subspan(filter * size, area), before.height, before.width, ColourMap::diverging,
                     {-range, range}, zoom);
  };
  for (const std::size_t filter : order) {
    table.rows.push_back(std::to_string(filter) + percent(moves[filter]));
    table.pictures.push_back(paint(before.values, filter, end));
    table.pictures.push_back(paint(after.values, filter, end));
    table.pictures.push_back(paint(difference, filter, change));
  }
  return paint_table(table);
}

}  // namespace

std::vector<std::size_t> most_moved_first(std::span<const double> moves) {
  std::vector<std::size_t> order(moves.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t filter) { return moves[filter]; });
  return order;
}

std::string teach_json(const TeachResult& result, const TeachOptions& options, const std::string& data) {
  return json_text(object_of(result, options, data));
}

FigureFiles teach_figure(const TeachResult& result, const TeachOptions& options, const std::string& data,
                         int convolution, Tables tables) {
  const Filters before = filters_of(*result.before, convolution),
                after = filters_of(*result.after, convolution);
  const std::vector<double> moves = filter_moves(*result.before, *result.after, convolution);
  std::vector<float> values(before.values);
  values.insert(values.end(), after.values.begin(), after.values.end());
  const Dimension dimensions[] = {{"state", 2},
                                  {"filter", before.out},
                                  {"channel", before.in},
                                  {"y", before.height},
                                  {"x", before.width}};
  FigureFiles files;
  files.push_back({"teach.json", teach_json(result, options, data) + "\n"});
  add_picture(files, "teach", paint_layers(result.layers));
  add_array(files, "teach-filters", dimensions, values, tables);
  add_picture(files, "teach-filters",
              paint_filters(before, after, moves, result.before->graph->node(convolution).name));
  return files;
}

}  // namespace convlens
