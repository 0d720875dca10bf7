#include "ui/views/lab_form.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "core/base/error.h"
#include "core/model/presets.h"
#include "core/study/variant_graph.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"

namespace convlens::ui {
namespace {

constexpr int kMostEpochs = 1000, kMostImages = 10'000'000, kImagesStep = 1000;
constexpr int kFirstEpochs = 1, kFirstImages = 6000;  // a first lab of a minute or two
constexpr const char* kFirstModel = "digits";

QString text_of(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

}  // namespace

LabForm::LabForm(QWidget* parent)
    : QWidget(parent),
      data_(new DataChoice),
      model_(new QComboBox),
      epochs_(new QSpinBox),
      images_(new QSpinBox),
      seed_(new QSpinBox),
      variants_(new QListWidget),
      own_(new QLineEdit),
      add_(new QPushButton),
      refusal_(new QLabel) {
  for (const Preset& preset : presets()) model_->addItem(text_of(preset.name));
  epochs_->setRange(1, kMostEpochs);
  epochs_->setValue(kFirstEpochs);
  images_->setRange(0, kMostImages);
  images_->setSingleStep(kImagesStep);
  images_->setValue(kFirstImages);
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setValue(1);
  build();
  model_->setCurrentText(QString::fromLatin1(kFirstModel));
  offer_variants(default_variants(*base()));
  connect(model_, &QComboBox::currentTextChanged, this,
          [this] { offer_variants(default_variants(*base())); });
  connect(variants_, &QListWidget::itemChanged, this, &LabForm::changed);
  connect(add_, &QPushButton::clicked, this, &LabForm::add_own);
  connect(own_, &QLineEdit::returnPressed, this, &LabForm::add_own);
  retranslate();
}

void LabForm::build() {
  auto* fields = new QGridLayout;
  fields->setHorizontalSpacing(kGrid);
  fields->setVerticalSpacing(2);
  int row = 0;
  for (QWidget* widget : std::initializer_list<QWidget*>{data_, model_, epochs_, images_, seed_}) {
    auto* label = new QLabel;
    label->setBuddy(widget);
    label->setFont(font_of(TypeSize::small));
    label->setForegroundRole(QPalette::PlaceholderText);
    fields->addWidget(label, row, 0);
    fields->addWidget(widget, row++, 1);
    fields_.push_back({label, widget});
  }
  fields->setRowStretch(row, 1);
  auto* own = new QHBoxLayout;
  own->setSpacing(kGrid / 2);
  own->addWidget(own_, 1);
  own->addWidget(add_);
  auto* list = new QVBoxLayout;
  list->setSpacing(kGrid / 2);
  list->addWidget(variants_, 1);
  list->addLayout(own);
  list->addWidget(refusal_);
  refusal_->setWordWrap(true);
  refusal_->hide();
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(2 * kGrid);
  all->addLayout(fields);
  all->addLayout(list, 1);
}

std::shared_ptr<const Graph> LabForm::base() const {
  return find_preset(model_->currentText().toStdString())->build();
}

void LabForm::offer_variants(const std::vector<Variant>& variants) {
  {
    const QSignalBlocker quiet(variants_);
    variants_->clear();
    for (const Variant& variant : variants) add_variant(variant, true);
  }
  emit changed();
}

void LabForm::add_variant(const Variant& variant, bool ticked) {
  auto* item = new QListWidgetItem(QString::fromStdString(to_string(variant)), variants_);
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
  item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
}

void LabForm::add_own() {
  refusal_->hide();
  try {
    const Variant variant = parse_variant(own_->text().toStdString());
    build_variant(*base(), variant);
    const auto known = variants_->findItems(QString::fromStdString(to_string(variant)), Qt::MatchExactly);
    if (known.isEmpty())
      add_variant(variant, true);
    else
      known.front()->setCheckState(Qt::Checked);
    own_->clear();
    variants_->scrollToBottom();
    emit changed();
  } catch (const Error& error) {
    refusal_->setText(
        error.kind() == ErrorKind::unknown_name
            ? tr("%1; there are: %2")
                  .arg(QString::fromStdString(error.found()), QString::fromStdString(error.expected()))
            : tr("%1 will not do; give %2")
                  .arg(QString::fromStdString(error.found()), QString::fromStdString(error.expected())));
    refusal_->show();
  }
}

LabSettings LabForm::settings() const {
  LabSettings settings{
      .model = model_->currentText().toStdString(), .data = data_->word().toStdString(), .base = base()};
  for (int i = 0; i < variants_->count(); ++i)
    if (variants_->item(i)->checkState() == Qt::Checked)
      settings.variants.push_back(parse_variant(variants_->item(i)->text().toStdString()));
  settings.epochs = epochs_->value();
  settings.images = static_cast<std::size_t>(images_->value());
  settings.seed = static_cast<std::uint64_t>(seed_->value());
  return settings;
}

void LabForm::show_settings(const LabSettings& settings) {
  data_->choose(QString::fromStdString(settings.data));
  model_->setCurrentText(QString::fromStdString(settings.model));
  epochs_->setValue(settings.epochs);
  images_->setValue(static_cast<int>(settings.images));
  seed_->setValue(static_cast<int>(settings.seed));
  {
    const QSignalBlocker quiet(variants_);
    for (int i = 0; i < variants_->count(); ++i) variants_->item(i)->setCheckState(Qt::Unchecked);
    for (const Variant& variant : settings.variants) {
      const auto known = variants_->findItems(QString::fromStdString(to_string(variant)), Qt::MatchExactly);
      if (known.isEmpty())
        add_variant(variant, true);
      else
        known.front()->setCheckState(Qt::Checked);
    }
  }
  emit changed();
}

void LabForm::set_data_sets(const QStringList& words, const QString& current, bool keeps) {
  data_->offer(words, current, keeps);
}

void LabForm::choose_data_set(const QString& word) { data_->choose(word); }

int LabForm::ticked() const {
  int count = 0;
  for (int i = 0; i < variants_->count(); ++i)
    count += variants_->item(i)->checkState() == Qt::Checked ? 1 : 0;
  return count;
}

void LabForm::retranslate() {
  data_->retranslate();
  const QString texts[] = {tr("Data"), tr("Network"), tr("Epochs"), tr("Images"), tr("Seed")};
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    fields_[i].label->setText(texts[i]);
    fields_[i].widget->setAccessibleName(texts[i]);
  }
  images_->setSpecialValueText(tr("all"));
  images_->setToolTip(
      tr("The first images of the training split; one in %1 of them is held out to choose by").arg(kLabHoldOut));
  variants_->setAccessibleName(tr("Variants to train"));
  own_->setPlaceholderText(tr("your own: window=7,stride=2"));
  own_->setAccessibleName(tr("A variant of your own"));
  own_->setToolTip(
      tr("Changes joined by commas: window=7, stride=2, maps=0.5, without=LAYER, batch-norm=on, dropout=0.5, "
         "lrn=on, batch=128"));
  add_->setText(tr("Add"));
}

void LabForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
