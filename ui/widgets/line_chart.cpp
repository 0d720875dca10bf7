#include "ui/widgets/line_chart.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr double kPen = 1.6, kSwatch = 10;
constexpr int kLargestSide = 320;
}  // namespace

LineChart::LineChart(QWidget* parent) : QWidget(parent) {}

void LineChart::set_titles(const QString& title, const QString& x_title) {
  title_ = title;
  x_title_ = x_title;
  setAccessibleName(title);
  update();
}

void LineChart::set_lines(std::vector<Line> lines, ValueRange x, ValueRange y) {
  lines_ = std::move(lines);
  x_ = x;
  y_ = y;
  QStringList words;
  for (const Line& line : lines_) words << line.name;
  setAccessibleDescription(words.join(QStringLiteral("; ")));
  update();
}

QColor LineChart::colour_of(std::size_t line) const {
  return line == 0 ? palette().color(QPalette::Highlight) : muted_colour(palette());
}

void LineChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font_of(TypeSize::small));
  const QFontMetrics metrics(painter.font());
  const int text = metrics.height();
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(QRect(0, 0, width(), text), Qt::AlignLeft, metrics.elidedText(title_, Qt::ElideRight, width()));
  const QString low = short_number(static_cast<double>(y_.low)), high = short_number(static_cast<double>(y_.high));
  const int left = std::max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high)) + kGrid / 2;
  const int top = text + kGrid / 2;
  const auto named = std::count_if(lines_.begin(), lines_.end(), [](const Line& line) { return !line.name.isEmpty(); });
  const int names = static_cast<int>(named) * text;
  const double side_x = std::min<double>(width() - left - 1, kLargestSide);
  const double side_y = std::min<double>(height() - top - text - names - kGrid, kLargestSide);
  if (side_x < 1 || side_y < 1) return;
  const QRectF area(left + 0.5, top + 0.5, side_x, side_y);
  painter.setPen(line_colour(palette()));
  painter.drawRect(area);
  painter.setPen(muted_colour(palette()));
  painter.drawText(QRectF(0, area.top() - text / 3.0, left - kGrid / 2.0, text), Qt::AlignRight | Qt::AlignTop, high);
  painter.drawText(QRectF(0, area.bottom() - text, left - kGrid / 2.0, text), Qt::AlignRight | Qt::AlignBottom, low);
  const QRectF below(area.left(), area.bottom() + 2, area.width(), text);
  painter.drawText(below, Qt::AlignLeft, short_number(static_cast<double>(x_.low)));
  painter.drawText(below, Qt::AlignRight, short_number(static_cast<double>(x_.high)));
  painter.drawText(below, Qt::AlignHCenter, metrics.elidedText(x_title_, Qt::ElideRight, static_cast<int>(area.width()) - 4 * text));

  painter.setRenderHint(QPainter::Antialiasing);
  const auto place = [&](float value, ValueRange range) {
    return range.high > range.low ? static_cast<double>((value - range.low) / (range.high - range.low)) : 0.5;
  };
  for (std::size_t i = lines_.size(); i-- > 0;) {
    const Line& line = lines_[i];
    QPainterPath path;
    bool begun = false;
    for (std::size_t k = 0; k < line.x.size(); ++k) {
      if (!std::isfinite(line.y[k])) {
        begun = false;
        continue;
      }
      const QPointF at(area.left() + place(line.x[k], x_) * area.width(),
                       area.bottom() - place(line.y[k], y_) * area.height());
      begun ? path.lineTo(at) : path.moveTo(at);
      begun = true;
    }
    painter.setPen(QPen(colour_of(i), kPen));
    painter.drawPath(path);
    if (line.name.isEmpty()) continue;
    const double row = below.bottom() + kGrid / 2.0 + static_cast<double>(i) * text;
    painter.drawLine(QPointF(area.left(), row + text / 2.0), QPointF(area.left() + kSwatch, row + text / 2.0));
    painter.setPen(palette().color(QPalette::WindowText));
    const int room = width() - left - static_cast<int>(kSwatch) - kGrid;
    painter.drawText(QRectF(area.left() + kSwatch + kGrid / 2.0, row, room, text), Qt::AlignLeft,
                     metrics.elidedText(line.name, Qt::ElideRight, room));
  }
}

}  // namespace convlens::ui
