#pragma once
#include <QColor>
#include <QImage>

#include "core/data/image.h"
#include "core/model/run.h"
#include "core/render/colour_scale.h"

namespace convlens::ui {

QImage to_qimage(const Pixels& pixels);
QImage to_qimage(const Image& image);
/// 1x28x28 (or any 1- or 3-channel tensor), 0..1, as a picture.
QImage to_qimage(const Tensor<float>& picture);
/// A pasted or dropped picture as core knows it: RGB, alpha laid on white.
Image to_image(const QImage& image);

/// A network's input, 0..1, in whole grey levels.
Image to_image(const Tensor<float>& picture);

/// How a node's values are coloured: sequential where they cannot be negative, diverging elsewhere.
ColourMap colour_map_of(const Graph& graph, int node);

/// Which values share one colour scale.
enum class RangeScope { map, layer, network };

/// Smallest and largest value of one channel (or, channel -1, of all) of sample 0.
ValueRange extremes_of(const Tensor<float>& values, int channel = -1);
/// The scale that these extremes ask for; never empty.
ValueRange scale_range(ValueRange extremes, ColourMap map);

/// One channel of sample 0 into `image` (Format_RGB32, made or reused), a value a pixel. Goes through a table
/// of colours: fast enough for all thumbnails of a frame on the GUI thread.
void paint_channel(const Tensor<float>& values, int channel, ColourMap map, ValueRange range, QImage& image);
/// Black or white, whichever can be read on the colour.
QColor text_colour_on(QRgb colour);
QRgb colour_rgb(float value, ColourMap map, ValueRange range);

}  // namespace convlens::ui
