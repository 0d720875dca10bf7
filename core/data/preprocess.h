#pragma once
#include <optional>

#include "core/data/image.h"
#include "core/data/strokes.h"
#include "core/tensor/tensor.h"

namespace convlens {

/// A drawing on its way to the network, every step of REFERENCE.md's "MNIST's own preprocessing" kept so that
/// the window can show it. The one place where this is done: window, command line and strokes: data sets use
/// it.
struct PreparedDigit {
  Tensor<float> pixels;  ///< (1, 1x28x28), 0..1, white on black: the network's input; all 0 without ink

  bool has_ink = false;
  GreyImage ink;                                            ///< the ink before scaling, 0..1
  int box_x = 0, box_y = 0, box_width = 0, box_height = 0;  ///< bounding box of the ink, in pixels of `ink`
  GreyImage scaled;                                         ///< after scaling (longer side 20) and stretching
  float centre_x = 0, centre_y = 0;  ///< centre of mass of `scaled`; pixel centres at i + 0.5
  int offset_x = 0, offset_y = 0;    ///< where `scaled` is placed in the 28x28: trunc(15 - centre)
  /// For strokes: ink pixel = (point - origin) * scale.
  float origin_x = 0, origin_y = 0, scale = 1;
};

inline constexpr int kDigitSide = 28;    ///< of the network's input
inline constexpr int kDigitBox = 20;     ///< the longer side of the ink within it
inline constexpr int kCentrePixel = 15;  ///< offset = trunc(15 - barycentre): the mass lands on index 14

/// Ink: larger is more ink, 0 is none (values that are not above 0 count as 0). MNIST's own preprocessing:
/// the box around all ink above 0; OpenCV's INTER_AREA to a longer side of 20 (after whole-number replication
/// where the box is smaller), the shorter side rounded, at least 1; the brightest pixel becomes 255; grey
/// levels are whole; placed by whole pixels so that the centre of mass falls on index 14; clipped at the
/// border.
PreparedDigit prepare_ink(GreyImage ink);
/// Rasterises the strokes and prepares the ink. Throws what rasterise() throws.
PreparedDigit prepare_drawing(const Drawing& drawing);

enum class InkSide { dark, light, automatic };
/// A scan or photograph of a single digit, through find_ink() (photograph.h) and prepare_ink().
/// automatic: Otsu's threshold, the minority side is ink.
PreparedDigit prepare_image(const Image& image, InkSide ink = InkSide::automatic);
/// Throws Error(unknown_name): "dark", "light", "auto".
InkSide parse_ink_side(const std::string& word);

/// The pixels as they are (--raw): scaled to 0..1, brought to the shape's channels; throws
/// Error(shape_mismatch) when the size differs.
Tensor<float> raw_pixels(const Image& image, const Shape& shape, const std::string& subject);
/// The middle of the picture, of the shape's proportions, resized (area-weighted) to it, 0..1: what a model that is
/// not a 1x28x28 one gets.
Tensor<float> fitted_pixels(const Image& image, const Shape& shape);

}  // namespace convlens
