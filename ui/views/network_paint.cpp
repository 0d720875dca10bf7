#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/network_canvas.h"

namespace convlens::ui {
namespace {
constexpr double kCorner = 6;
constexpr double kArrow = 3;
constexpr double kSmallestShrink = 0.72;
constexpr double kGrace = 1;
constexpr double kWordsMargin = 3;

/// A little smaller where the words are a little too wide: a number that is cut off is no number.
QFont shrunk_to_fit(QFont font, const QString& text, double room) {
  const double width = QFontMetricsF(font).horizontalAdvance(text);
  if (width > room) {
    const double factor = std::max(kSmallestShrink, room / width);
    if (font.pointSizeF() > 0)
      font.setPointSizeF(font.pointSizeF() * factor);
    else
      font.setPixelSize(static_cast<int>(font.pixelSize() * factor));
  }
  return font;
}
}  // namespace

void NetworkCanvas::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  if (!frame_) {
    painter.setPen(muted_colour(palette()));
    painter.drawText(rect().adjusted(kGrid, kGrid, -kGrid, -kGrid), Qt::AlignCenter | Qt::TextWordWrap,
                     hint_);
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  paint_edges(painter);
  for (const NetworkColumn& column : layout_.columns)
    if (column.card.intersects(event->rect())) paint_column(painter, column);
  if (hasFocus() && selection_.layer < 0) {
    painter.setPen(palette().color(QPalette::Highlight));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
  }
}

/// Neighbours are joined by a short arrow, others by an arc above the columns.
void NetworkCanvas::paint_edges(QPainter& painter) const {
  const QColor line = muted_colour(palette());
  if (layout_.columns.empty()) return;
  const double arrow_height = (layout_.columns.front().card.top() + layout_.columns.front().words.top()) / 2;
  painter.setBrush(Qt::NoBrush);
  for (const NetworkColumn& column : layout_.columns) {
    for (const int input : graph_->node(column.node).inputs) {
      painter.setPen(QPen(line, 1.2));
      if (input != kGraphInput && input != column.node - 1) {
        const QRectF from = layout_.columns[static_cast<std::size_t>(input)].card;
        const double x0 = from.center().x(), x1 = column.card.center().x(), y = column.card.top();
        QPainterPath arc(QPointF(x0, y));
        arc.cubicTo(x0, y - 1.3 * layout_.arc_height, x1, y - 1.3 * layout_.arc_height, x1, y);
        painter.drawPath(arc);
        continue;
      }
      const double y = arrow_height, x1 = column.card.left() - 1;
      const double x0 =
          input == kGraphInput ? x1 - 4 : layout_.columns[static_cast<std::size_t>(input)].card.right() + 1;
      painter.drawLine(QPointF(x0, y), QPointF(x1, y));
      painter.drawLine(QPointF(x1 - kArrow, y - kArrow), QPointF(x1, y));
      painter.drawLine(QPointF(x1 - kArrow, y + kArrow), QPointF(x1, y));
    }
  }
}

void NetworkCanvas::paint_column(QPainter& painter, const NetworkColumn& column) const {
  const bool chosen = column.node == selection_.layer;
  painter.setPen(
      QPen(chosen ? palette().color(QPalette::Highlight) : line_colour(palette()), chosen ? 1.6 : 1));
  painter.setBrush(chosen ? palette().color(QPalette::Base) : raised_colour(palette()));
  painter.drawRoundedRect(column.card.adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
  if (graph_->node(column.node).shape.is_vector())
    paint_units(painter, column);
  else
    paint_maps(painter, column);
  if (chosen && selection_.map >= 0 && selection_.map < column.shown) {
    painter.setBrush(Qt::NoBrush);
    // On maps as dark as the frame's own colour a light line under it makes it seen.
    for (const auto& [colour, width] : {std::pair{QColor(Qt::white), 5.0}, {palette().color(QPalette::Highlight), 2.0}}) {
      painter.setPen(QPen(colour, width));
      painter.drawRect(column.tile(selection_.map).adjusted(-1, -1, 1, 1));
    }
  }
  if (!seen_.empty()) paint_seen_part(painter, column);
  paint_words(painter, column);
}

/// On every map that the unit sees; of a vector's units, which have no place, a ring round them.
void NetworkCanvas::paint_seen_part(QPainter& painter, const NetworkColumn& column) const {
  const auto& part = seen_[static_cast<std::size_t>(column.node)];
  if (!part) return;
  const Shape& shape = graph_->node(column.node).shape;
  const QSize size(shape.width, shape.height);
  if (part->map) {
    if (*part->map < column.shown) paint_field(painter, column.tile(*part->map), size, part->field);
  } else if (shape.is_vector()) {
    QRectF all = column.tile(0).united(column.tile(column.shown - 1));
    all.setRight(column.tile(std::min(column.columns, column.shown) - 1).right());
    paint_field(painter, all, size, part->field);
  } else {
    for (int map = 0; map < column.shown; ++map) paint_field(painter, column.tile(map), size, part->field);
  }
}

void NetworkCanvas::paint_maps(QPainter& painter, const NetworkColumn& column) const {
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (int unit = 0; unit < std::min(column.shown, thumbnails_.count(column.node)); ++unit)
    painter.drawImage(column.tile(unit), thumbnails_.image(column.node, unit));
  painter.setRenderHint(QPainter::Antialiasing);
}

/// A vector: a cell a unit. Few cells stand apart (with the class names at the output), many as one picture.
void NetworkCanvas::paint_units(QPainter& painter, const NetworkColumn& column) const {
  const Tensor<float>& values = frame_->activations->of(column.node);
  const ColourMap colours = colour_map_of(*graph_, column.node);
  const ValueRange layer = range_of_map(*frame_, column.node, 0, scope_);
  const float* value = values.data();
  if (column.gap == 0) {
    const int rows = (column.shown + column.columns - 1) / column.columns;
    QImage cells(column.columns, rows, QImage::Format_ARGB32_Premultiplied);
    cells.fill(Qt::transparent);
    for (int u = 0; u < column.shown; ++u)
      cells.setPixel(u % column.columns, u / column.columns, colour_rgb(value[u], colours, layer));
    const QRectF first = column.tile(0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawImage(QRectF(first.topLeft(), QSizeF(first.width() * cells.width(), first.height() * rows)),
                      cells);
    painter.setRenderHint(QPainter::Antialiasing);
    return;
  }
  const auto& names = frame_->model->class_names;
  const bool named = column.units == static_cast<int>(names.size());
  painter.setFont(font_of(TypeSize::small));
  for (int u = 0; u < column.shown; ++u) {
    const QRectF cell = column.tile(u);
    const ValueRange range =
        scope_ == RangeScope::map ? range_of_map(*frame_, column.node, u, scope_) : layer;
    const QRgb colour = colour_rgb(value[u], colours, range);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(colour));
    painter.drawRoundedRect(cell, 2, 2);
    if (!named) continue;
    painter.setPen(text_colour_on(colour));
    painter.drawText(cell.adjusted(2, 0, -2, 0), Qt::AlignCenter,
                     QString::fromStdString(names[static_cast<std::size_t>(u)]));
  }
}

void NetworkCanvas::paint_words(QPainter& painter, const NetworkColumn& column) const {
  const Node& node = graph_->node(column.node);
  const QFont small = font_of(TypeSize::small), bold = font_of(TypeSize::small, true);
  const double line = QFontMetricsF(small).height();
  const auto write = [&](int row, const QFont& font, const QColor& colour, const QString& text) {
    const QRectF place(column.words.left() + kWordsMargin, column.words.top() + row * line,
                       column.words.width() - 2 * kWordsMargin, line);
    const QFont fitting = shrunk_to_fit(font, text, place.width());
    painter.setFont(fitting);
    painter.setPen(colour);
    // Hinted glyphs come in whole pixels and may be a little wider than asked for.
    const QRectF with_gap = place.adjusted(-kGrace, 0, kGrace, 0);
    painter.drawText(with_gap, Qt::AlignHCenter | Qt::AlignVCenter,
                     QFontMetricsF(fitting).elidedText(text, Qt::ElideRight, with_gap.width()));
  };
  if (column.shown < column.units)
    write(-1, small, muted_colour(palette()),
          QStringLiteral("+%1").arg(count_text(column.units - column.shown)));
  std::size_t parameters = 0;
  for (const ParameterSlot& slot : node.parameters)
    if (slot.spec.trainable) parameters += slot.size;
  const QString name = QString::fromStdString(node.name);
  const bool fits = QFontMetricsF(bold).horizontalAdvance(name) <= column.words.width() - 2 * kWordsMargin;
  write(0, fits ? bold : small, palette().color(QPalette::WindowText), name);
  write(1, small, muted_colour(palette()), shape_text(node.shape));
  if (parameters > 0) write(2, small, muted_colour(palette()), count_text(static_cast<qint64>(parameters)));
}

}  // namespace convlens::ui
