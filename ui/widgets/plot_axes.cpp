#include "ui/widgets/plot_axes.h"

#include <qcustomplot.h>

#include <QGuiApplication>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr double kAxis = 1, kGridLine = 0.6;

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

}  // namespace convlens::ui
