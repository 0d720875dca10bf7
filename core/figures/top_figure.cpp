#include "core/figures/top_figure.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/figures/json_text.h"
#include "core/render/canvas.h"
#include "core/render/sheet.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostUnits = 256;  // on a sheet; the arrays hold all
constexpr int kGap = 2, kMiddle = 6;     // between pictures, and between patches and projections
constexpr int kColourChannels = 3;

Pixels paint_plane(std::span<const float> chw, const Shape& shape, ColourMap map, ValueRange range, int zoom) {
  if (shape.channels == kColourChannels) return paint_rgb(chw, shape.height, shape.width, range, zoom);
  const auto area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  return paint_map(chw.first(area), shape.height, shape.width, map, range, zoom);
}

/// A unit's patches in a near-square block, and its projections in another beside it.
class Block {
 public:
  Block(const Shape& shape, int patches, int zoom)
      : shape_(shape),
        patches_(patches),
        columns_(static_cast<int>(std::ceil(std::sqrt(static_cast<double>(patches))))),
        zoom_(zoom) {}

  Pixels paint(std::span<const float> crops, std::span<const float> projections, ValueRange range) const {
    const int step_x = shape_.width * zoom_ + kGap, step_y = shape_.height * zoom_ + kGap;
    const int width = columns_ * step_x - kGap, rows = (patches_ + columns_ - 1) / columns_;
    Canvas canvas(2 * width + kMiddle, rows * step_y - kGap);
    for (int i = 0; i < patches_; ++i) {
      const std::size_t size = shape_.size(), from = static_cast<std::size_t>(i) * size;
      const int x = (i % columns_) * step_x, y = (i / columns_) * step_y;
      canvas.place(paint_plane(crops.subspan(from, size), shape_, ColourMap::grey, {0.0f, 1.0f}, zoom_), x, y);
      canvas.place(paint_plane(projections.subspan(from, size), shape_, ColourMap::diverging, range, zoom_),
                   x + width + kMiddle, y);
    }
    return std::move(canvas).take();
  }

 private:
  Shape shape_;
  int patches_, columns_, zoom_;
};

Sheet sheet_of(const PatchPictures& pictures, const std::string& layer) {
  const std::size_t shown = std::min(pictures.units.size(), kMostUnits);
  const std::size_t each = static_cast<std::size_t>(pictures.patches) * pictures.shape.size();
  const int tiles = static_cast<int>(shown) * pictures.patches;
  const Block block(pictures.shape, pictures.patches, tile_zoom(pictures.shape.height, pictures.shape.width, tiles));
  Sheet sheet{.tiles = {}, .captions = {}, .title = {}, .map = ColourMap::diverging, .range = {}, .legend = false};
  sheet.title = layer + ": the " + std::to_string(pictures.patches) +
                " strongest patches, and their projections, each map's from -m to m";
  if (shown < pictures.units.size())
    sheet.title += " (the first " + std::to_string(shown) + " of " + std::to_string(pictures.units.size()) + " maps)";
  for (std::size_t i = 0; i < shown; ++i) {
    const auto projections = std::span(pictures.projections).subspan(i * each, each);
    const ValueRange range = range_of(projections, ColourMap::diverging);
    sheet.tiles.push_back(block.paint(std::span(pictures.crops).subspan(i * each, each), projections, range));
    sheet.captions.push_back(std::to_string(pictures.units[i]) + ", m = " + number_text(range.high));
  }
  return sheet;
}

Json unit_json(const Graph& graph, const Samples& samples, int node, int unit, const StrongestPatches& strongest) {
  Json patches = Json::array();
  for (const StrongPatch& patch : strongest.of(node, unit)) {
    const Rect field = patch_field(graph, node, patch.position);
    patches.push_back({{"index", patch.image},
                       {"label", samples.label(static_cast<std::size_t>(patch.image))},
                       {"position", {patch.position.y, patch.position.x}},
                       {"activation", patch.activation},
                       {"crop", {field.top, field.left, field.bottom, field.right}}});
  }
  return {{"map", unit}, {"patches", std::move(patches)}};
}

}  // namespace

std::string top_json(const Graph& graph, const Samples& samples, int node, int unit,
                     const StrongestPatches& strongest) {
  Json object = {{"layer", graph.node(node).name}};
  object.update(unit_json(graph, samples, node, unit, strongest));
  return json_text(object);
}

FigureFiles top_figure(const Model& model, const Samples& samples, int node, const StrongestPatches& strongest,
                       const PatchPictures& pictures, const LayerStems& stems, Tables tables) {
  const Graph& graph = *model.graph;
  const std::string& layer = graph.node(node).name;
  if (!pictures.complete || pictures.projections.size() != pictures.crops.size())
    throw Error(ErrorKind::bad_value, layer, "unfinished pictures", "patches and projections of all units");
  Json maps = Json::array();
  for (const int unit : pictures.units) maps.push_back(unit_json(graph, samples, node, unit, strongest));
  const Json object = {{"layer", layer}, {"images", strongest.images}, {"count", strongest.count}, {"maps", maps}};
  const Dimension dimensions[] = {{"unit", static_cast<std::int64_t>(pictures.units.size())},
                                  {"patch", pictures.patches},
                                  {"channel", pictures.shape.channels},
                                  {"y", pictures.shape.height},
                                  {"x", pictures.shape.width}};
  FigureFiles files;
  files.push_back({stems.of(node) + ".json", json_text(object) + "\n"});
  add_array(files, stems.of(node) + "-crops", dimensions, pictures.crops, tables);
  add_array(files, stems.of(node) + "-projections", dimensions, pictures.projections, tables);
  add_picture(files, stems.of(node), paint_sheet(sheet_of(pictures, layer)));
  return files;
}

}  // namespace convlens
