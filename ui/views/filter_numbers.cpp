#include "ui/views/filter_numbers.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kFilter = 0, kLayer = 1;
}

FilterNumbers::FilterNumbers(QWidget* parent) : QWidget(parent) {
  auto* table = new QGridLayout(this);
  table->setContentsMargins(0, 0, 0, 0);
  table->setHorizontalSpacing(kGrid);
  table->setVerticalSpacing(1);
  const auto cell = [&](int row, int column) {
    auto* label = new QLabel;
    label->setFont(font_of(TypeSize::small));
    label->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (column == 0 || row == 0) label->setForegroundRole(QPalette::PlaceholderText);
    table->addWidget(label, row, column);
    return label;
  };
  for (int column = 0; column < 2; ++column) heads_[column] = cell(0, column + 1);
  for (int row = 0; row < kRows; ++row) {
    names_[row] = cell(row + 1, 0);
    for (int column = 0; column < 2; ++column) values_[row][column] = cell(row + 1, column + 1);
  }
  table->setRowStretch(kRows + 1, 1);
  table->setColumnStretch(1, 1);
  table->setColumnStretch(2, 1);
  retranslate();
}

void FilterNumbers::retranslate() {
  setAccessibleName(tr("Statistics of the weights"));
  heads_[kLayer]->setText(tr("Layer"));
  names_[kSmallest]->setText(tr("smallest"));
  names_[kLargest]->setText(tr("largest"));
  names_[kMean]->setText(tr("mean"));
  names_[kNorm]->setText(tr("L2 norm"));
  names_[kChange]->setText(tr("change"));
  names_[kDead]->setText(tr("dead maps"));
  const auto explain = [this](Row row, const QString& words) {
    names_[row]->setToolTip(words);
    for (QLabel* value : values_[row]) value->setToolTip(words);
  };
  explain(kNorm, tr("The root of the sum of the squared weights"));
  explain(kChange, tr("L2 norm of the difference between the weights of now and those of before"));
  explain(
      kDead,
      tr("Maps of the activation right behind this layer that are nowhere positive on the present input"));
  heads_[kFilter]->setText(tr("Filter %1").arg(index_));
  show_dead(dead_);
}

void FilterNumbers::show_column(int column, const WeightStatistics& statistics, double change) {
  const double numbers[] = {statistics.smallest, statistics.largest, statistics.mean, statistics.norm,
                            change};
  for (int row = kSmallest; row <= kChange; ++row) values_[row][column]->setText(short_number(numbers[row]));
}

void FilterNumbers::show_filter(int index, const WeightStatistics& statistics, double change) {
  index_ = index;
  heads_[kFilter]->setText(tr("Filter %1").arg(index));
  show_column(kFilter, statistics, change);
}

void FilterNumbers::show_layer(const WeightStatistics& statistics, double change) {
  show_column(kLayer, statistics, change);
}

void FilterNumbers::show_dead(const std::optional<DeadMaps>& dead) {
  dead_ = dead;
  values_[kDead][kFilter]->setText(!dead ? QStringLiteral("–") : dead->selected ? tr("dead") : tr("alive"));
  values_[kDead][kLayer]->setText(dead ? tr("%1 of %2").arg(dead->dead).arg(dead->of) : QStringLiteral("–"));
}

QString FilterNumbers::text(int row, int column) const { return values_[row][column]->text(); }

void FilterNumbers::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
