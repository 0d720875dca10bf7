#pragma once
#include <string>
#include <vector>

#include "core/figures/figure.h"

namespace convlens {

/// The numbers of a figure before they are a file, C order. What a command saves and what is compared with another are
/// made by the same functions, `..._array`, beside each figure's own.
struct FigureArray {
  std::vector<Dimension> dimensions;
  std::vector<float> values;
  bool classes = false;  ///< the values are class indices (exact in a float) and are saved as int32
};

/// Adds STEM.npy and, where wanted, STEM.csv.
void add_array(FigureFiles& files, const std::string& stem, const FigureArray& array, Tables tables);
/// "32x14x14"
std::string shape_text(const FigureArray& array);

}  // namespace convlens
