#pragma once
#include <QColor>
#include <QPainter>
#include <QRectF>

#include "ui/widgets/pad_history.h"

namespace convlens::ui {

/// The side of the draw pad in its own units, whatever its size on the screen.
inline constexpr double kPadSide = 280;

/// Bounding box of all points, without the pen's width; null without points.
QRectF bounds_of(const Drawing& drawing);
/// The pen's width in drawing units; where the drawing names none, core/data's default for strokes.
double pen_width_of(const Drawing& drawing);
/// Scale and offset that bring a drawing of any units onto the pad; a drawing in pad units stays where it is.
void place_on_pad(PadContent& content);

/// Segments [from, end) of a stroke (from 0: its first dot, too) in a painter that is in pad units.
void paint_segments(QPainter& painter, const PadContent& content, const Stroke& stroke, std::size_t from,
                    const QColor& ink);
/// All strokes, on a transparent ground; the eraser clears.
void paint_ink(QPainter& painter, const PadContent& content, const QColor& ink);

/// A drawing as a square thumbnail on a ground.
QImage drawing_thumbnail(const Drawing& drawing, int side, qreal device_pixel_ratio, const QColor& paper,
                         const QColor& ink);

}  // namespace convlens::ui
