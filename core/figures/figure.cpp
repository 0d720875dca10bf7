#include "core/figures/figure.h"

#include <algorithm>

#include "core/figures/svg.h"
#include "core/formats/npy.h"
#include "core/formats/png.h"

namespace convlens {
namespace {

template <typename T>
void add(FigureFiles& files, const std::string& stem, std::span<const Dimension> dimensions,
         std::span<const T> values, Tables tables) {
  std::vector<std::int64_t> shape;
  for (const Dimension& d : dimensions) shape.push_back(d.size);
  files.push_back({stem + ".npy", npy_bytes(shape, values, stem)});
  if (tables == Tables::csv) files.push_back({stem + ".csv", csv_text(dimensions, values)});
}

}  // namespace

void add_array(FigureFiles& files, const std::string& stem, std::span<const Dimension> dimensions,
               std::span<const float> values, Tables tables) {
  add(files, stem, dimensions, values, tables);
}

void add_array(FigureFiles& files, const std::string& stem, std::span<const Dimension> dimensions,
               std::span<const std::int32_t> values, Tables tables) {
  add(files, stem, dimensions, values, tables);
}

void add_picture(FigureFiles& files, const std::string& stem, const Pixels& pixels) {
  const std::vector<std::uint8_t> png = png_bytes(pixels.width, pixels.height, pixels.rgba, stem);
  files.push_back({stem + ".png", std::string(png.begin(), png.end())});
}

void add_picture(FigureFiles& files, const std::string& stem, const VectorPicture& drawing) {
  add_picture(files, stem, drawing.pixels());
  files.push_back({stem + ".svg", svg_text(drawing)});
}

std::vector<float> chw_of(const Tensor<float>& batch, int sample) {
  std::vector<float> values(batch.shape().size());
  to_chw(batch.view().sample(sample), batch.shape(), values.data());
  return values;
}

ColourMap scale_for(std::span<const float> values) {
  const bool is_signed = std::any_of(values.begin(), values.end(), [](float value) { return value < 0; });
  return is_signed ? ColourMap::diverging : ColourMap::sequential;
}

}  // namespace convlens
