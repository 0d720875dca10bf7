#include "ui/views/picture_filter_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

#include "ui/paint/icons.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kCloseIcon = 12;

QComboBox* combo_of(int items) {
  auto* combo = new QComboBox;
  for (int i = 0; i < items; ++i) combo->addItem(QString());
  combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return combo;
}

}  // namespace

PictureFilterBar::PictureFilterBar(QWidget* parent)
    : QWidget(parent),
      class_(combo_of(1)),
      which_(combo_of(3)),
      order_(combo_of(2)),
      chip_(new QToolButton),
      count_label_(new QLabel) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid / 2);
  for (QWidget* widget : std::initializer_list<QWidget*>{class_, which_, order_, chip_}) row->addWidget(widget);
  row->addWidget(count_label_, 1);
  count_label_->setFont(font_of(TypeSize::small));
  count_label_->setForegroundRole(QPalette::PlaceholderText);
  count_label_->setMinimumWidth(1);
  chip_->setObjectName(QStringLiteral("cell_chip"));
  chip_->setIcon(line_icon(QStringLiteral("close")));
  chip_->setIconSize({kCloseIcon, kCloseIcon});
  chip_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  chip_->setFocusPolicy(Qt::StrongFocus);
  chip_->setCheckable(true);
  chip_->hide();
  for (QComboBox* combo : {class_, which_, order_})
    connect(combo, &QComboBox::currentIndexChanged, this, &PictureFilterBar::changed);
  connect(chip_, &QToolButton::clicked, this, [this] {
    set_cell(std::nullopt, {});
    emit changed();
  });
  retranslate();
}

void PictureFilterBar::retranslate() {
  class_->setItemText(0, tr("All classes"));
  which_->setItemText(0, tr("Wrong first"));
  which_->setItemText(1, tr("Only wrong"));
  which_->setItemText(2, tr("All"));
  order_->setItemText(0, tr("Surest"));
  order_->setItemText(1, tr("Least sure"));
  const auto name = [](QWidget* widget, const QString& text) {
    widget->setAccessibleName(text);
    widget->setToolTip(text);
  };
  name(class_, tr("True class of the images shown"));
  name(which_, tr("Whether wrong images are shown first, alone, or among the others"));
  name(order_, tr("Order by the network's confidence in its answer"));
  chip_->setToolTip(tr("Back to all images"));
  show_count(count_);
}

void PictureFilterBar::set_classes(const QStringList& names) {
  QStringList now;
  for (int i = 1; i < class_->count(); ++i) now << class_->itemText(i);
  if (now == names) return;
  const int chosen = class_->currentIndex();
  const QSignalBlocker quiet(class_);
  while (class_->count() > 1) class_->removeItem(class_->count() - 1);
  class_->addItems(names);
  class_->setCurrentIndex(chosen < class_->count() ? chosen : 0);
}

void PictureFilterBar::set_class(int class_index) {
  class_->setCurrentIndex(class_index + 1 < class_->count() ? class_index + 1 : 0);
}

void PictureFilterBar::set_cell(std::optional<ConfusionCell> cell, const QString& words) {
  cell_ = cell;
  chip_->setVisible(cell.has_value());
  chip_->setChecked(cell.has_value());
  chip_->setText(words);
  chip_->setAccessibleName(tr("Only %1; press to show all images again").arg(words));
  // The cell stands for itself: its pictures are of one class, and either all right or all wrong.
  class_->setVisible(!cell);
  which_->setVisible(!cell);
}

void PictureFilterBar::show_count(int count) {
  count_ = count;
  const QString whole = count == 1 ? tr("1 image") : tr("%1 images").arg(count_text(count));
  const bool fits = count_label_->fontMetrics().horizontalAdvance(whole) <= count_label_->width();
  count_label_->setText(fits ? whole : count_text(count));
  count_label_->setToolTip(whole);
}

void PictureFilterBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layout()->activate();
  show_count(count_);
}

PictureFilter PictureFilterBar::filter() const {
  return {class_->currentIndex() - 1, static_cast<WhichPictures>(which_->currentIndex()),
          static_cast<PictureOrder>(order_->currentIndex()), cell_};
}

void PictureFilterBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
