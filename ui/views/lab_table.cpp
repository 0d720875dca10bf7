#include "ui/views/lab_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <limits>

#include "core/render/colour_scale.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/filter_pictures.h"
#include "ui/widgets/plot_axes.h"

namespace convlens::ui {
namespace {

enum Column { kVariant, kHeldOut, kTest, kParameters, kWork, kTime, kDead, kFilters, kColumns };
constexpr int kNumberRole = Qt::UserRole, kIndexRole = Qt::UserRole + 1;
constexpr int kSwatch = 10, kTile = 20, kTileGap = 2, kMostTiles = 10;
constexpr int kColourChannels = 3;
constexpr double kNone = -std::numeric_limits<double>::infinity();  // sorts below all there are

/// Sorted by the number behind the words.
class NumberItem : public QTableWidgetItem {
 public:
  bool operator<(const QTableWidgetItem& other) const override {
    return data(kNumberRole).toDouble() < other.data(kNumberRole).toDouble();
  }
};

QPixmap swatch(int variant) {
  QPixmap picture(kSwatch, kSwatch);
  picture.fill(curve_colour(variant));
  return picture;
}

/// Short ones with a decimal: they are to be compared.
QString time_text(double seconds) {
  constexpr double kShort = 60;
  return seconds < kShort ? LabTable::tr("%1 s").arg(seconds, 0, 'f', 1) : duration_text(seconds);
}

/// The first filters in a row, all on one scale.
QPixmap gallery(const Filters& filters, double ratio) {
  const int shown = std::min(filters.out, kMostTiles);
  if (shown == 0) return {};
  QPixmap strip(QSize(shown * (kTile + kTileGap) - kTileGap, kTile) * ratio);
  strip.setDevicePixelRatio(ratio);
  strip.fill(Qt::transparent);
  const ValueRange range = range_of(filters.values, ColourMap::diverging);
  QPainter painter(&strip);
  for (int i = 0; i < shown; ++i) {
    const QImage tile = filters.in == kColourChannels ? colour_picture(filters, i, range)
                                                      : kernel_picture(filters, i, 0, range);
    painter.drawImage(QRect(i * (kTile + kTileGap), 0, kTile, kTile), tile);
  }
  return strip;
}

}  // namespace

LabTable::LabTable(QWidget* parent) : QTableWidget(0, kColumns, parent) {
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setShowGrid(false);
  setFont(font_of(TypeSize::small));
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(kTile + kGrid / 2);
  verticalHeader()->setMinimumSectionSize(kTile + kTileGap);
  horizontalHeader()->setFont(font_of(TypeSize::small));
  horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setStretchLastSection(true);
  horizontalHeader()->setSortIndicator(kVariant, Qt::AscendingOrder);
  setSortingEnabled(true);
  retranslate();
}

int LabTable::row_of(int variant) const {
  for (int row = 0; row < rowCount(); ++row)
    if (item(row, kVariant)->data(kIndexRole).toInt() == variant) return row;
  return -1;
}

int LabTable::chosen() const {
  const auto lines = selectionModel()->selectedRows(kVariant);
  return lines.isEmpty() ? -1 : lines.front().data(kIndexRole).toInt();
}

void LabTable::choose(int variant) {
  if (const int row = row_of(variant); row >= 0) selectRow(row);
}

void LabTable::show_lab(const LabState& state, int current) {
  setSortingEnabled(false);  // rows must not move while they are written
  const int count = static_cast<int>(state.variants.size());
  if (rowCount() != count) {
    setRowCount(0);
    setRowCount(count);
    for (int row = 0; row < count; ++row)
      for (int column = 0; column < kColumns; ++column) {
        auto* cell = column == kFilters ? new QTableWidgetItem : new NumberItem;
        if (column != kVariant && column != kFilters)
          cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (column == kVariant) cell->setData(kIndexRole, row);
        setItem(row, column, cell);
      }
  }
  for (int i = 0; i < count; ++i)
    show_variant(row_of(i), state.variants[static_cast<std::size_t>(i)], i, i == current);
  setSortingEnabled(true);
}

void LabTable::show_variant(int row, const LabVariant& variant, int index, bool is_current) {
  const auto put = [&](int column, double value, const QString& text) {
    QTableWidgetItem* cell = item(row, column);
    cell->setData(kNumberRole, value);
    cell->setText(text);
  };
  const LabProgress& progress = variant.progress;
  const LabLook* look = progress.looks.empty() ? nullptr : &progress.looks.back();
  put(kVariant, index, QString::fromStdString(to_string(variant.variant)));
  item(row, kVariant)->setData(Qt::DecorationRole, swatch(index));
  QFont font = this->font();
  font.setBold(is_current);
  item(row, kVariant)->setFont(font);
  put(kHeldOut, look ? look->held_out : kNone, look ? percent(look->held_out) : QString());
  put(kTest, progress.test.value_or(kNone), progress.test ? percent(*progress.test) : QString());
  put(kParameters, static_cast<double>(variant.parameters),
      count_text(static_cast<qint64>(variant.parameters)));
  put(kWork, static_cast<double>(variant.multiply_adds), count_text(variant.multiply_adds));
  put(kTime, progress.seconds, progress.step > 0 ? time_text(progress.seconds) : QString());
  const DeadMaps dead = look ? total_of(look->dead) : DeadMaps{};
  put(kDead, look && dead.maps > 0 ? static_cast<double>(dead.dead) / dead.maps : kNone,
      look ? tr("%1 of %2").arg(dead.dead).arg(dead.maps) : QString());
  QStringList layers;
  if (look)
    for (const DeadMaps& layer : look->dead)
      layers << tr("%1: %2 of %3").arg(QString::fromStdString(layer.layer)).arg(layer.dead).arg(layer.maps);
  item(row, kDead)->setToolTip(layers.join(QStringLiteral("\n")));
  item(row, kFilters)->setData(Qt::DecorationRole, gallery(variant.filters, devicePixelRatioF()));
}

void LabTable::retranslate() {
  setHorizontalHeaderLabels({tr("Variant"), tr("Held out"), tr("Test"), tr("Parameters"), tr("Multiply-adds"),
                             tr("Time"), tr("Dead filters"), tr("First filters")});
  setAccessibleName(tr("Variants side by side"));
}

void LabTable::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange)
    for (int row = 0; row < rowCount(); ++row)
      item(row, kVariant)->setData(Qt::DecorationRole, swatch(item(row, kVariant)->data(kIndexRole).toInt()));
  QTableWidget::changeEvent(event);
}

}  // namespace convlens::ui
