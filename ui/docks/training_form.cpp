#include "ui/docks/training_form.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>
#include <algorithm>
#include <limits>

#include "core/data/augment.h"
#include "core/model/presets.h"
#include "ui/paint/theme.h"
#include "ui/widgets/freeze_choice.h"

namespace convlens::ui {
namespace {

constexpr int kMostEpochs = 1000, kLargestBatch = 4096;
constexpr double kSmallestRate = 1e-5, kLargestRate = 10;
constexpr int kRateDecimals = 5;
constexpr int kFreezeLength = 18;                     // characters
constexpr const char* kNewHead = "+head";             // no preset is called so
constexpr double kSgdRate = 0.05, kAdamRate = 0.001;  // where each optimizer usually begins

}  // namespace

QString data_title(const QString& word) {
  const QString kind = word.section(QLatin1Char(':'), 0, 0), place = word.section(QLatin1Char(':'), 1);
  if (!place.isEmpty()) return QStringLiteral("%1 (%2)").arg(QFileInfo(place).fileName(), data_title(kind));
  if (kind == QLatin1String("mnist")) return QStringLiteral("MNIST");
  if (kind == QLatin1String("mnist+generated"))
    return QCoreApplication::translate("Data", "MNIST + generated digits");
  if (kind == QLatin1String("fashion")) return QStringLiteral("Fashion-MNIST");
  if (kind == QLatin1String("cifar10")) return QStringLiteral("CIFAR-10");
  if (kind == QLatin1String("generated")) return QCoreApplication::translate("Data", "Generated digits");
  if (kind == QLatin1String("folder")) return QCoreApplication::translate("Data", "folder");
  if (kind == QLatin1String("strokes")) return QCoreApplication::translate("Data", "drawings");
  return word;
}

TrainingForm::TrainingForm(QWidget* parent)
    : QWidget(parent),
      data_(new QComboBox),
      model_(new QComboBox),
      optimizer_(new QComboBox),
      schedule_(new QComboBox),
      augment_(new QComboBox),
      epochs_(new QSpinBox),
      batch_(new QSpinBox),
      seed_(new QSpinBox),
      rate_(new QDoubleSpinBox),
      freeze_(new FreezeChoice(this)) {
  const TrainingOptions defaults;
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(kGrid);
  grid->setVerticalSpacing(2);
  for (const auto& [column, share] : {std::pair{0, 8}, {1, 6}, {2, 3}, {3, 3}, {4, 5}})
    grid->setColumnStretch(column, share);
  model_->addItem(QString(), QString());
  model_->addItem(QString(), QString::fromLatin1(kNewHead));
  model_->insertSeparator(2);
  for (const Preset& preset : presets())
    model_->addItem(QString::fromUtf8(preset.name.data(), static_cast<qsizetype>(preset.name.size())),
                    QString::fromUtf8(preset.name.data(), static_cast<qsizetype>(preset.name.size())));
  model_->setCurrentIndex(std::max(0, model_->findData(TrainingRequest().model)));
  for (const OptimizerKind kind : {OptimizerKind::sgd, OptimizerKind::adam})
    optimizer_->addItem(QString(), static_cast<int>(kind));
  for (const Schedule schedule : {Schedule::constant, Schedule::cosine, Schedule::one_cycle})
    schedule_->addItem(QString(), static_cast<int>(schedule));
  schedule_->setCurrentIndex(schedule_->findData(static_cast<int>(defaults.schedule)));
  for (const char* word : {"none", "affine", "drawings", "pictures"})
    augment_->addItem(QString(), QString::fromLatin1(word));
  epochs_->setRange(1, kMostEpochs);
  epochs_->setValue(defaults.epochs);
  batch_->setRange(1, kLargestBatch);
  batch_->setValue(defaults.batch);
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setValue(static_cast<int>(defaults.seed));
  rate_->setDecimals(kRateDecimals);
  rate_->setRange(kSmallestRate, kLargestRate);
  rate_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  rate_->setValue(static_cast<double>(defaults.optimizer.learning_rate));

  add(grid, 0, 0, data_);
  add(grid, 0, 1, model_);
  add(grid, 0, 2, epochs_);
  add(grid, 0, 3, batch_);
  add(grid, 0, 4, seed_);
  add(grid, 1, 0, optimizer_);
  add(grid, 1, 1, schedule_);
  add(grid, 1, 2, rate_);
  grid->addWidget(fields_.back().widget, 3, 2, 1, 2);
  add(grid, 1, 4, augment_);
  set_data_sets({QStringLiteral("generated")}, QStringLiteral("generated"));

  freeze_->setMinimumContentsLength(kFreezeLength);
  freeze_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  connect(model_, &QComboBox::currentIndexChanged, this, [this] {
    freeze_->setVisible(goes_on());
    emit beginning_chosen();
  });
  freeze_->hide();
  connect(data_, &QComboBox::activated, this, [this] { emit data_chosen(current_data()); });
  connect(optimizer_, &QComboBox::activated, this, [this] {
    const bool adam = optimizer_->currentData().toInt() == static_cast<int>(OptimizerKind::adam);
    // A rate that was the other one's usual beginning follows the optimizer; one's own choice stays.
    if (rate_->value() == (adam ? kSgdRate : kAdamRate)) rate_->setValue(adam ? kAdamRate : kSgdRate);
  });
  retranslate();
}

void TrainingForm::add(QGridLayout* grid, int row, int column, QWidget* widget) {
  auto* label = new QLabel;
  label->setBuddy(widget);
  grid->addWidget(label, 2 * row, column);
  grid->addWidget(widget, 2 * row + 1, column);
  if (auto* combo = qobject_cast<QComboBox*>(widget)) {
    combo->setMinimumContentsLength(7);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  }
  fields_.push_back({label, widget});
}

void TrainingForm::retranslate() {
  const QStringList names{tr("Data"),      tr("Network"),  tr("Epochs"),        tr("Batch"),       tr("Seed"),
                          tr("Optimizer"), tr("Schedule"), tr("Learning rate"), tr("Augmentation")};
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const QString& name = names[static_cast<qsizetype>(i)];
    fields_[i].label->setText(name);
    fields_[i].label->setFont(font_of(TypeSize::small));
    fields_[i].label->setForegroundRole(QPalette::PlaceholderText);
    fields_[i].widget->setAccessibleName(name);
  }
  model_->setItemText(0, tr("Weights shown"));
  model_->setItemText(1, tr("New last layer"));
  model_->setItemData(0, tr("Trains the network that is shown on"), Qt::ToolTipRole);
  model_->setItemData(1, tr("Takes the network that is shown to the classes of the data: a new last layer"), Qt::ToolTipRole);
  model_->setToolTip(tr("A preset begins with random weights; the first entry trains the network that is shown on"));
  optimizer_->setItemText(0, tr("SGD + momentum"));
  optimizer_->setItemText(1, tr("Adam"));
  schedule_->setItemText(0, tr("constant"));
  schedule_->setItemText(1, tr("cosine"));
  schedule_->setItemText(2, tr("one cycle"));
  augment_->setItemText(0, tr("none"));
  augment_->setItemText(1, tr("affine"));
  augment_->setItemText(2, tr("drawings"));
  augment_->setItemText(3, tr("pictures"));
  for (int i = 0; i < data_->count(); ++i) data_->setItemText(i, data_title(data_->itemData(i).toString()));
  for (QComboBox* combo : {data_, model_, optimizer_, schedule_, augment_})
    combo->view()->setMinimumWidth(combo->view()->sizeHintForColumn(0) + 3 * kGrid);
}

TrainingRequest TrainingForm::request() const {
  TrainingRequest request;
  request.data = current_data();
  request.new_head = model_->currentData().toString() == QLatin1String(kNewHead);
  request.model = goes_on() ? QString() : model_->currentData().toString();
  if (goes_on()) request.freeze = freeze_->layer();
  TrainingOptions& options = request.options;
  options.epochs = epochs_->value();
  options.batch = batch_->value();
  options.seed = static_cast<std::uint64_t>(seed_->value());
  options.optimizer.kind = static_cast<OptimizerKind>(optimizer_->currentData().toInt());
  options.optimizer.learning_rate = static_cast<float>(rate_->value());
  options.schedule = static_cast<Schedule>(schedule_->currentData().toInt());
  options.augment = parse_augment(augment_->currentData().toString().toStdString());
  return request;
}

bool TrainingForm::goes_on() const {
  const QString word = model_->currentData().toString();
  return word.isEmpty() || word == QLatin1String(kNewHead);
}

void TrainingForm::set_network(std::shared_ptr<const Graph> graph) { freeze_->set_graph(std::move(graph)); }

void TrainingForm::set_data_sets(const QStringList& words, const QString& current) {
  data_->clear();
  for (const QString& word : words) data_->addItem(data_title(word), word);
  choose_data(current);
}

QStringList TrainingForm::data_sets() const {
  QStringList words;
  for (int i = 0; i < data_->count(); ++i) words << data_->itemData(i).toString();
  return words;
}

QString TrainingForm::current_data() const { return data_->currentData().toString(); }

void TrainingForm::choose_data(const QString& word) {
  if (word.isEmpty()) return;
  if (data_->findData(word) < 0) data_->addItem(data_title(word), word);
  data_->setCurrentIndex(data_->findData(word));
  data_->view()->setMinimumWidth(data_->view()->sizeHintForColumn(0) + 3 * kGrid);
}

void TrainingForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
