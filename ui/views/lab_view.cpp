#include "ui/views/lab_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/figures/lab_figure.h"
#include "ui/docks/training_form.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/lab_form.h"
#include "ui/views/lab_table.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/epoch_curves.h"
#include "ui/widgets/page_buttons.h"

namespace convlens::ui {
namespace {

constexpr int kParts = 1000, kBarWidth = 104, kAboutWidth = 300;
constexpr double kPerCent = 100, kAccuracyStep = 10, kAccuracyTop = 100.5;
constexpr double kHeadroom = 1.06, kSmallestTop = 1e-3;

EpochCurves::Curve curve_of(const LabVariant& variant, double LabLook::*value, double factor) {
  EpochCurves::Curve curve{
      .name = QString::fromStdString(to_string(variant.variant)), .epochs = {}, .values = {}};
  for (const LabLook& look : variant.progress.looks) {
    curve.epochs.push_back(look.epochs);
    curve.values.push_back(factor * look.*value);
  }
  return curve;
}

}  // namespace

LabView::LabView(QWidget* parent)
    : View(parent),
      pages_(new QButtonGroup(this)),
      stack_(new QStackedWidget),
      start_(new QPushButton),
      pick_up_(new QPushButton),
      discard_(new QPushButton),
      stop_(new QPushButton),
      open_(new QPushButton),
      bar_(new QProgressBar),
      state_(new ElidedLabel),
      hint_(new QLabel),
      form_(new LabForm),
      about_(new AboutText),
      table_(new LabTable),
      accuracy_(new EpochCurves(EpochCurves::Legend::none)),
      loss_(new EpochCurves(EpochCurves::Legend::beside)) {
  build();
  connect_parts();
  retranslate();
}

void LabView::build() {
  auto* top = new QHBoxLayout;
  top->setSpacing(kGrid / 2);
  add_page_buttons(*top, *pages_, kPages);
  top->addSpacing(kGrid);
  for (QPushButton* button : {start_, pick_up_, discard_, stop_}) top->addWidget(button);
  top->addWidget(bar_);
  top->addWidget(state_, 1);
  top->addWidget(open_);
  start_->setObjectName(QStringLiteral("start"));
  bar_->setFixedWidth(kBarWidth);
  bar_->setRange(0, kParts);
  bar_->setTextVisible(false);
  state_->setForegroundRole(QPalette::PlaceholderText);
  hint_->setWordWrap(true);
  hint_->hide();
  auto* set_up = new QWidget;
  auto* first = new QHBoxLayout(set_up);
  first->setContentsMargins(0, 0, 0, 0);
  first->setSpacing(2 * kGrid);
  first->addWidget(form_, 1);
  first->addWidget(about_);
  about_->setFixedWidth(kAboutWidth);
  auto* curves = new QWidget;
  auto* last = new QHBoxLayout(curves);
  last->setContentsMargins(0, 0, 0, 0);
  last->setSpacing(2 * kGrid);
  last->addWidget(accuracy_, 2);
  last->addWidget(loss_, 3);
  for (QWidget* page : {set_up, static_cast<QWidget*>(table_), curves}) stack_->addWidget(page);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(top);
  column->addWidget(hint_);
  column->addWidget(stack_, 1);
}

void LabView::connect_parts() {
  connect(pages_, &QButtonGroup::idClicked, this, [this](int page) { open_page(static_cast<Page>(page)); });
  connect(form_, &LabForm::changed, this, &LabView::show_state);
  connect(start_, &QPushButton::clicked, this, [this] { begin(form_->settings(), true); });
  connect(pick_up_, &QPushButton::clicked, this, [this] { begin(moment_->state.settings, false); });
  connect(stop_, &QPushButton::clicked, this, &LabView::stop);
  connect(discard_, &QPushButton::clicked, this, [this] {
    moment_.reset();
    ask(lab_discard_job(folder_), kDiscard);
    open_page(kSetUp);
  });
  connect(table_, &LabTable::itemSelectionChanged, this, &LabView::show_state);
  const auto open = [this] {
    if (can_open(table_->chosen()))
      ask(lab_open_job(folder_, static_cast<std::size_t>(table_->chosen())), kOpen);
  };
  connect(open_, &QPushButton::clicked, this, open);
  connect(table_, &LabTable::itemActivated, this, open);
}

void LabView::keep_in(const std::filesystem::path& folder) {
  folder_ = folder;
  peeked_ = false;
  if (isVisible()) refresh();
}

void LabView::show_data_sets(const QStringList& words, const QString& current) {
  form_->set_data_sets(words, current, moment_ != nullptr);
  paint();
}

void LabView::choose_data_set(const QString& word) {
  if (moment_) return;
  form_->choose_data_set(word);
  paint();
}

void LabView::begin(const LabSettings& settings, bool anew) {
  failure_.clear();
  done_ = anew || !moment_ ? 0 : moment_->state.done();
  run_ = std::make_shared<LabRun>(LabRun{.settings = settings, .folder = folder_, .anew = anew});
  if (anew) moment_.reset();
  ask(lab_slice_job(run_), kRun);
  open_page(kTable);
  show_state();
}

void LabView::stop() {
  cancel(kRun);
  run_.reset();
  show_state();
}

void LabView::open_page(Page page) {
  pages_->button(page)->setChecked(true);
  stack_->setCurrentIndex(page);
  paint();  // before the first start: as the form is now
}

void LabView::refresh() {
  if (!peeked_ && !folder_.empty() && !run_) {
    peeked_ = true;
    ask(lab_peek_job(folder_), kPeek);
  }
  show_state();
}

void LabView::show_news(int channel, const JobNews& news) {
  if (channel == kRun) take_run_news(news);
  if (channel == kPeek && news.result && !run_) {
    moment_ = std::static_pointer_cast<const LabMoment>(news.result);
    form_->show_settings(moment_->state.settings);
    open_page(moment_->state.begun() ? kTable : kSetUp);
  }
  if (channel == kOpen && news.result)
    emit model_requested(*std::static_pointer_cast<const QString>(news.result));
  show_state();
}

void LabView::take_run_news(const JobNews& news) {
  if (!run_) return;
  if (news.total > 0) done_ = static_cast<double>(news.done) / static_cast<double>(news.total);
  if (news.result) {
    moment_ = std::static_pointer_cast<const LabMoment>(news.result);
    done_ = moment_->state.done();
    paint();
  }
  if (!news.complete || is_waiting(kRun)) return;
  failure_ = news.failure;
  if (!failure_.isEmpty() || !moment_ || moment_->state.finished())
    run_.reset();
  else
    ask(lab_slice_job(run_), kRun);
}

LabState LabView::shown_lab() const {
  if (moment_) return moment_->state;
  return planned_lab(run_ ? run_->settings : form_->settings());
}

QString LabView::hint_text(const LabState& state) const {
  if (state.begun() || stack_->currentIndex() == kSetUp || folder_.empty()) return {};
  if (run_) return tr("Opening the data; numbers and curves begin with the first variant's training.");
  if (state.variants.empty()) return tr("No variant is ticked: tick some under Variants.");
  const QString which =
      tr("Nothing is trained yet. What is to be: variants of %1 on %2, all with the same seed and pictures (%3 of them).")
          .arg(QString::fromStdString(state.settings.model), data_title(QString::fromStdString(state.settings.data)))
          .arg(state.variants.size());
  return which + QLatin1Char(' ') +
         tr("Press %1: accuracy, loss, time and dead filters then grow here while they are trained in turn.")
             .arg(is_offered() ? pick_up_->text() : start_->text());
}

void LabView::paint() {
  const LabState state = shown_lab();
  const QString hint = hint_text(state);
  hint_->setText(hint);
  hint_->setVisible(!hint.isEmpty());
  table_->show_lab(state, moment_ && moment_->current ? static_cast<int>(*moment_->current) : -1);
  if (table_->chosen() < 0) table_->choose(0);
  std::vector<EpochCurves::Curve> accuracies, losses;
  // Before anything is trained: all accuracies, and losses up to that of guessing.
  double low = state.begun() ? kPerCent : 0;
  double high = state.begun() || !state.settings.base
                    ? kSmallestTop
                    : std::log(static_cast<double>(
                          state.settings.base->node(state.settings.base->logits()).shape.size()));
  for (const LabVariant& variant : state.variants) {
    accuracies.push_back(curve_of(variant, &LabLook::held_out, kPerCent));
    losses.push_back(curve_of(variant, &LabLook::loss, 1));
    for (const double value : accuracies.back().values) low = std::min(low, value);
    for (const double value : losses.back().values)
      high = std::isfinite(value) ? std::max(high, value) : high;
  }
  accuracy_->set_curves(std::move(accuracies), state.settings.epochs,
                        std::floor(low / kAccuracyStep) * kAccuracyStep, kAccuracyTop);
  loss_->set_curves(std::move(losses), state.settings.epochs, 0, high * kHeadroom);
}

bool LabView::is_offered() const { return moment_ && !run_ && !moment_->state.finished(); }

bool LabView::can_open(int variant) const {
  return moment_ && variant >= 0 && static_cast<std::size_t>(variant) < moment_->state.variants.size() &&
         !moment_->state.variants[static_cast<std::size_t>(variant)].progress.looks.empty();
}

QString LabView::state_text() const {
  if (!failure_.isEmpty()) return failure_;
  if (folder_.empty()) return tr("There is no folder to keep a lab in.");
  if (run_ && (!moment_ || !moment_->current)) return tr("Opening the data…");
  if (!moment_) return tr("variants ticked: %1").arg(form_->ticked());
  const LabState& state = moment_->state;
  const QString what = tr("%1 on %2")
                           .arg(QString::fromStdString(state.settings.model),
                                data_title(QString::fromStdString(state.settings.data)));
  if (run_)
    return tr("%1 done · training %2 · %3")
        .arg(short_percent(done_),
             QString::fromStdString(to_string(state.variants[*moment_->current].variant)), what);
  if (is_offered()) return tr("%1: unfinished, %2 done").arg(what, short_percent(state.done()));
  return tr("%1: done").arg(what);
}

void LabView::show_state() {
  const bool offered = is_offered();
  start_->setVisible(!run_ && !offered);
  start_->setEnabled(!folder_.empty() && form_->ticked() > 0 && !is_waiting(kPeek));
  pick_up_->setVisible(offered);
  discard_->setVisible(offered);
  stop_->setVisible(run_ != nullptr);
  bar_->setVisible(run_ != nullptr);
  bar_->setValue(static_cast<int>(std::lround(done_ * kParts)));
  form_->setEnabled(!run_ && !offered);
  open_->setEnabled(can_open(table_->chosen()));
  state_->setText(state_text());
}

void LabView::retranslate() {
  const QString pages[] = {tr("Variants"), tr("Table"), tr("Curves")};
  for (int page = 0; page < kPages; ++page) pages_->button(page)->setText(pages[page]);
  start_->setText(tr("Start"));
  start_->setToolTip(tr("Train the ticked variants, an epoch each in turn; a finished lab is replaced"));
  pick_up_->setText(tr("Pick up"));
  pick_up_->setToolTip(tr("Go on with the lab that was stopped"));
  discard_->setText(tr("Discard"));
  discard_->setToolTip(tr("Throw away the lab that was stopped"));
  stop_->setText(tr("Stop"));
  stop_->setToolTip(tr("Stop the lab; what was trained is kept"));
  open_->setText(tr("Open this variant"));
  open_->setToolTip(tr("Make the chosen variant the network of the window"));
  for (QPushButton* button : {start_, pick_up_, discard_, stop_, open_})
    button->setAccessibleName(button->toolTip());
  bar_->setAccessibleName(tr("How much of the lab is done"));
  accuracy_->set_title(tr("Accuracy on held-out images in % by epoch"));
  loss_->set_title(tr("Training loss (cross-entropy) by epoch"));
  about_->setText(tr("Which part of a network earns its accuracy? Variants trained with the same seed, "
                     "images and epochs tell. "
                     "Zeiler & Fergus (2014) found first filters of AlexNet (window 11, stride 4) dead or "
                     "coarse, made them 7 "
                     "and 2 (section 4.1), and took layers away (section 5.1, table 3). Dead is a filter "
                     "that answers to none of "
                     "%1 held-out images; accuracies to choose by are on held-out training images. (The "
                     "variants here are ours; "
                     "where a layer comes or goes, those behind it begin with other random weights)")
                      .arg(kDeadImages));
  table_->retranslate();
  paint();
  show_state();
}

Exporter LabView::exporter() const {
  if (!moment_ || !moment_->state.begun()) return {};
  return [moment = moment_] { return lab_figure(moment->state, Tables::csv); };
}

}  // namespace convlens::ui
