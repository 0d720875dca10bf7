#include "ui/widgets/arithmetic_sheet.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "ui/paint/map_image.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kGap = 2 * kGrid, kInset = 3;
constexpr int kChosenLine = 2;

QString with_minus(QString text) { return text.replace(u'-', QChar(0x2212)); }

/// With all that a single-precision number holds.
QString whole_number(float value) {
  constexpr int kDigits = 9;
  return with_minus(QString::number(static_cast<double>(value), 'g', kDigits));
}

QString product_text(const Arithmetic& a, std::int64_t units) {
  return with_minus(QString::fromStdString(decimal_text(units, a.decimals)));
}

}  // namespace

ArithmeticSheet::ArithmeticSheet(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Window);
}

void ArithmeticSheet::set_arithmetic(std::shared_ptr<const Arithmetic> arithmetic) {
  arithmetic_ = std::move(arithmetic);
  lay_out();
  viewport()->update();
}

void ArithmeticSheet::lay_out() {
  if (!arithmetic_) return;
  const Arithmetic& a = *arithmetic_;
  const QFontMetrics metrics(font_of(TypeSize::small));
  int width = metrics.horizontalAdvance(tr("padding")), rows = 1, columns = 1;
  largest_ = 0;
  for (const ArithmeticPart& part : a.parts) {
    rows = std::max(rows, part.height);
    columns = std::max(columns, part.width);
    for (const ArithmeticCell& cell : part.cells) {
      const QString first = whole_number(cell.value), second = QStringLiteral("× ") + whole_number(cell.weight);
      for (const QString& text : a.has_products ? QStringList{first, second, QStringLiteral("= ") + product_text(a, cell.product)}
                                                : QStringList{first})
        width = std::max(width, metrics.horizontalAdvance(text));
      largest_ = std::max(largest_, std::abs(static_cast<float>(cell.product)));
    }
  }
  cell_ = {width + 2 * kInset, (a.has_products ? 3 : 1) * metrics.height() + kInset};
  block_ = {columns * cell_.width() + kGap, rows * cell_.height() + metrics.height() + kGap};
  columns_ = std::max(1, (viewport()->width() + kGap) / block_.width());
  const int parts = static_cast<int>(a.parts.size()), lines = (parts + columns_ - 1) / columns_;
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(cell_.height());
  verticalScrollBar()->setRange(0, std::max(0, lines * block_.height() - kGap - viewport()->height()));
  horizontalScrollBar()->setPageStep(viewport()->width());
  horizontalScrollBar()->setSingleStep(cell_.width());
  horizontalScrollBar()->setRange(0, std::max(0, block_.width() - kGap + 1 - viewport()->width()));
}

QRect ArithmeticSheet::part_rect(int part) const {
  return {QPoint(part % columns_ * block_.width() - horizontalScrollBar()->value(),
                 part / columns_ * block_.height() - verticalScrollBar()->value()),
          block_};
}

QRect ArithmeticSheet::cell_rect(int part, int cell) const {
  const ArithmeticPart& one = arithmetic_->parts[static_cast<std::size_t>(part)];
  const QPoint corner = part_rect(part).topLeft() + QPoint(0, QFontMetrics(font_of(TypeSize::small)).height() + 2);
  return {corner + QPoint(cell % one.width * cell_.width(), cell / one.width * cell_.height()), cell_};
}

void ArithmeticSheet::paintEvent(QPaintEvent* event) {
  if (!arithmetic_) return;
  QPainter painter(viewport());
  painter.setFont(font_of(TypeSize::small));
  for (int part = 0; part < static_cast<int>(arithmetic_->parts.size()); ++part)
    if (part_rect(part).intersects(event->rect())) paint_part(painter, part);
}

void ArithmeticSheet::paint_part(QPainter& painter, int part) const {
  const ArithmeticPart& one = arithmetic_->parts[static_cast<std::size_t>(part)];
  const QFontMetrics metrics(painter.font());
  painter.setPen(palette().color(QPalette::WindowText));
  const QString heading = one.cells.size() > 1 ? tr("channel %1, sum %2").arg(one.channel).arg(product_text(*arithmetic_, one.sum))
                                               : tr("channel %1").arg(one.channel);
  painter.drawText(QRect(part_rect(part).topLeft(), QSize(block_.width() - kGrid, metrics.height())), Qt::AlignLeft,
                   metrics.elidedText(heading, Qt::ElideRight, block_.width() - kGrid));
  for (int cell = 0; cell < static_cast<int>(one.cells.size()); ++cell)
    paint_cell(painter, one.cells[static_cast<std::size_t>(cell)], cell_rect(part, cell));
}

void ArithmeticSheet::paint_cell(QPainter& painter, const ArithmeticCell& cell, const QRect& place) const {
  const ValueRange range{-largest_, largest_};
  const QRgb ground = cell.padding ? palette().color(QPalette::Window).rgb()
                                   : colour_rgb(static_cast<float>(cell.product), ColourMap::diverging, range);
  painter.fillRect(place, QColor(ground));
  painter.setPen(QPen(cell.chosen ? palette().color(QPalette::Highlight) : line_colour(palette()), cell.chosen ? kChosenLine : 1));
  painter.drawRect(place.adjusted(0, 0, -1, -1));
  painter.setPen(cell.padding ? muted_colour(palette()) : text_colour_on(ground));
  const QRect inside = place.adjusted(kInset, kInset / 2, -kInset, 0);
  const int line = QFontMetrics(painter.font()).height();
  QStringList lines{cell.padding ? tr("padding") : whole_number(cell.value)};
  if (arithmetic_->has_products && !cell.padding)
    lines << QStringLiteral("× ") + whole_number(cell.weight)
          << QStringLiteral("= ") + product_text(*arithmetic_, cell.product);
  for (int i = 0; i < lines.size(); ++i)
    painter.drawText(QRect(inside.left(), inside.top() + i * line, inside.width(), line), Qt::AlignRight, lines[i]);
}

void ArithmeticSheet::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  lay_out();
}

void ArithmeticSheet::mouseMoveEvent(QMouseEvent* event) {
  if (!arithmetic_) return;
  const QPoint at = event->position().toPoint();
  for (int part = 0; part < static_cast<int>(arithmetic_->parts.size()); ++part) {
    if (!part_rect(part).contains(at)) continue;
    const auto cells = static_cast<int>(arithmetic_->parts[static_cast<std::size_t>(part)].cells.size());
    for (int cell = 0; cell < cells; ++cell)
      if (cell_rect(part, cell).contains(at)) return emit cell_hovered(part, cell);
  }
  emit left();
}

bool ArithmeticSheet::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) emit left();
  return QAbstractScrollArea::viewportEvent(event);
}

void ArithmeticSheet::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::FontChange) lay_out();
}

}  // namespace convlens::ui
