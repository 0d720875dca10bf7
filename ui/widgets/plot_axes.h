#pragma once
class QCustomPlot;

namespace convlens::ui {

/// Quiet axes: labels, no ticks.
void set_up_axes(QCustomPlot& plot);
/// Background, axes and grid in the application's colours of the moment.
void recolour_axes(QCustomPlot& plot);

}  // namespace convlens::ui
