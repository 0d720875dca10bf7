#include "ui/views/network_layout.h"

#include <algorithm>
#include <cmath>

namespace convlens::ui {
namespace {

constexpr double kMargin = 4, kColumnGap = 7, kPadding = 3;
constexpr double kNarrowest = 46, kWidest = 132;
constexpr double kTileGap = 2;
constexpr double kSmallTile = 20;  // of layers with more maps than can all be shown
constexpr double kLargestTile = 112;
constexpr double kSmallCell = 7, kLargestCellHeight = 22, kWidestCell = 40;
constexpr int kWordLines = 3;
constexpr double kArcHeight = 18;

bool has_skip_edge(const Graph& graph) {
  for (int i = 0; i < graph.size(); ++i)
    for (const int input : graph.node(i).inputs)
      if (input != kGraphInput && input != i - 1) return true;
  return false;
}

/// The number of tile columns that makes tiles largest.
void place_few_maps(NetworkColumn& column, double aspect) {
  for (int k = 1; k <= column.units; ++k) {
    const int rows = (column.units + k - 1) / k;
    const double width = (column.tiles.width() - (k - 1) * kTileGap) / k;
    const double height = (column.tiles.height() - (rows - 1) * kTileGap) / rows;
    const double tile = std::min({width, height * aspect, kLargestTile});
    if (tile <= column.tile_width) continue;
    column.tile_width = tile;
    column.tile_height = tile / aspect;
    column.columns = k;
  }
  column.shown = column.units;
  column.gap = kTileGap;
}

void place_many(NetworkColumn& column, double side, double aspect, double gap) {
  column.columns = std::max(1, static_cast<int>((column.tiles.width() + gap) / (side + gap)));
  column.tile_width = (column.tiles.width() - (column.columns - 1) * gap) / column.columns;
  column.tile_height = column.tile_width / aspect;
  const int rows = std::max(1, static_cast<int>((column.tiles.height() + gap) / (column.tile_height + gap)));
  column.shown = std::min(column.units, rows * column.columns);
  column.gap = gap;
}

void place_few_units(NetworkColumn& column) {
  column.columns = 1;
  column.gap = kTileGap;
  column.shown = column.units;
  column.tile_height =
      std::min(kLargestCellHeight, (column.tiles.height() - (column.units - 1) * kTileGap) / column.units);
  column.tile_width = std::min(column.tiles.width(), kWidestCell);
}

}  // namespace

QRectF NetworkColumn::tile(int unit) const {
  const int row = unit / columns, place = unit % columns;
  const double whole = columns * tile_width + (columns - 1) * gap;
  const double left = tiles.left() + (tiles.width() - whole) / 2;
  return {left + place * (tile_width + gap), tiles.top() + row * (tile_height + gap), tile_width,
          tile_height};
}

std::optional<int> NetworkColumn::unit_at(QPointF point) const {
  const QRectF first = tile(0);
  const int place = static_cast<int>(std::floor((point.x() - first.left()) / (tile_width + gap)));
  const int row = static_cast<int>(std::floor((point.y() - first.top()) / (tile_height + gap)));
  if (place < 0 || place >= columns || row < 0) return {};
  const int unit = row * columns + place;
  if (unit >= shown || !tile(unit).contains(point)) return {};
  return unit;
}

NetworkLayout lay_out_network(const Graph& graph, QSizeF size, double line_height) {
  NetworkLayout layout;
  layout.arc_height = has_skip_edge(graph) ? kArcHeight : 0;
  const int count = std::max(1, graph.size());
  const double width =
      std::clamp((size.width() - 2 * kMargin + kColumnGap) / count - kColumnGap, kNarrowest, kWidest);
  layout.width = 2 * kMargin + count * (width + kColumnGap) - kColumnGap;
  const double left = kMargin + std::max(0.0, (size.width() - layout.width) / 2);
  const double top = kMargin + layout.arc_height;
  const double words = kWordLines * line_height + kPadding;
  for (int i = 0; i < graph.size(); ++i) {
    const Shape& shape = graph.node(i).shape;
    NetworkColumn column;
    column.node = i;
    column.units = shape.channels;
    column.card = QRectF(left + i * (width + kColumnGap), top, width,
                         std::max(words + 40, size.height() - top - kMargin));
    column.words = QRectF(column.card.left(), column.card.bottom() - words, width, words);
    column.tiles =
        column.card.adjusted(kPadding, kPadding, -kPadding, -words - line_height);  // a line for "+48"
    const double aspect = static_cast<double>(shape.width) / shape.height;
    if (!shape.is_vector())
      column.units <= kMapsAlwaysShown ? place_few_maps(column, aspect)
                                       : place_many(column, kSmallTile, aspect, kTileGap);
    else
      column.units <= kMapsAlwaysShown ? place_few_units(column) : place_many(column, kSmallCell, 1, 0);
    const int rows = (column.shown + column.columns - 1) / column.columns;
    const double used = rows * (column.tile_height + column.gap) - column.gap;
    column.tiles.setTop(column.tiles.top() + std::max(0.0, (column.tiles.height() - used) / 2));
    layout.columns.push_back(column);
  }
  layout.width = std::max(layout.width, size.width());
  return layout;
}

}  // namespace convlens::ui
