#include "ui/widgets/epoch_curves.h"

#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/plot_axes.h"

namespace convlens::ui {
namespace {

constexpr double kLine = 1.8, kDot = 5;
constexpr double kDotRoom = 1.02;  // the last dot would be cut in half
constexpr double kPlotShare = 1, kLegendShare = 0.001;
constexpr int kLegendRow = 1;  // pixels between two names

}  // namespace

EpochCurves::EpochCurves(Legend legend, QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot), title_(new QLabel) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(title_);
  column->addWidget(plot_, 1);
  plot_->setMinimumSize(120, 64);
  set_up_axes(*plot_);
  if (legend == Legend::beside) {
    plot_->plotLayout()->addElement(0, 1, plot_->legend);
    plot_->plotLayout()->setColumnStretchFactor(0, kPlotShare);
    plot_->plotLayout()->setColumnStretchFactor(1, kLegendShare);
    plot_->legend->setRowSpacing(kLegendRow);
    plot_->legend->setVisible(true);
  }
  recolour();
}

void EpochCurves::set_title(const QString& title) {
  title_->setText(title);
  setAccessibleName(title);
}

void EpochCurves::set_curves(std::vector<Curve> curves, double epochs, double low, double high) {
  curves_ = std::move(curves);
  const bool others = plot_->graphCount() != static_cast<int>(curves_.size());
  if (others) plot_->clearGraphs();
  QStringList words;
  for (std::size_t i = 0; i < curves_.size(); ++i) {
    const Curve& curve = curves_[i];
    QCPGraph* graph = others ? plot_->addGraph() : plot_->graph(static_cast<int>(i));
    graph->setName(curve.name);
    graph->setData(QVector<double>(curve.epochs.begin(), curve.epochs.end()),
                   QVector<double>(curve.values.begin(), curve.values.end()), true);
    if (!curve.values.empty())
      words << QStringLiteral("%1 %2").arg(curve.name, short_number(curve.values.back()));
  }
  plot_->xAxis->setRange(0, epochs * kDotRoom);
  plot_->yAxis->setRange(low, high);
  setAccessibleDescription(words.join(QStringLiteral("; ")));
  recolour();
}

void EpochCurves::recolour() {
  const QPalette& colours = QGuiApplication::palette();
  recolour_axes(*plot_);
  for (int i = 0; i < plot_->graphCount(); ++i) {
    const QColor colour = curve_colour(i);
    plot_->graph(i)->setPen(curve_pen(i, kLine));
    plot_->graph(i)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(colour), QBrush(colour), kDot));
  }
  plot_->legend->setBrush(Qt::NoBrush);
  plot_->legend->setBorderPen(Qt::NoPen);
  plot_->legend->setTextColor(colours.color(QPalette::WindowText));
  plot_->legend->setFont(font_of(TypeSize::small));
  title_->setFont(font_of(TypeSize::small));
  title_->setForegroundRole(QPalette::PlaceholderText);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void EpochCurves::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) recolour();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
