#include <algorithm>
#include <cmath>
#include <vector>

#include "core/data/augment_steps.h"

namespace convlens {
namespace {

// Cells along a digit's longer side, which takes 20 of the 28 pixels in MNIST's form.
constexpr float kFewestCells = 8, kMostCells = 20, kDigitPart = 20.0f / 28;
constexpr float kBlackAndWhite = 0.5f;  // share of coarse pictures with two levels
constexpr float kLowThreshold = 0.25f, kHighThreshold = 0.5f;

/// How much of each pixel lies in each cell along one axis.
class Axis {
 public:
  /// Cells of `size` pixels, the first beginning at `start` (above -size, at most 0).
  void lay(int pixels, float size, float start) {
    parts_.clear();
    cells_ = 0;
    for (int pixel = 0; pixel < pixels; ++pixel)
      for (int cell = static_cast<int>((static_cast<float>(pixel) - start) / size);; ++cell) {
        const float from = std::max(start + static_cast<float>(cell) * size, static_cast<float>(pixel));
        const float to = std::min(start + static_cast<float>(cell + 1) * size, static_cast<float>(pixel + 1));
        if (to <= from) break;
        parts_.push_back({pixel, cell, to - from});
        cells_ = std::max(cells_, cell + 1);
      }
  }
  int cells() const { return cells_; }

  /// Visits (pixel, cell, length of the pixel in the cell).
  template <typename Visit>
  void each(Visit visit) const {
    for (const Part& part : parts_) visit(part.pixel, part.cell, part.length);
  }

 private:
  struct Part {
    int pixel, cell;
    float length;
  };
  std::vector<Part> parts_;
  int cells_ = 0;
};

void add_row(const float* from, float factor, float* to, int count) {
  for (int i = 0; i < count; ++i) to[i] += factor * from[i];
}

/// The grids of one picture; kept between pictures.
struct Grid {
  Axis across, down;
  std::vector<float> rows, cells;

  void average(std::span<const float> pixels, const Shape& shape, float size) {
    const int c = shape.channels, wide = shape.width * c, narrow = across.cells() * c;
    rows.assign(static_cast<std::size_t>(down.cells()) * wide, 0.0f);
    cells.assign(static_cast<std::size_t>(down.cells()) * narrow, 0.0f);
    down.each([&](int y, int cell, float length) {
      add_row(&pixels[static_cast<std::size_t>(y) * wide], length / size,
              &rows[static_cast<std::size_t>(cell) * wide], wide);
    });
    for (int y = 0; y < down.cells(); ++y)
      across.each([&](int x, int cell, float length) {
        add_row(&rows[static_cast<std::size_t>(y) * wide + x * c], length / size,
                &cells[static_cast<std::size_t>(y) * narrow + cell * c], c);
      });
  }

  void enlarge(std::span<float> pixels, const Shape& shape) {
    const int c = shape.channels, wide = shape.width * c, narrow = across.cells() * c;
    std::fill(rows.begin(), rows.end(), 0.0f);
    std::fill(pixels.begin(), pixels.end(), 0.0f);
    for (int y = 0; y < down.cells(); ++y)
      across.each([&](int x, int cell, float length) {
        add_row(&cells[static_cast<std::size_t>(y) * narrow + cell * c], length,
                &rows[static_cast<std::size_t>(y) * wide + x * c], c);
      });
    down.each([&](int y, int cell, float length) {
      add_row(&rows[static_cast<std::size_t>(cell) * wide], length,
              &pixels[static_cast<std::size_t>(y) * wide], wide);
    });
  }
};

}  // namespace

void make_coarse(std::span<float> pixels, const Shape& shape, float share, Random& random) {
  if (random.uniform() >= share) return;
  const float digit = kDigitPart * static_cast<float>(std::max(shape.width, shape.height));
  const float size = std::max(digit / random.uniform(kFewestCells, kMostCells), 1.0f);
  const float x = -size * random.uniform(), y = -size * random.uniform();
  const bool two_levels = random.uniform() < kBlackAndWhite;
  const float threshold = random.uniform(kLowThreshold, kHighThreshold);

  thread_local Grid grid;
  grid.across.lay(shape.width, size, x);
  grid.down.lay(shape.height, size, y);
  grid.average(pixels, shape, size);
  const float brightest = *std::max_element(grid.cells.begin(), grid.cells.end());
  if (!(brightest > 0)) return;
  // A scan's darkest ink is full ink, however thin the stroke.
  for (float& cell : grid.cells)
    cell = two_levels ? static_cast<float>(cell > threshold * brightest) : cell / brightest;
  grid.enlarge(pixels, shape);
}

}  // namespace convlens
