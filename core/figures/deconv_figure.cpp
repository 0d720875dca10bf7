#include "core/figures/deconv_figure.h"

#include "core/base/error.h"
#include "core/explain/registry.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

constexpr int kColourChannels = 3;
constexpr const char* kStem = "deconv";

/// Colour pictures with 0 in the middle of the grey levels; one channel on the diverging scale.
Pixels paint(std::span<const float> chw, const Shape& shape, ValueRange range, int zoom) {
  if (shape.channels == kColourChannels) return paint_rgb(chw, shape.height, shape.width, range, zoom);
  return paint_map(chw.first(static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width)),
                   shape.height, shape.width, ColourMap::diverging, range, zoom);
}

/// What a sheet shows: projections one after another, with their units and where each one's walk began.
struct Walks {
  const Shape& shape;
  std::span<const float> pixels;
  std::span<const int> units;
  std::span<const Position> positions;
};

Sheet sheet_of(const Walks& walks, const std::string& title) {
  const Shape& shape = walks.shape;
  const int count = static_cast<int>(walks.units.size());
  const int zoom =
      count == 1 ? figure_zoom(shape.height, shape.width) : tile_zoom(shape.height, shape.width, count);
  Sheet sheet{.tiles = {},
              .captions = {},
              .title = title,
              .map = ColourMap::diverging,
              .range = range_of(walks.pixels, ColourMap::diverging)};
  sheet.legend = shape.channels != kColourChannels;
  for (std::size_t i = 0; i < walks.units.size(); ++i) {
    const Position& position = walks.positions[i];
    sheet.tiles.push_back(
        paint(walks.pixels.subspan(i * shape.size(), shape.size()), shape, sheet.range, zoom));
    sheet.captions.push_back(std::to_string(walks.units[i]) + " @ " + std::to_string(position.y) + "," +
                             std::to_string(position.x));
  }
  return sheet;
}

FigureFiles files_of(const Walks& walks, const FigureArray& array, const std::string& layer, BackwardRule rule,
                     Tables tables) {
  FigureFiles files;
  add_array(files, kStem, array, tables);
  add_picture(files, kStem, paint_sheet(sheet_of(walks, layer + ", rule " + std::string(word_of(rule)))));
  return files;
}

}  // namespace

FigureArray deconv_array(const Projection& projection) {
  const Shape& shape = projection.pixels.shape();
  return {.dimensions = {{"channel", shape.channels}, {"y", shape.height}, {"x", shape.width}},
          .values = chw_of(projection.pixels)};
}

FigureArray deconv_array(const Projections& projections) {
  const Shape& shape = projections.shape;
  return {.dimensions = {{"unit", static_cast<std::int64_t>(projections.positions.size())},
                         {"channel", shape.channels},
                         {"y", shape.height},
                         {"x", shape.width}},
          .values = projections.pixels};
}

FigureFiles deconv_figure(const Model& model, int node, int unit, const Projection& projection,
                          const ProjectionOptions& options, Tables tables) {
  const Shape& shape = projection.pixels.shape();
  const FigureArray array = deconv_array(projection);
  const Walks walks{shape, array.values, {&unit, 1}, {&projection.position, 1}};
  return files_of(walks, array, model.graph->node(node).name, options.rule, tables);
}

FigureFiles deconv_figure(const Model& model, int node, std::span<const int> units,
                          const Projections& projections, const ProjectionOptions& options, Tables tables) {
  const Shape& shape = projections.shape;
  const std::string& layer = model.graph->node(node).name;
  if (!projections.complete || projections.positions.size() != units.size())
    throw Error(ErrorKind::bad_value, layer, std::to_string(projections.positions.size()) + " projections",
                "those of all " + std::to_string(units.size()) + " units");
  const Walks walks{shape, projections.pixels, units, projections.positions};
  return files_of(walks, deconv_array(projections), layer, options.rule, tables);
}

}  // namespace convlens
