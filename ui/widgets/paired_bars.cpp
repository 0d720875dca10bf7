#include "ui/widgets/paired_bars.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/render/colour_scale.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/input_picture.h"

namespace convlens::ui {
namespace {

constexpr double kLowestRow = 13, kHighestRow = 24, kBarHeight = 8, kBarCorner = 3;
constexpr double kColumnGap = 2 * kGrid;  // as between the panels of a view
constexpr double kWidestName = 0.3;       // of a column

QColor of(const Colour& colour) { return QColor(colour.r, colour.g, colour.b); }

}  // namespace

PairedBars::PairedBars(QWidget* parent) : QWidget(parent) { setMouseTracking(true); }

void PairedBars::set_bars(std::vector<float> a, std::vector<float> b, const QStringList& names) {
  a_ = std::move(a);
  b_ = std::move(b);
  names_ = names;
  choose_rows();
  QStringList lines;
  for (const std::size_t i : order_)
    lines << tr("%1: A %2, B %3").arg(name_of(i), percent(static_cast<double>(a_[i])), percent(static_cast<double>(b_[i])));
  setAccessibleDescription(lines.join(QStringLiteral("; ")));
  update();
}

void PairedBars::set_dimmed(bool dimmed) {
  dimmed_ = dimmed;
  update();
}

QString PairedBars::name_of(std::size_t index) const {
  return names_.value(static_cast<int>(index), QString::number(index));
}

std::size_t PairedBars::rows_that_fit() const { return static_cast<std::size_t>(std::max(1.0, std::floor(height() / kLowestRow))); }

void PairedBars::choose_rows() {
  order_.resize(a_.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t x, std::size_t y) { return std::max(a_[x], b_[x]) > std::max(a_[y], b_[y]); });
  order_.resize(std::min(order_.size(), rows_that_fit()));
  std::sort(order_.begin(), order_.end());
}

void PairedBars::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  choose_rows();
}

QRectF PairedBars::row_rect(int row) const {
  const double high = std::clamp(height() / std::max(1.0, static_cast<double>(order_.size())), kLowestRow, kHighestRow);
  return {0, row * high, static_cast<double>(width()), high};
}

void PairedBars::paint_bar(QPainter& painter, const QRectF& place, float value, float reach, bool both_ways, const QString& number) const {
  const QFontMetricsF metrics(painter.font());
  const double room = metrics.horizontalAdvance(QStringLiteral("−8.8e-88 %")) + 4;
  QRectF groove(place.left(), place.center().y() - kBarHeight / 2, std::max(8.0, place.width() - room), kBarHeight);
  painter.setPen(Qt::NoPen);
  painter.setBrush(line_colour(palette()));
  painter.setOpacity(0.5);
  painter.drawRoundedRect(groove, kBarCorner, kBarCorner);
  painter.setOpacity(1);
  const double full = both_ways ? groove.width() / 2 : groove.width();
  const double start = groove.left() + (both_ways ? full : 0);
  const double length = reach > 0 ? std::min(1.0, static_cast<double>(std::abs(value) / reach)) * full : 0;
  painter.setBrush(both_ways ? of(colour_of(value < 0 ? -1.0f : 1.0f, ColourMap::diverging, {-1, 1})) : palette().color(QPalette::Highlight));
  if (length > 0.3)
    painter.drawRoundedRect(QRectF(value < 0 ? start - length : start, groove.top(), length, kBarHeight), kBarCorner, kBarCorner);
  if (both_ways) painter.fillRect(QRectF(start - 0.5, groove.top() - 2, 1, kBarHeight + 4), palette().color(QPalette::WindowText));
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(QRectF(place.right() - room, place.top(), room, place.height()), Qt::AlignRight | Qt::AlignVCenter, number);
}

void PairedBars::paintEvent(QPaintEvent*) {
  if (order_.empty()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font_of(TypeSize::small));
  const QFontMetricsF metrics(painter.font());
  const double column = (width() - 2 * kColumnGap) / 3.0;
  double name_width = 0;
  float reach = 0;
  for (const std::size_t i : order_) {
    name_width = std::max(name_width, metrics.horizontalAdvance(name_of(i)) + kGrid);
    reach = std::max(reach, std::abs(a_[i] - b_[i]));
  }
  name_width = std::min(name_width, kWidestName * column);
  for (int row = 0; row < rows(); ++row) {
    const std::size_t i = order_[static_cast<std::size_t>(row)];
    const QRectF line = row_rect(row);
    for (const int c : {0, 1, 2}) {
      QRectF place(c * (column + kColumnGap), line.top(), column, line.height());
      painter.setPen(palette().color(QPalette::WindowText));
      painter.drawText(QRectF(place.left(), place.top(), name_width, place.height()), Qt::AlignLeft | Qt::AlignVCenter,
                       metrics.elidedText(name_of(i), Qt::ElideRight, name_width));
      place.setLeft(place.left() + name_width);
      const float value = c == 0 ? a_[i] : c == 1 ? b_[i] : a_[i] - b_[i];
      const QString number = value < 0 ? QChar(0x2212) + percent(-static_cast<double>(value)) : percent(static_cast<double>(value));
      paint_bar(painter, place, value, c == 2 ? reach : 1.0f, c == 2, number);
    }
  }
  if (dimmed_) paint_dimmed(painter, rect(), palette());
}

void PairedBars::mouseMoveEvent(QMouseEvent* event) {
  for (int row = 0; row < rows(); ++row) {
    if (!row_rect(row).contains(event->position())) continue;
    const std::size_t i = order_[static_cast<std::size_t>(row)];
    return emit hovered(tr("class %1 · A %2 · B %3 · A − B %4")
                            .arg(name_of(i), exact_number(static_cast<double>(a_[i])), exact_number(static_cast<double>(b_[i])),
                                 exact_number(static_cast<double>(a_[i] - b_[i]))));
  }
  emit hovered({});
}

void PairedBars::leaveEvent(QEvent*) { emit hovered({}); }

}  // namespace convlens::ui
