#include "core/figures/evolution_figure.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/figures/json_text.h"
#include "core/figures/percent.h"
#include "core/model/convolutions.h"
#include "core/render/canvas.h"
#include "core/render/picture_table.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostColumns = 12, kMostRows = 32;  // of a picture; the arrays hold all
constexpr int kColourChannels = 3;
constexpr int kTilesForZoom = 144;  // as large as the tiles of a sheet of so many

Json moment_json(const EvolutionMoment& moment) { return {{"step", moment.step}, {"accuracy", moment.accuracy}}; }

/// A row a map or filter, a column a moment: paint(row, moment) makes the picture.
template <typename Paint>
VectorPicture paint_moments(std::span<const EvolutionMoment> moments, std::string title, std::size_t rows,
                            Paint&& paint) {
  const std::size_t shown = std::min(rows, kMostRows);
  if (shown < rows) title += " (the first " + std::to_string(shown) + " of " + std::to_string(rows) + ")";
  PictureTable table{.title = std::move(title), .columns = {}, .second_line = {}, .rows = {}, .pictures = {}};
  const std::vector<std::size_t> columns = evenly_chosen(moments.size(), kMostColumns);
  for (const std::size_t c : columns) {
    table.columns.push_back("step " + std::to_string(moments[c].step));
    table.second_line.push_back(percent(moments[c].accuracy));
  }
  for (std::size_t r = 0; r < shown; ++r) {
    table.rows.push_back(std::to_string(r));
    for (const std::size_t c : columns) table.pictures.push_back(paint(r, c));
  }
  return paint_table(table);
}

/// Each picture on a scale of its own: early signals are much weaker than late ones.
VectorPicture paint_projections(std::span<const EvolutionMoment> moments,
                                std::span<const PatchPictures> pictures, const std::string& layer) {
  const Shape& shape = pictures.front().shape;
  const std::size_t size = shape.size();
  const int zoom = tile_zoom(shape.height, shape.width, kTilesForZoom);
  const auto paint = [&](std::size_t unit, std::size_t moment) {
    const auto projection = std::span(pictures[moment].projections).subspan(unit * size, size);
    const ValueRange range = range_of(projection, ColourMap::diverging);
    return shape.channels == kColourChannels
               ? paint_rgb(projection, shape.height, shape.width, range, zoom)
               : paint_map(projection.first(size / static_cast<std::size_t>(shape.channels)), shape.height,
                           shape.width, ColourMap::diverging, range, zoom);
  };
  return paint_moments(moments, layer + ": what each map answers to in its strongest image, each from -m to m",
                       pictures.front().units.size(), paint);
}

VectorPicture paint_filters(std::span<const EvolutionMoment> moments, const std::vector<Filters>& filters,
                            const std::string& layer) {
  const Filters& first = filters.front();
  const auto rows = static_cast<std::size_t>(first.out), in = static_cast<std::size_t>(first.in);
  const std::size_t area = static_cast<std::size_t>(first.height) * static_cast<std::size_t>(first.width);
  float end = 0;
  for (const Filters& one : filters) end = std::max(end, range_of(one.values, ColourMap::diverging).high);
  std::string title = layer + ": filters" + (in == 1 ? "" : ", their kernels on input map 0");
  title += ", all from -m to m, m = " + number_text(end);
  const int zoom = tile_zoom(first.height, first.width, kTilesForZoom);
  return paint_moments(moments, std::move(title), rows, [&](std::size_t filter, std::size_t moment) {
    return paint_map(std::span(filters[moment].values).subspan(filter * in * area, area), first.height, first.width,
                     ColourMap::diverging, {-end, end}, zoom);
  });
}

Json maps_json(const EvolutionMoment& moment, const PatchPictures& pictures, const Samples& images, int node) {
  Json maps = Json::array();
  for (const int unit : pictures.units) {
    const StrongPatch& patch = moment.strongest.of(node, unit).front();
    maps.push_back({{"map", unit},
                    {"index", patch.image},
                    {"label", images.label(static_cast<std::size_t>(patch.image))},
                    {"position", {patch.position.y, patch.position.x}},
                    {"activation", patch.activation}});
  }
  return maps;
}

}  // namespace

std::string evolution_json(const EvolutionMoment& moment) { return json_text(moment_json(moment)); }

FigureFiles evolution_figure(const Film& film, std::span<const EvolutionMoment> moments,
                             std::span<const PatchPictures> pictures, const Samples& images, int node, Tables tables) {
  const std::size_t count = film.snapshots.size();
  if (count == 0 || moments.size() != count || pictures.size() != count)
    throw Error(ErrorKind::bad_value, "evolution", std::to_string(pictures.size()) + " unfinished snapshots",
                "moments and pictures of all " + std::to_string(count));
  const Graph& graph = film.graph();
  const std::string& layer = graph.node(node).name;
  Json object = {{"layer", layer}, {"data", film.data}, {"images", images.size()}, {"snapshots", Json::array()}};
  std::vector<float> crops, projections;
  for (std::size_t i = 0; i < count; ++i) {
    Json one = moment_json(moments[i]);
    one["maps"] = maps_json(moments[i], pictures[i], images, node);
    object["snapshots"].push_back(std::move(one));
    crops.insert(crops.end(), pictures[i].crops.begin(), pictures[i].crops.end());
    projections.insert(projections.end(), pictures[i].projections.begin(), pictures[i].projections.end());
  }
  const Shape& shape = pictures.front().shape;
  const Dimension dimensions[] = {{"snapshot", static_cast<std::int64_t>(count)},
                                  {"unit", static_cast<std::int64_t>(pictures.front().units.size())},
                                  {"channel", shape.channels},
                                  {"y", shape.height},
                                  {"x", shape.width}};
  FigureFiles files;
  files.push_back({"evolution.json", json_text(object) + "\n"});
  add_array(files, "evolution-crops", dimensions, crops, tables);
  add_array(files, "evolution-projections", dimensions, projections, tables);
  add_picture(files, "evolution", paint_projections(moments, pictures, layer));
  if (const auto convolution = convolution_at_or_before(graph, node)) {
    std::vector<Filters> filters;
    std::vector<float> weights;
    for (const Snapshot& snapshot : film.snapshots) {
      filters.push_back(filters_of(*snapshot.model, *convolution));
      weights.insert(weights.end(), filters.back().values.begin(), filters.back().values.end());
    }
    const Filters& first = filters.front();
    const Dimension weight_dimensions[] = {{"snapshot", static_cast<std::int64_t>(count)},
                                           {"filter", first.out},
                                           {"channel", first.in},
                                           {"y", first.height},
                                           {"x", first.width}};
    add_array(files, "evolution-filters", weight_dimensions, weights, tables);
    add_picture(files, "evolution-filters", paint_filters(moments, filters, graph.node(*convolution).name));
  }
  return files;
}

}  // namespace convlens
