#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/render/vector_picture.h"

namespace convlens {

/// Points of classes in one square frame; where there is room, a point is shown by its picture.
struct Scatter {
  std::string title;
  std::vector<std::string> notes;        ///< lines below the plot
  std::vector<float> x, y;               ///< one a point, y upwards; both axes on one scale
  std::vector<int> classes;              ///< one a point: its colour
  std::vector<bool> ringed;              ///< one a point
  std::vector<std::string> class_names;  ///< for the legend, of which the classes that occur are shown
  std::string ring_name;                 ///< what a ring means; shown where a point has one
  /// A point's picture, of this size, made smaller where it is large; empty: none have any. Asked for those
  /// that are painted: points_with_room().
  std::function<Pixels(std::size_t point)> picture;
  int picture_width = 0, picture_height = 0;
};

/// Texts are printable ASCII, as on a sheet.
VectorPicture paint_scatter(const Scatter& scatter);

/// Which of the points, given by their places in pixels, can be shown by pictures of this size around them so
/// that none overlaps another: each in turn that still has room, those with `first` before the others.
std::vector<bool> points_with_room(const std::vector<float>& x, const std::vector<float>& y,
                                   const std::vector<bool>& first, float width, float height);

}  // namespace convlens
