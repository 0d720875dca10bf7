#pragma once
#include <string>
#include <vector>

#include "core/render/vector_picture.h"

namespace convlens {

struct PlotLine {
  std::string name;
  std::vector<float> x, y;  ///< values that are not finite interrupt the line
};

/// Curves in one frame, with numbers at the axes.
struct LinePlot {
  std::string title, x_title, y_title;
  ValueRange x, y;
  std::vector<PlotLine> lines;       ///< coloured as classes are, dots hollow where colours repeat; named in a legend where several
  std::vector<std::string> x_names;  ///< instead of numbers: the names of x = 0, 1, 2, ...
};

/// Texts are printable ASCII, as on a sheet.
VectorPicture paint_line_plot(const LinePlot& plot);

}  // namespace convlens
