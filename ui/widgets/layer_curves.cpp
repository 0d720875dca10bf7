#include "ui/widgets/layer_curves.h"

#include <QEvent>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/paint/theme.h"
#include "ui/widgets/plot_axes.h"

namespace convlens::ui {
namespace {

constexpr double kAngle = 30;  // of the names, so that they do not meet
constexpr double kLine = 1.8, kDot = 6;
constexpr double kStep = 10, kTop = 101;  // percent
constexpr double kSide = 0.4;             // of a layer, beside the first and the last

}  // namespace

LayerCurves::LayerCurves(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(plot_);
  set_up_axes(*plot_);
  plot_->xAxis->setTickLabelRotation(kAngle);
  plot_->legend->setVisible(true);
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignBottom);
  connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
    const int layer = layer_at(event->pos());
    if (layer >= 0)
      emit layer_hovered(layer);
    else
      emit left();
  });
  connect(plot_, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
    if (const int layer = layer_at(event->pos()); layer >= 0) emit layer_clicked(layer);
  });
  recolour();
}

int LayerCurves::layer_at(const QPoint& place) const {
  if (layers_.isEmpty() || !plot_->axisRect()->rect().contains(place)) return -1;
  const int layer = static_cast<int>(std::lround(plot_->xAxis->pixelToCoord(place.x())));
  return std::clamp(layer, 0, static_cast<int>(layers_.size()) - 1);
}

void LayerCurves::set_curves(const QStringList& layers, std::vector<Curve> curves) {
  layers_ = layers;
  curves_ = std::move(curves);
  const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
  for (int i = 0; i < layers_.size(); ++i) names->addTick(i, layers_[i]);
  plot_->xAxis->setTicker(names);
  plot_->xAxis->setRange(-kSide, static_cast<double>(layers_.size()) - 1 + kSide);
  plot_->clearGraphs();
  double lowest = 100;
  QStringList words;
  for (const Curve& curve : curves_) {
    QCPGraph* graph = plot_->addGraph();
    graph->setName(curve.name);
    QVector<double> x, y(curve.percent.begin(), curve.percent.end());
    for (int i = 0; i < y.size(); ++i) x << i;
    graph->setData(x, y, true);
    for (const double value : curve.percent) lowest = std::min(lowest, value);
    words << curve.name;
  }
  plot_->yAxis->setRange(std::floor(lowest / kStep) * kStep - 1, kTop);
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  recolour();
}

void LayerCurves::recolour() {
  const QPalette& colours = QGuiApplication::palette();
  const QColor line = line_colour(colours);
  recolour_axes(*plot_);
  // Its zero is a layer like the others.
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) axis->grid()->setZeroLinePen(Qt::NoPen);
  for (int i = 0; i < plot_->graphCount(); ++i) {
    if (curves_[static_cast<std::size_t>(i)].is_level) {
      plot_->graph(i)->setPen(QPen(muted_colour(colours), kLine, Qt::DashLine));
      plot_->graph(i)->setScatterStyle(QCPScatterStyle::ssNone);
      continue;
    }
    const QColor colour = curve_colour(i);
    plot_->graph(i)->setPen(curve_pen(i, kLine));
    plot_->graph(i)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(colour), QBrush(colour), kDot));
  }
  plot_->legend->setVisible(plot_->graphCount() > 0);
  plot_->legend->setBrush(colours.color(QPalette::Window));
  plot_->legend->setBorderPen(QPen(line, 1));
  plot_->legend->setTextColor(colours.color(QPalette::WindowText));
  plot_->legend->setFont(font_of(TypeSize::small));
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LayerCurves::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) recolour();
  QWidget::changeEvent(event);
}

void LayerCurves::leaveEvent(QEvent*) { emit left(); }

}  // namespace convlens::ui
