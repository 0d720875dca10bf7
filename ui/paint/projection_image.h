#pragma once
#include <QImage>
#include <span>
#include <vector>

#include "core/render/colour_scale.h"
#include "core/tensor/tensor.h"

namespace convlens::ui {

/// A signal at the pixels as a picture: one channel on the diverging scale, three as colours around a middle grey.
/// chw: in the order of figures.
QImage projection_picture_chw(std::span<const float> chw, const Shape& shape, ValueRange range);
/// The same of sample 0.
QImage projection_picture(const Tensor<float>& pixels, ValueRange range);
/// The same to be laid over the input: the stronger the signal, the less of the input shines through. Of several
/// channels the strongest counts.
QImage projection_overlay(const Tensor<float>& pixels, ValueRange range);

/// Magnitudes in row order on the sequential scale, each picture on a scale of its own; places beyond the last value
/// stay empty.
QImage signal_image(std::span<const float> values, int height, int width);

}  // namespace convlens::ui
