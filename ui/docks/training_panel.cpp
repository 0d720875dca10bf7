#include "ui/docks/training_panel.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/training_form.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/freeze_choice.h"
#include "ui/widgets/move_bars.h"
#include "ui/window_actions.h"

namespace convlens::ui {
namespace {

constexpr int kProgressSteps = 1000;
constexpr int kFormWidth = 544, kMovesWidth = 216;
constexpr double kMegabyte = 1e6;

QString megabytes(qint64 bytes) { return QString::number(static_cast<double>(bytes) / kMegabyte, 'f', 1); }

QToolButton* action_button(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

}  // namespace

TrainingPanel::TrainingPanel(const WindowActions& actions, QWidget* parent)
    : QWidget(parent),
      form_(new TrainingForm),
      loss_(new CurvePlot(CurvePlot::Kind::loss)),
      accuracy_(new CurvePlot(CurvePlot::Kind::accuracy)),
      progress_(new QProgressBar),
      download_progress_(new QProgressBar),
      words_(new QLabel),
      download_words_(new QLabel),
      get_mnist_(new QPushButton),
      cancel_(new QPushButton),
      download_(new QWidget),
      moves_title_(new QLabel),
      moves_(new MoveBars),
      moved_(moved()) {
  for (QProgressBar* bar : {progress_, download_progress_}) {
    bar->setTextVisible(false);
    bar->setRange(0, kProgressSteps);
    bar->setValue(0);
  }
  auto* download_row = new QHBoxLayout(download_);
  download_row->setContentsMargins(0, 0, 0, 0);
  download_row->setSpacing(kGrid);
  download_row->addWidget(download_words_);
  download_row->addWidget(download_progress_, 1);
  download_row->addWidget(cancel_);
  download_->hide();

  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(kGrid / 2);
  for (QAction* action : {actions.train, actions.pause, actions.step, actions.stop, actions.go_on}) {
    QToolButton* button = action_button(action);
    buttons->addWidget(button);
    // A button follows its action in all but this.
    connect(action, &QAction::visibleChanged, button, [button, action] { button->setVisible(action->isVisible()); });
    button->setVisible(action->isVisible());
  }
  buttons->addWidget(form_->freeze());
  buttons->addStretch();
  buttons->addWidget(get_mnist_);

  auto* left = new QVBoxLayout;
  left->setSpacing(kGrid / 2);
  left->addWidget(form_);
  left->addLayout(buttons);
  left->addWidget(download_);
  left->addStretch();
  left->addWidget(progress_);
  left->addWidget(words_);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid);
  row->setSpacing(2 * kGrid);
  auto* left_box = new QWidget;
  left->setContentsMargins(0, 0, 0, 0);
  left_box->setLayout(left);
  left_box->setFixedWidth(kFormWidth);
  row->addWidget(left_box);
  row->addWidget(loss_, 1);
  row->addWidget(accuracy_, 1);
  row->addWidget(moved_);

  words_->setMinimumWidth(1);
  words_->setFont(font_of(TypeSize::small));
  connect(form_, &TrainingForm::beginning_chosen, this, [this] { set_mnist_there(mnist_there_); });
  connect(get_mnist_, &QPushButton::clicked, actions.get_mnist, &QAction::trigger);
  connect(cancel_, &QPushButton::clicked, this, &TrainingPanel::download_cancelled);
  retranslate();
}

QWidget* TrainingPanel::moved() {
  auto* scroll = new QScrollArea;  // a deep network has more layers than the dock has room for
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidgetResizable(true);
  scroll->setWidget(moves_);
  moves_->setAutoFillBackground(false);
  scroll->viewport()->setAutoFillBackground(false);
  moves_title_->setFont(font_of(TypeSize::small));
  moves_title_->setForegroundRole(QPalette::PlaceholderText);
  moves_title_->setWordWrap(true);
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  column->addWidget(moves_title_);
  column->addWidget(scroll, 1);
  box->setFixedWidth(kMovesWidth);
  box->hide();
  return box;
}

void TrainingPanel::retranslate() {
  moves_title_->setText(tr("how far each layer's weights moved, of their norm"));
  get_mnist_->setText(tr("Get MNIST (11 MB)"));
  cancel_->setText(tr("Cancel"));
  cancel_->setAccessibleName(tr("Cancel the download"));
  progress_->setAccessibleName(tr("Progress of the training"));
  download_progress_->setAccessibleName(tr("Progress of the download"));
  say_progress();
}

void TrainingPanel::set_mnist_there(bool there) {
  mnist_there_ = there;
  // Beside the choice of what is frozen there is no room for it; the menu has it, too.
  get_mnist_->setVisible(!there && !downloading_ && !form_->goes_on());
}

QString TrainingPanel::progress_text() const { return words_->text(); }

void TrainingPanel::show_training(const TrainingStatus& status) {
  // A new run begins with `loading`, or, where the data was there already, with steps that count from 1 again. The
  // curves of the last one stay until this one has something to show: its data may not be there.
  begins_ = begins_ || status.phase == TrainingPhase::loading;
  const bool runs = status.phase == TrainingPhase::running || status.phase == TrainingPhase::paused;
  const bool counts_again = !status.steps.empty() && status.steps.front().step <= 1;
  if (counts_again || (begins_ && (runs || !status.steps.empty()))) {
    loss_->clear();
    accuracy_->clear();
    last_epoch_.reset();
    moved_->hide();
    begins_ = false;
  }
  add_to_curves(status);
  if (!status.moves.empty()) {
    moves_->set_moves(status.moves);
    moved_->show();
  }
  status_ = status;
  status_.steps.clear();
  status_.epochs.clear();
  progress_->setRange(0, status.phase == TrainingPhase::loading ? 0 : kProgressSteps);
  if (status.phase == TrainingPhase::idle)
    progress_->setValue(0);
  else if (status.total_steps > 0)
    progress_->setValue(static_cast<int>(status.step * kProgressSteps / status.total_steps));
  say_progress();
}

void TrainingPanel::add_to_curves(const TrainingStatus& status) {
  for (const StepRecord& step : status.steps) {
    loss_->add_training(static_cast<double>(step.step), step.loss);
    if (step.count > 0)
      accuracy_->add_training(static_cast<double>(step.step), static_cast<double>(step.correct) / step.count);
  }
  for (const EpochRecord& epoch : status.epochs) {
    const double per_epoch =
        status.epochs_total > 0 ? static_cast<double>(status.total_steps) / status.epochs_total : 0;
    if (epoch.test_accuracy) accuracy_->add_test(epoch.epoch * per_epoch, *epoch.test_accuracy);
    last_epoch_ = epoch;
  }
  if (status.steps.empty() && status.epochs.empty()) return;
  for (CurvePlot* plot : {loss_, accuracy_}) {
    plot->set_steps(static_cast<double>(status.total_steps));
    plot->refresh();
  }
}

void TrainingPanel::say_progress() {
  QStringList words;
  switch (status_.phase) {
    case TrainingPhase::idle:
      words << tr("Nothing is training. Press Train (F5) to begin.");
      break;
    case TrainingPhase::loading:
      words << tr("Loading %1…").arg(data_title(status_.data));
      break;
    case TrainingPhase::stopping:
      words << tr("Stopping…");
      break;
    case TrainingPhase::running:
    case TrainingPhase::paused:
    case TrainingPhase::finished: {
      const bool running = status_.phase == TrainingPhase::running;
      words << (running                                  ? tr("Training %1 on %2")
                : status_.phase == TrainingPhase::paused ? tr("Paused: %1 on %2")
                                                         : tr("Done: %1 on %2"))
                   .arg(status_.model, data_title(status_.data));
      words << tr("step %1 of %2").arg(count_text(status_.step), count_text(status_.total_steps));
      if (status_.images_per_second > 0)
        words << tr("%1 images/s").arg(count_text(static_cast<qint64>(status_.images_per_second)));
      if (running && status_.seconds_left > 0)
        words << tr("%1 left").arg(duration_text(status_.seconds_left));
      break;
    }
  }
  if (last_epoch_) {
    const QString test = last_epoch_->test_accuracy
                             ? tr("test %1").arg(percent(*last_epoch_->test_accuracy))
                             : tr("train %1").arg(percent(last_epoch_->train_accuracy));
    words << tr("epoch %1: %2").arg(last_epoch_->epoch).arg(test);
  }
  words_->setText(words.join(QStringLiteral(" · ")));
  words_->setToolTip(words_->text());
}

void TrainingPanel::show_download(qint64 done, qint64 total) {
  downloading_ = total == 0 || done < total;
  download_->setVisible(downloading_);
  set_mnist_there(mnist_there_);
  download_progress_->setRange(0, total > 0 ? kProgressSteps : 0);
  if (total > 0) download_progress_->setValue(static_cast<int>(done * kProgressSteps / total));
  download_words_->setText(total > 0 ? tr("MNIST: %1 of %2 MB").arg(megabytes(done), megabytes(total))
                                     : tr("MNIST: connecting…"));
}

void TrainingPanel::show_download_ended(const QString& message) {
  downloading_ = false;
  download_->hide();
  set_mnist_there(mnist_there_);
  if (!message.isEmpty()) words_->setText(message);
}

void TrainingPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
