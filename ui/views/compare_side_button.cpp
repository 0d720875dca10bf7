#include "ui/views/compare_side_button.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWidgetAction>
#include <algorithm>

#include "ui/paint/theme.h"
#include "ui/views/saliency_job.h"

namespace convlens::ui {
namespace {

using From = CompareChoice::From;
using Weights = CompareChoice::Weights;

constexpr int kMostSamples = 1'000'000;
constexpr int kMenuArrowRoom = 34;  // beside the text: the arrow and the margins

QString text_of(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())); }

}  // namespace

CompareSideButton::CompareSideButton(const QString& name, QWidget* parent)
    : QToolButton(parent), name_(name), menu_(new QMenu(this)), number_action_(new QWidgetAction(this)), number_(new QSpinBox) {
  setPopupMode(InstantPopup);
  setFocusPolicy(Qt::StrongFocus);
  setToolButtonStyle(Qt::ToolButtonTextOnly);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  setMenu(menu_);
  const auto group = [this] { return new QActionGroup(this); };
  inputs_ = menu_->addSection(QString());
  QActionGroup* froms = group();
  const auto from = [&](From where) {
    return add(froms, [where](CompareChoice& c) { c.from = where; }, [where](const CompareChoice& c) { return c.from == where; });
  };
  live_ = from(From::live);
  kept_ = from(From::kept);
  sample_ = from(From::sample);
  number_->setRange(0, kMostSamples);
  auto* holder = new QWidget;
  auto* row = new QHBoxLayout(holder);
  row->setContentsMargins(4 * kGrid, 0, kGrid, 0);
  row->addWidget(number_);
  number_action_->setDefaultWidget(holder);
  menu_->addAction(number_action_);
  connect(number_, &QSpinBox::valueChanged, this, [this](int number) {
    CompareChoice next = choice_;
    next.from = From::sample;
    next.sample = number;
    choose(next);
  });
  networks_ = menu_->addSection(QString());
  QActionGroup* weights = group();
  const auto network = [&](Weights which) {
    return add(weights, [which](CompareChoice& c) { c.weights = which; }, [which](const CompareChoice& c) { return c.weights == which; });
  };
  window_ = network(Weights::window);
  kept_weights_ = network(Weights::kept);
  before_ = network(Weights::before_training);
  file_ = menu_->addAction(QString());
  file_->setCheckable(true);
  weights->addAction(file_);
  entries_.push_back({file_, [this](const CompareChoice& c) { return c.weights == Weights::file && !is_offered(c.file); }});
  connect(file_, &QAction::triggered, this, [this] {
    update_menu();  // chosen only once there is a file
    emit file_wanted();
  });
  rules_ = menu_->addSection(QString());
  QActionGroup* rules = group();
  for (const ExplainMethod& method : explain_methods()) {
    if (!method.rule) continue;
    const BackwardRule rule = *method.rule;
    rule_actions_.push_back(add(rules, [rule](CompareChoice& c) { c.rule = rule; }, [rule](const CompareChoice& c) { return c.rule == rule; }));
    rule_actions_.back()->setText(text_of(method.title));
  }
  methods_ = menu_->addSection(QString());
  QActionGroup* methods = group();
  for (const char* word : kSaliencyMethods) {
    const ExplainMethod* method = find_explain_method(word);
    method_actions_.push_back(
        add(methods, [method](CompareChoice& c) { c.method = method; }, [method](const CompareChoice& c) { return c.method == method; }));
    method_actions_.back()->setText(text_of(method->title));
  }
  retranslate();
}

QAction* CompareSideButton::add(QActionGroup* group, const std::function<void(CompareChoice&)>& change,
                                const std::function<bool(const CompareChoice&)>& is_chosen) {
  QAction* action = menu_->addAction(QString());
  action->setCheckable(true);
  group->addAction(action);
  entries_.push_back({action, is_chosen});
  connect(action, &QAction::triggered, this, [this, change] {
    CompareChoice next = choice_;
    change(next);
    choose(next);
  });
  return action;
}

void CompareSideButton::choose(const CompareChoice& choice) {
  if (choice == choice_) return;
  set_choice(choice);
  emit changed();
}

void CompareSideButton::set_choice(const CompareChoice& choice) {
  choice_ = choice;
  update_menu();
  update_text();
}

void CompareSideButton::set_offer(const CompareOffer& offer) {
  if (offer == offer_) return;
  const bool others = offer.networks != offer_.networks;
  offer_ = offer;
  if (others) list_networks();
  retranslate();
}

void CompareSideButton::list_networks() {
  std::erase_if(entries_, [this](const Entry& entry) { return std::ranges::count(network_actions_, entry.action) > 0; });
  for (QAction* action : network_actions_) delete action;
  network_actions_.clear();
  for (const ShippedNetwork& network : offer_.networks) {
    const QString file = network.file;
    QAction* action = add(
        file_->actionGroup(),
        [file](CompareChoice& c) {
          c.weights = Weights::file;
          c.file = file;
        },
        [file](const CompareChoice& c) { return c.weights == Weights::file && c.file == file; });
    menu_->removeAction(action);
    menu_->insertAction(file_, action);
    network_actions_.push_back(action);
  }
}

bool CompareSideButton::is_offered(const QString& file) const {
  return std::ranges::any_of(offer_.networks, [&](const ShippedNetwork& one) { return one.file == file; });
}

QString CompareSideButton::file_words() const {
  for (const ShippedNetwork& network : offer_.networks)
    if (network.file == choice_.file) return tr("%1, as it ships").arg(network.name);
  return QFileInfo(choice_.file).fileName();
}

void CompareSideButton::update_menu() {
  for (const Entry& entry : entries_) entry.action->setChecked(entry.is_chosen(choice_));
  const QSignalBlocker quiet(number_);
  number_->setValue(choice_.sample);
  kept_->setEnabled(offer_.kept);
  kept_weights_->setEnabled(offer_.kept);
  before_->setEnabled(offer_.before_training);
  for (QAction* action : {inputs_, live_, kept_, sample_, static_cast<QAction*>(number_action_)}) action->setVisible(offer_.input);
  rules_->setVisible(offer_.rules);
  for (QAction* action : rule_actions_) action->setVisible(offer_.rules);
  methods_->setVisible(offer_.methods);
  for (QAction* action : method_actions_) action->setVisible(offer_.methods);
}

QString CompareSideButton::words() const {
  QStringList parts;
  if (offer_.input) {
    if (choice_.from == From::live) parts << tr("live drawing");
    if (choice_.from == From::kept) parts << tr("kept drawing");
    if (choice_.from == From::sample) parts << tr("sample %1").arg(choice_.sample);
  }
  if (choice_.weights == Weights::kept) parts << tr("kept weights");
  if (choice_.weights == Weights::before_training) parts << tr("before the training");
  if (choice_.weights == Weights::file) parts << file_words();
  if (choice_.weights == Weights::window && !offer_.input) parts << tr("the window's network");
  if (offer_.rules)
    for (const ExplainMethod& method : explain_methods())
      if (method.rule == choice_.rule) parts << text_of(method.title);
  if (offer_.methods) parts << text_of(choice_.method->title);
  return parts.join(QStringLiteral(" · "));
}

/// A tool button does not shorten its text itself.
void CompareSideButton::update_text() {
  const QString whole = QStringLiteral("%1: %2").arg(name_, words());
  setText(fontMetrics().elidedText(whole, Qt::ElideRight, std::max(1, width() - kMenuArrowRoom)));
  setToolTip(whole);
  setAccessibleName(tr("Side %1: %2").arg(name_, words()));
}

void CompareSideButton::resizeEvent(QResizeEvent* event) {
  QToolButton::resizeEvent(event);
  update_text();
}

/// As a box to choose from looks.
void CompareSideButton::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox box;
  box.initFrom(this);
  box.subControls = QStyle::SC_All;
  box.currentText = text();
  if (isDown()) box.state |= QStyle::State_On;
  painter.drawComplexControl(QStyle::CC_ComboBox, box);
  painter.drawControl(QStyle::CE_ComboBoxLabel, box);
}

void CompareSideButton::retranslate() {
  inputs_->setText(tr("Input"));
  live_->setText(tr("Live drawing"));
  kept_->setText(tr("Kept drawing"));
  sample_->setText(offer_.data.isEmpty() ? tr("Sample of the data set") : tr("Sample of %1, number").arg(offer_.data));
  number_->setAccessibleName(tr("Number of the sample in the test split"));
  number_->setToolTip(number_->accessibleName());
  networks_->setText(tr("Network"));
  window_->setText(tr("The window's"));
  kept_weights_->setText(tr("With the kept weights"));
  before_->setText(tr("As before the training"));
  for (std::size_t i = 0; i < network_actions_.size(); ++i)
    network_actions_[i]->setText(tr("%1, as it ships").arg(offer_.networks[i].name));
  file_->setText(choice_.file.isEmpty() || is_offered(choice_.file) ? tr("Another one (.onnx)…") : tr("Another one: %1…").arg(QFileInfo(choice_.file).fileName()));
  rules_->setText(tr("Rule"));
  methods_->setText(tr("Method"));
  update_menu();
  update_text();
}

}  // namespace convlens::ui
