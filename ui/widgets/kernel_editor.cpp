#include "ui/widgets/kernel_editor.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/paint/map_image.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kCell = 48, kSmallestCell = 14;
constexpr int kDigits = 4;
constexpr float kLargest = 1e6f;  // larger weights say nothing and overflow soon

/// The chosen cell keeps its colour, which is its value, and gets a frame.
class FramedCells : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem plain = option;
    plain.state &= ~(QStyle::State_Selected | QStyle::State_HasFocus);
    QStyledItemDelegate::paint(painter, plain, index);
    if (!(option.state & QStyle::State_Selected)) return;
    painter->save();
    for (const auto& [colour, width] : {std::pair{option.palette.color(QPalette::Base), 4}, {option.palette.color(QPalette::Highlight), 2}}) {
      painter->setPen(QPen(colour, width));
      painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
  }
};

/// Nothing for what is no number. A minus sign as it is printed counts.
std::optional<float> number_in(QString text) {
  bool ok = false;
  const float value = text.replace(QChar(0x2212), u'-').replace(u',', u'.').toFloat(&ok);
  return ok && std::abs(value) <= kLargest ? std::optional(value) : std::nullopt;
}

}  // namespace

KernelEditor::KernelEditor(QWidget* parent) : QTableWidget(parent) {
  horizontalHeader()->hide();
  verticalHeader()->hide();
  horizontalHeader()->setMinimumSectionSize(kSmallestCell);
  verticalHeader()->setMinimumSectionSize(kSmallestCell);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setTabKeyNavigation(false);
  setItemDelegate(new FramedCells(this));
  setFont(font_of(TypeSize::small));
  connect(this, &QTableWidget::cellChanged, this, &KernelEditor::take);
}

void KernelEditor::set_kernel(const std::vector<float>& values, int height, int width) {
  const bool resized = height != rowCount() || width != columnCount();
  if (!resized && values == values_) return;
  values_ = values;
  const QSignalBlocker quiet(this);
  setRowCount(height);
  setColumnCount(width);
  for (int i = 0; i < height * width; ++i)
    if (!item(i / width, i % width)) {
      auto* cell = new QTableWidgetItem;
      cell->setTextAlignment(Qt::AlignCenter);
      setItem(i / width, i % width, cell);
    }
  paint_cells();
  if (resized) {
    updateGeometry();
    fit();
  }
}

void KernelEditor::take(int row, int column) {
  const auto index = static_cast<std::size_t>(row * columnCount() + column);
  const auto number = number_in(item(row, column)->text());
  const bool changed = number && *number != values_[index];
  if (changed) values_[index] = *number;
  {
    const QSignalBlocker quiet(this);
    paint_cells();
  }
  if (changed) emit edited(values_);
}

void KernelEditor::paint_cells() {
  const ValueRange range = range_of(values_, ColourMap::diverging);
  for (int i = 0; i < static_cast<int>(values_.size()); ++i) {
    const float value = values_[static_cast<std::size_t>(i)];
    const QRgb ground = colour_rgb(value, ColourMap::diverging, range);
    QTableWidgetItem* cell = item(i / columnCount(), i % columnCount());
    cell->setText(QString::number(static_cast<double>(value), 'g', kDigits).replace(u'-', QChar(0x2212)));
    cell->setBackground(QColor(ground));
    cell->setForeground(text_colour_on(ground));
  }
}

QSize KernelEditor::sizeHint() const {
  const int frame = 2 * frameWidth();
  return {columnCount() * kCell + frame, rowCount() * kCell + frame};
}

/// All cells are in sight, and square as far as there is room.
void KernelEditor::fit() {
  if (columnCount() == 0) return;
  const QSize room = viewport()->size();
  horizontalHeader()->setDefaultSectionSize(std::max(kSmallestCell, room.width() / columnCount()));
  verticalHeader()->setDefaultSectionSize(std::max(kSmallestCell, room.height() / rowCount()));
}

void KernelEditor::resizeEvent(QResizeEvent* event) {
  QTableWidget::resizeEvent(event);
  fit();
}

void KernelEditor::changeEvent(QEvent* event) {
  QTableWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !values_.empty()) {
    const QSignalBlocker quiet(this);
    paint_cells();
  }
}

}  // namespace convlens::ui
