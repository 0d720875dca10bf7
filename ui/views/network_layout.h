#pragma once
#include <QRectF>
#include <optional>
#include <vector>

#include "core/model/graph.h"

namespace convlens::ui {

/// One layer's column in the NETWORK view.
struct NetworkColumn {
  int node = 0;
  QRectF card;    ///< the whole column
  QRectF tiles;   ///< where its maps are
  QRectF words;   ///< name, shape, parameters
  int units = 0;  ///< maps, or units of a vector
  int shown = 0;  ///< the first so many have a place
  int columns = 1;
  double tile_width = 0, tile_height = 0, gap = 0;

  QRectF tile(int unit) const;
  /// Nothing in the gaps.
  std::optional<int> unit_at(QPointF point) const;
};

struct NetworkLayout {
  std::vector<NetworkColumn> columns;
  double width = 0;
  double arc_height = 0;  ///< room above the columns for edges that skip layers
};

/// Columns that fill `size` where they can, and go beyond its width where they would become too narrow.
NetworkLayout lay_out_network(const Graph& graph, QSizeF size, double line_height);

/// Maps that are all shown, however little room there is.
inline constexpr int kMapsAlwaysShown = 16;

}  // namespace convlens::ui
