#pragma once
#include <string>
#include <vector>

#include "core/render/vector_picture.h"

namespace convlens {

/// Pictures in rows and columns, each row and each column with a name: moments of a training, or two networks.
struct PictureTable {
  std::string title;
  std::vector<std::string> columns;             ///< above the first row
  std::vector<std::string> second_line = {};    ///< below the columns' names; one a column, or none
  std::vector<std::string> rows;                ///< to the left
  std::vector<Pixels> pictures;                 ///< row by row; of any sizes, a cell is as large as the largest;
                                                ///< one without pixels leaves its cell empty
};

VectorPicture paint_table(const PictureTable& table);

/// Which of `count` things to show where there is room for `most`: the first, the last, and evenly between.
std::vector<std::size_t> evenly_chosen(std::size_t count, std::size_t most);

}  // namespace convlens
