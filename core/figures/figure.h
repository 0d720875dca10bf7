#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/formats/csv.h"
#include "core/render/vector_picture.h"
#include "core/tensor/tensor.h"

namespace convlens {

/// A figure as it leaves the program: arrays (.npy), pictures (.png, .svg) and descriptions (.json), made in
/// memory. The window and the command line write the same bytes.
struct FigureFile {
  std::string name;  ///< without folder
  std::string bytes;
};
using FigureFiles = std::vector<FigureFile>;

/// Whether each .npy has a .csv beside it, for spreadsheets (core/formats/csv.h tells its form).
enum class Tables { none, csv };

/// Adds STEM.npy and, where wanted, STEM.csv.
void add_array(FigureFiles& files, const std::string& stem, std::span<const Dimension> dimensions,
               std::span<const float> values, Tables tables);
void add_array(FigureFiles& files, const std::string& stem, std::span<const Dimension> dimensions,
               std::span<const std::int32_t> values, Tables tables);
/// Adds STEM.png.
void add_picture(FigureFiles& files, const std::string& stem, const Pixels& pixels);
/// Adds STEM.png and the same as STEM.svg (core/figures/svg.h).
void add_picture(FigureFiles& files, const std::string& stem, const VectorPicture& drawing);

/// One sample of a batch, (c, h, w).
std::vector<float> chw_of(const Tensor<float>& batch, int sample = 0);
/// diverging where there are values below 0, else sequential.
ColourMap scale_for(std::span<const float> values);

}  // namespace convlens
