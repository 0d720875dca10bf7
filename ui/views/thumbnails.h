#pragma once
#include <QImage>
#include <vector>

#include "ui/frame.h"
#include "ui/paint/map_image.h"

namespace convlens::ui {

/// The feature maps of a frame as small pictures, a value a pixel. The pictures' memory is kept from frame to
/// frame.
class Thumbnails {
 public:
  /// Paints the first `counts[node]` maps of each node; 0: none of it.
  void update(const Frame& frame, const std::vector<int>& counts, RangeScope scope);

  const QImage& image(int node, int map) const {
    return nodes_[static_cast<std::size_t>(node)].images[static_cast<std::size_t>(map)];
  }
  int count(int node) const {
    return node < static_cast<int>(nodes_.size())
               ? static_cast<int>(nodes_[static_cast<std::size_t>(node)].images.size())
               : 0;
  }

 private:
  struct NodeImages {
    std::vector<QImage> images;
  };
  std::vector<NodeImages> nodes_;
};

/// The colour scale of one map of a frame under a scope.
ValueRange range_of_map(const Frame& frame, int node, int map, RangeScope scope);

}  // namespace convlens::ui
