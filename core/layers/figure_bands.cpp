#include "core/layers/figure_bands.h"

#include <algorithm>
#include <vector>

namespace convlens {
namespace {

constexpr std::size_t kLanes = 16;                    // output channels of a band: a cache line of memory's
constexpr std::size_t kPiece = std::size_t{1} << 20;  // values

}  // namespace

void copy_in_bands(std::span<const float> values, std::span<float> memory,
                   const std::function<void(std::size_t)>& laid) {
  for (std::size_t first = 0; first < values.size(); first += kPiece) {
    const std::span<const float> piece = values.subspan(first, std::min(kPiece, values.size() - first));
    std::copy(piece.begin(), piece.end(), memory.begin() + static_cast<std::ptrdiff_t>(first));
    laid(piece.size());
  }
}

void from_figure_order_in_bands(const ParameterSpec& spec, std::span<const float> figure,
                                std::span<float> memory, const std::function<void(std::size_t)>& laid) {
  if (spec.layout == ParameterLayout::plain) return copy_in_bands(figure, memory, laid);
  const auto out = static_cast<std::size_t>(spec.dims[0]);
  const std::size_t rows = spec.size() / out;  // in memory, of `out` values each
  ParameterSpec band = spec;
  std::vector<float> lanes;
  for (std::size_t first = 0; first < out; first += kLanes) {
    const std::size_t width = std::min(kLanes, out - first);
    band.dims[0] = static_cast<int>(width);
    lanes.resize(rows * width);
    from_figure_order(band, figure.subspan(first * rows, lanes.size()), lanes);
    for (std::size_t row = 0; row < rows; ++row)
      std::copy_n(lanes.data() + row * width, width, memory.data() + row * out + first);
    laid(lanes.size());
  }
}

}  // namespace convlens
