#pragma once
#include <QImage>
#include <optional>

#include "core/model/model.h"
#include "ui/paint/map_image.h"

namespace convlens::ui {

/// One kernel, a weight a pixel, on the diverging scale.
QImage kernel_picture(const Filters& filters, int out, int in, ValueRange range);
/// A filter on three colours as a colour picture: weight 0 is the middle of each colour, the scale's ends are
/// none and all of it.
QImage colour_picture(const Filters& filters, int out, ValueRange range);

/// All kernels of a filter beside and below each other, with gaps that are transparent.
QImage filter_mosaic(const Filters& filters, int out, ValueRange range);
/// The weight behind a pixel of the mosaic; none in the gaps.
struct KernelPlace {
  int in = 0, y = 0, x = 0;
};
std::optional<KernelPlace> place_in_mosaic(const Filters& filters, int y, int x);

}  // namespace convlens::ui
