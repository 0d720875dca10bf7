#pragma once
#include "core/kernels/conv2d.h"
#include "core/tensor/tensor.h"

namespace convlens::kernels {

/// The part of an image that a kernel reads, in image coordinates: it may reach beyond the image, where zeros
/// are, and may leave out some of it.
struct ImageWindow {
  int top = 0, left = 0, height = 0, width = 0;
};

/// What the forward pass (and the gradient of the weights) reads of x.
ImageWindow input_window(const Conv2dGeometry& g);

/// Copies what the window and the image have in common to a window whose rows are row_step floats apart.
void copy_window(const ImageWindow& window, int height, int width, int channels, const float* image,
                 float* to, int row_step);

/// Gives every image of a batch as that window, so that the kernels need not know borders: either the image
/// itself, where the window lies inside it, or a copy with a border of zeros. The copy costs about a
/// hundredth of a convolution's time and leaves one path for borders and interior.
class WindowReader {
 public:
  /// slack: floats behind the window that a caller may read (not use): the image itself does not have them.
  WindowReader(const ImageWindow& window, int height, int width, int channels, AlignedVector<float>& buffer,
               int slack = 0);

  /// Valid until the next call. First pixel: the window's top left.
  const float* read(const float* image);
  /// Floats from one row to the next of what read() gives.
  int row_step() const { return row_step_; }

 private:
  ImageWindow window_;
  int height_, width_, channels_, row_step_;
  bool inside_;
  float* buffer_ = nullptr;
};

}  // namespace convlens::kernels
