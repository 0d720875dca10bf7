#include "core/figures/filters_figure.h"

#include <algorithm>

#include "core/render/sheet.h"

namespace convlens {
namespace {

constexpr std::size_t kMostTiles = 4096;  // a gallery that a picture viewer still opens; the NPY holds all

/// A tile is named "output,input" ("output" alone where there is one input).
Sheet gallery(const Filters& filters, const std::string& layer) {
  const std::size_t area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
  const std::size_t all = filters.values.size() / area, shown = std::min(all, kMostTiles);
  const int zoom = tile_zoom(filters.height, filters.width, static_cast<int>(shown));
  Sheet sheet{.tiles = {},
              .captions = {},
              .title = {},
              .map = ColourMap::diverging,
              .range = range_of(filters.values, ColourMap::diverging)};
  sheet.title = layer + ": " + std::to_string(filters.out) + " filters on " + std::to_string(filters.in) +
                (filters.in == 1 ? " map" : " maps");
  if (shown < all) sheet.title += " (the first " + std::to_string(shown) + " of " + std::to_string(all) + ")";
  for (std::size_t i = 0; i < shown; ++i) {
    const std::span<const float> tile(filters.values.data() + i * area, area);
    sheet.tiles.push_back(paint_map(tile, filters.height, filters.width, sheet.map, sheet.range, zoom));
    const std::size_t in = static_cast<std::size_t>(filters.in);
    sheet.captions.push_back(std::to_string(i / in) + (in == 1 ? "" : "," + std::to_string(i % in)));
  }
  return sheet;
}

}  // namespace

FigureArray filters_array(const Filters& filters) {
  return {.dimensions = {{"filter", filters.out}, {"channel", filters.in}, {"y", filters.height}, {"x", filters.width}},
          .values = filters.values};
}

FigureFiles filters_figure(const Model& model, int node, Tables tables) {
  const std::string stem = "filters";
  const Filters filters = filters_of(model, node);
  FigureFiles files;
  add_array(files, stem, filters_array(filters), tables);
  add_picture(files, stem, paint_sheet(gallery(filters, model.graph->node(node).name)));
  return files;
}

}  // namespace convlens
