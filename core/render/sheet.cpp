#include "core/render/sheet.h"

#include <algorithm>
#include <cmath>

#include "core/render/legend.h"

namespace convlens {
namespace {

constexpr int kMargin = 16, kTileGap = 10, kCaptionGap = 4, kTitleGap = 10, kBlockGap = 14;
constexpr int kUsualTile = 112, kSmallestTile = 32;  // pixels a side that zooming aims at
constexpr int kUnitTile = 48;                        // the same for a single number
constexpr int kSheetSide = 1100;                     // what the grid of many tiles aims at, pixels
constexpr int kLegendLength = 280;

}  // namespace

int tile_zoom(int height, int width, int count) {
  const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(count))));
  const int usual = height == 1 && width == 1 ? kUnitTile : kUsualTile;
  const int side = std::clamp(kSheetSide / columns - kTileGap, kSmallestTile, usual);
  return std::max(1, side / std::max({1, height, width}));
}

VectorPicture paint_sheet(const Sheet& sheet) {
  const int count = static_cast<int>(sheet.tiles.size());
  const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(count))));
  const int rows = (count + columns - 1) / columns;
  const int tile_width = count ? sheet.tiles[0].width : 0, tile_height = count ? sheet.tiles[0].height : 0;
  int cell_width = tile_width;
  for (const std::string& caption : sheet.captions)
    cell_width = std::max(cell_width, text_width(caption, kCaptionText));
  const int caption_height = sheet.captions.empty() ? 0 : kCaptionGap + line_height(kCaptionText);
  const int cell_height = tile_height + caption_height;

  const int grid_width = columns * cell_width + (columns - 1) * kTileGap;
  const int grid_height = rows == 0 ? 0 : rows * cell_height + (rows - 1) * kTileGap;
  const int legend_length = sheet.legend ? std::max(smallest_legend_length(sheet.map, sheet.range),
                                                    std::min(grid_width, kLegendLength))
                                         : 0;
  const int title_height = sheet.title.empty() ? 0 : line_height(kTitleText) + kTitleGap;
  const int width = std::max({grid_width, legend_length, text_width(sheet.title, kTitleText)}) + 2 * kMargin;
  const int height =
      2 * kMargin + title_height + grid_height + (sheet.legend ? kBlockGap + legend_height() : 0);

  VectorPicture drawing(width, height);
  drawing.text(sheet.title, kMargin, kMargin, kTitleText);
  const int top = kMargin + title_height;
  for (int i = 0; i < count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const int x = kMargin + i % columns * (cell_width + kTileGap) + (cell_width - tile_width) / 2;
    const int y = top + i / columns * (cell_height + kTileGap);
    drawing.place(sheet.tiles[index], x, y);
    drawing.frame(x, y, tile_width, tile_height);
    if (index < sheet.captions.size())
      drawing.text(sheet.captions[index], x + tile_width / 2, y + tile_height + kCaptionGap, kCaptionText,
                   Align::centre);
  }
  if (sheet.legend)
    draw_legend_below(drawing, kMargin, top + grid_height + kBlockGap, legend_length, sheet.map, sheet.range);
  return drawing;
}

VectorPicture paint_maps(std::span<const float> chw, const Shape& shape, ColourMap map, ValueRange range,
                         const std::string& title) {
  const std::size_t area = static_cast<std::size_t>(shape.height) * shape.width;
  const int zoom = tile_zoom(shape.height, shape.width, shape.channels);
  Sheet sheet{.tiles = {}, .captions = {}, .title = title, .map = map, .range = range};
  for (int c = 0; c < shape.channels; ++c) {
    sheet.tiles.push_back(
        paint_map(chw.subspan(c * area, area), shape.height, shape.width, map, range, zoom));
    sheet.captions.push_back(std::to_string(c));
  }
  return paint_sheet(sheet);
}

}  // namespace convlens
