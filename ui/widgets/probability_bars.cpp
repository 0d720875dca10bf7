#include "ui/widgets/probability_bars.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kLowestRow = 18, kHighestRow = 36;
constexpr int kShortestBar = 48;
constexpr double kBarCorner = 3;
constexpr double kWidestName = 0.35;  // of the widget

double number_width(const QFontMetricsF& metrics) { return metrics.horizontalAdvance(QStringLiteral("4.9e-08 %")); }

}  // namespace

std::vector<int> ranked(const std::vector<float>& probabilities) {
  std::vector<int> order(probabilities.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return probabilities[static_cast<std::size_t>(a)] > probabilities[static_cast<std::size_t>(b)];
  });
  return order;
}

ProbabilityBars::ProbabilityBars(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  describe();
}

void ProbabilityBars::set_probabilities(std::vector<float> probabilities, QStringList names,
                                        std::optional<int> true_label) {
  const bool resized = probabilities.size() != probabilities_.size();
  probabilities_ = std::move(probabilities);
  names_ = std::move(names);
  true_label_ = true_label;
  order_ = ranked(probabilities_);
  best_ = order_.empty() ? -1 : order_.front();
  if (order_.size() > kClassesInOrder)
    order_.resize(kClassesInOrder);
  else
    std::sort(order_.begin(), order_.end());
  if (resized) updateGeometry();
  describe();
  update();
}

void ProbabilityBars::set_selected(int class_index) {
  selected_ = class_index;
  update();
}

QString ProbabilityBars::name_of(int class_index) const {
  return class_index < names_.size() ? names_[class_index] : QString::number(class_index);
}

QString ProbabilityBars::row_text(int row) const {
  const int c = class_of_row(row);
  return QStringLiteral("%1: %2").arg(name_of(c), percent(probabilities_[static_cast<std::size_t>(c)]));
}

void ProbabilityBars::describe() {
  setAccessibleName(tr("Probabilities"));
  QStringList lines;
  for (int row = 0; row < rows(); ++row) lines << row_text(row);
  setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

QSize ProbabilityBars::sizeHint() const { return {192, std::max(rows(), 1) * (kLowestRow + 4)}; }
/// Room for a digit, the shortest bar and the longest number: narrower, the numbers would lie on the bars.
QSize ProbabilityBars::minimumSizeHint() const {
  const QFontMetricsF metrics(font());
  const double texts = number_width(metrics) + metrics.horizontalAdvance(QLatin1Char('0')) + 2;
  return {static_cast<int>(std::ceil(texts)) + kShortestBar + 3 * kGrid, std::max(rows(), 1) * kLowestRow};
}

double ProbabilityBars::row_height() const {
  return std::clamp<double>(height() / std::max(1.0, static_cast<double>(rows())), kLowestRow, kHighestRow);
}

int ProbabilityBars::row_at(QPointF position) const {
  const int row = static_cast<int>(position.y() / row_height());
  return position.y() >= 0 && row < rows() ? row : -1;
}

void ProbabilityBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetricsF metrics(font());
  double name_width = metrics.horizontalAdvance(QLatin1Char('0')) + 2;
  for (const int c : order_) name_width = std::max(name_width, metrics.horizontalAdvance(name_of(c)));
  name_width = std::min(name_width, width() * kWidestName);
  const double number_room = number_width(metrics);
  const double bar_left = name_width + kGrid;
  const double bar_width = std::max<double>(kShortestBar, width() - bar_left - number_room - 2 * kGrid);
  const double height = row_height();
  for (int row = 0; row < rows(); ++row) {
    const int c = class_of_row(row);
    const float p = probabilities_[static_cast<std::size_t>(c)];
    const QRectF line(0, row * height, width(), height);
    if (c == selected_) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(raised_colour(palette()));
      painter.drawRoundedRect(line, kBarCorner, kBarCorner);
      painter.fillRect(QRectF(0, line.top() + 3, 2, height - 6), palette().color(QPalette::Highlight));
    }
    painter.setFont(font_of(TypeSize::body, c == best_));
    painter.setPen(true_label_ == c ? good_colour(palette()) : palette().color(QPalette::WindowText));
    painter.drawText(QRectF(4, line.top(), name_width + 4, height), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(name_of(c), Qt::ElideRight, name_width + 4));
    const QRectF groove(bar_left + 4, line.center().y() - 5, bar_width, 10);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line_colour(palette()));
    painter.setOpacity(0.5);
    painter.drawRoundedRect(groove, kBarCorner, kBarCorner);
    painter.setOpacity(1);
    const double filled = std::clamp<double>(p, 0, 1) * bar_width;
    if (filled > 0.3) {
      painter.setBrush(c == best_ ? palette().color(QPalette::Highlight) : muted_colour(palette()));
      painter.drawRoundedRect(QRectF(groove.topLeft(), QSizeF(std::max(filled, 1.5), groove.height())),
                              kBarCorner, kBarCorner);
    }
    painter.setPen(c == best_ ? palette().color(QPalette::WindowText) : muted_colour(palette()));
    painter.drawText(QRectF(width() - number_room - 4, line.top(), number_room + 2, height),
                     Qt::AlignVCenter | Qt::AlignRight, percent(p));
  }
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.drawRoundedRect(QRectF(0.5, 0.5, width() - 1.0, rows() * height - 1), kBarCorner, kBarCorner);
  }
}

void ProbabilityBars::mousePressEvent(QMouseEvent* event) {
  const int row = row_at(event->position());
  if (row >= 0) emit class_clicked(class_of_row(row));
}

void ProbabilityBars::mouseMoveEvent(QMouseEvent* event) {
  const int row = row_at(event->position());
  if (row < 0) return emit hovered({});
  const int c = class_of_row(row);
  emit hovered(tr("class %1 · probability %2")
                   .arg(name_of(c), exact_number(probabilities_[static_cast<std::size_t>(c)])));
}

void ProbabilityBars::leaveEvent(QEvent*) { emit hovered({}); }

void ProbabilityBars::keyPressEvent(QKeyEvent* event) {
  const int move = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
  if (move == 0 || order_.empty()) return QWidget::keyPressEvent(event);
  const auto here = std::find(order_.begin(), order_.end(), selected_);
  const int row = here == order_.end()
                      ? (move > 0 ? 0 : rows() - 1)
                      : std::clamp(static_cast<int>(here - order_.begin()) + move, 0, rows() - 1);
  emit class_clicked(class_of_row(row));
}

void ProbabilityBars::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
