#include "ui/widgets/plot_axes.h"

#include <qcustomplot.h>

#include <QGuiApplication>
#include <algorithm>

#include "core/render/colour_scale.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kAxis = 1, kGridLine = 0.6;
constexpr float kDarkestOnDark = 0.35f;  // HSL lightness

}  // namespace

void set_up_axes(QCustomPlot& plot) {
  plot.axisRect()->setMinimumMargins(QMargins(4, 6, 10, 4));
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setSubTicks(false);
    axis->setTickLength(0, 0);
  }
}

void recolour_axes(QCustomPlot& plot) {
  const QPalette& colours = QGuiApplication::palette();
  const QColor line = line_colour(colours);
  plot.setBackground(colours.color(QPalette::Window));
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setBasePen(QPen(line, kAxis));
    axis->setTickPen(QPen(line, kAxis));
    axis->setTickLabelColor(muted_colour(colours));
    axis->setTickLabelFont(font_of(TypeSize::small));
    axis->grid()->setPen(QPen(line, kGridLine, Qt::DotLine));
    axis->grid()->setZeroLinePen(QPen(line, kAxis));
  }
}

QColor curve_colour(int curve) {
  const Colour colour = class_colour(curve);
  const QColor plain(colour.r, colour.g, colour.b);
  if (!is_dark(QGuiApplication::palette())) return plain;
  // All move up together: two that differ in lightness alone go on doing so.
  const float lightness = kDarkestOnDark + (1 - kDarkestOnDark) * plain.lightnessF();
  return QColor::fromHslF(std::max(0.0f, plain.hslHueF()), plain.hslSaturationF(), lightness);
}

QPen curve_pen(int curve, double width) {
  return QPen(curve_colour(curve), width, curve < kClassColours ? Qt::SolidLine : Qt::DashLine);
}

}  // namespace convlens::ui
