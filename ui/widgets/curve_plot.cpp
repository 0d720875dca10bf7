#include "ui/widgets/curve_plot.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/plot_axes.h"

namespace convlens::ui {
namespace {

constexpr int kTicks = 4;
constexpr double kHeadroom = 1.06;
constexpr double kDotRoom = 1.01;
constexpr double kFirstLossTop = 2.5;  // ln 10 = 2.3: where ten classes begin
constexpr double kFirstSteps = 100;

QVector<double> to_qt(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

CurvePlot::CurvePlot(Kind kind, QWidget* parent)
    : QWidget(parent), kind_(kind), plot_(new QCustomPlot), title_(new QLabel) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(title_);
  column->addWidget(plot_, 1);
  plot_->addGraph();
  plot_->addGraph();
  plot_->graph(1)->setLineStyle(QCPGraph::lsLine);
  plot_->setMinimumSize(120, 64);
  plot_->setNotAntialiasedElements(QCP::aeNone);
  set_up_axes(*plot_);
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->ticker()->setTickCount(kTicks);
    axis->setNumberFormat(QStringLiteral("gbc"));
  }
  retranslate();
  recolour();
  clear();
}

void CurvePlot::retranslate() {
  title_->setText(kind_ == Kind::loss ? tr("Loss (cross-entropy) by step")
                                      : tr("Accuracy in % by step (dots: test)"));
  setAccessibleName(title_->text());
}

void CurvePlot::add_training(double step, double value) {
  training_.add(step, kind_ == Kind::accuracy ? value * 100 : value);
}

void CurvePlot::add_test(double step, double value) {
  test_x_.push_back(step);
  test_y_.push_back(kind_ == Kind::accuracy ? value * 100 : value);
}

void CurvePlot::set_steps(double total) { total_ = total; }

void CurvePlot::clear() {
  training_.clear();
  test_x_.clear();
  test_y_.clear();
  refresh();
}

void CurvePlot::refresh() {
  const std::vector<double> x = training_.x(), y = training_.y();
  plot_->graph(0)->setData(to_qt(x), to_qt(y), true);
  plot_->graph(1)->setData(to_qt(test_x_), to_qt(test_y_), true);
  const double last = std::max(x.empty() ? 0 : x.back(), test_x_.empty() ? 0 : test_x_.back());
  // Room for the last dot, which would be cut in half.
  plot_->xAxis->setRange(0, std::max({total_, last, total_ > 0 ? 1.0 : kFirstSteps}) * kDotRoom);
  if (kind_ == Kind::accuracy) {
    double low = 100;
    for (const double v : y) low = std::min(low, v);
    plot_->yAxis->setRange(y.empty() || low < 80 ? 0 : low - 2, 101);
  } else {
    double high = 0;
    for (const double v : y) high = std::max(high, v);
    plot_->yAxis->setRange(0, (y.empty() ? kFirstLossTop : std::max(high, 1e-3)) * kHeadroom);
  }
  QStringList words;
  if (!y.empty()) words << short_number(y.back());
  if (!test_y_.empty()) words << tr("test %1").arg(short_number(test_y_.back()));
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::recolour() {
  const QPalette& colours = QGuiApplication::palette();
  recolour_axes(*plot_);
  plot_->graph(0)->setPen(QPen(colours.color(QPalette::Highlight), 1.6));
  const QColor dots = warning_colour(colours);
  plot_->graph(1)->setPen(QPen(dots, 1.2, Qt::DotLine));
  plot_->graph(1)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(dots), QBrush(dots), 6));
  title_->setFont(font_of(TypeSize::small));
  title_->setForegroundRole(QPalette::PlaceholderText);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) recolour();
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
