#pragma once
#include <QColor>

class QCustomPlot;
class QPen;

namespace convlens::ui {

/// Quiet axes: labels, no ticks.
void set_up_axes(QCustomPlot& plot);
/// Background, axes and grid in the application's colours of the moment.
void recolour_axes(QCustomPlot& plot);

/// The colour of one of several curves: core/render's class_colour, lighter where a dark ground would swallow it.
QColor curve_colour(int curve);
/// Its line; dashed where the colour has been used before, darker.
QPen curve_pen(int curve, double width);

}  // namespace convlens::ui
