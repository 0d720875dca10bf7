#include "ui/widgets/move_bars.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kBarHeight = 8, kShortestBar = 2, kRoomBetween = 2;
constexpr double kWidestName = 0.4;  // of the widget

int row_height() { return QFontMetrics(font_of(TypeSize::small)).height() + kRoomBetween; }

}  // namespace

MoveBars::MoveBars(QWidget* parent) : QWidget(parent) {
  setFont(font_of(TypeSize::small));
  describe();
}

void MoveBars::set_moves(std::vector<LayerMove> moves) {
  moves_ = std::move(moves);
  describe();
  updateGeometry();
  update();
}

QString MoveBars::value_text(std::size_t row) const {
  return moves_[row].frozen ? tr("frozen") : short_percent(moves_[row].change);
}

QSize MoveBars::sizeHint() const {
  return {240, std::max<int>(1, static_cast<int>(moves_.size())) * row_height()};
}

void MoveBars::describe() {
  setAccessibleName(tr("How far each layer moved"));
  QStringList lines;
  for (std::size_t i = 0; i < moves_.size(); ++i)
    lines << QStringLiteral("%1: %2").arg(QString::fromStdString(moves_[i].layer), value_text(i));
  setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

void MoveBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QFontMetrics metrics(font());
  int name_width = 0, value_width = 0;
  double largest = 0;
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    name_width = std::max(name_width, metrics.horizontalAdvance(QString::fromStdString(moves_[i].layer)));
    value_width = std::max(value_width, metrics.horizontalAdvance(value_text(i)));
    largest = std::max(largest, moves_[i].change);
  }
  name_width = std::min(name_width, static_cast<int>(kWidestName * width()));
  const int left = name_width + kGrid, room = std::max(kShortestBar, width() - left - value_width - kGrid);
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    const QRect row(0, static_cast<int>(i) * row_height(), width(), row_height());
    const QString name =
        metrics.elidedText(QString::fromStdString(moves_[i].layer), Qt::ElideMiddle, name_width);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(row.adjusted(0, 0, name_width - row.width(), 0), Qt::AlignVCenter | Qt::AlignLeft, name);
    painter.setPen(muted_colour(palette()));
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, value_text(i));
    if (largest <= 0 || moves_[i].change <= 0) continue;
    const int length = std::max(kShortestBar, static_cast<int>(moves_[i].change / largest * room));
    painter.fillRect(QRect(left, row.center().y() - kBarHeight / 2, length, kBarHeight),
                     palette().color(QPalette::Highlight));
  }
}

void MoveBars::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
