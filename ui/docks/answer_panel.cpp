#include "ui/docks/answer_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "core/model/no_class.h"
#include "core/study/teach.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/paint/unbroken.h"
#include "ui/widgets/label_buttons.h"
#include "ui/widgets/probability_bars.h"

namespace convlens::ui {
namespace {

constexpr int kGuessHeight = 96;
constexpr qsizetype kLongestHugeName = 2;  // longer class names are set in the size of titles

QStringList names_of(const Frame& frame) {
  QStringList names;
  for (std::size_t i = 0; i < frame.probabilities.size(); ++i)
    names << (i < frame.model->class_names.size() ? QString::fromStdString(frame.model->class_names[i])
                                                  : QString::number(i));
  return names;
}

void colour_text(QLabel* label, const QColor& colour) {
  QPalette palette = label->palette();
  if (palette.color(QPalette::WindowText) == colour) return;
  palette.setColor(QPalette::WindowText, colour);
  label->setPalette(palette);
}

}  // namespace

AnswerPanel::AnswerPanel(QWidget* parent)
    : QWidget(parent),
      guess_(new QLabel),
      certainty_(new QLabel),
      runner_up_(new QLabel),
      truth_(new QLabel),
      bars_(new ProbabilityBars),
      labels_(new LabelButtons) {
  auto* beside = new QVBoxLayout;
  beside->setSpacing(2);
  beside->addStretch();
  for (QLabel* label : {certainty_, runner_up_, truth_}) {
    label->setWordWrap(true);
    beside->addWidget(label);
  }
  beside->addStretch();
  auto* top = new QHBoxLayout;
  top->setSpacing(kGrid);
  guess_->setObjectName(QStringLiteral("guess"));
  guess_->setAlignment(Qt::AlignCenter);
  guess_->setFixedHeight(kGuessHeight);
  guess_->setMinimumWidth(kGuessHeight * 2 / 3);
  top->addWidget(guess_);
  top->addLayout(beside, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, 0, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  column->addLayout(top);
  column->addWidget(bars_, 1);
  column->addWidget(labels_);
  connect(labels_, &LabelButtons::chosen, this, &AnswerPanel::labelled);
  connect(bars_, &ProbabilityBars::class_clicked, this, &AnswerPanel::class_clicked);
  connect(bars_, &ProbabilityBars::hovered, this, &AnswerPanel::hovered);
  refresh();
}

QString AnswerPanel::guess() const { return guess_->text(); }

void AnswerPanel::show_frame(const FramePtr& frame) {
  frame_ = frame;
  refresh();
}

void AnswerPanel::show_selection(const Selection& selection) { bars_->set_selected(selection.class_index); }

void AnswerPanel::offer_labels(const QString& reason_against) { labels_->offer(reason_against); }

void AnswerPanel::show_kept(std::optional<int> label) { labels_->show_kept(label); }

void AnswerPanel::set_guess(const QString& text, bool sure) {
  guess_->setFont(font_of(text.size() <= kLongestHugeName ? TypeSize::huge : TypeSize::title, true));
  colour_text(guess_, sure ? QApplication::palette().color(QPalette::Highlight)
                           : muted_colour(QApplication::palette()));
  guess_->setText(text);
}

void AnswerPanel::refresh() {
  const QPalette colours = QApplication::palette();
  guess_->setAccessibleName(tr("The network's guess"));
  certainty_->setFont(font_of(TypeSize::title, true));
  colour_text(runner_up_, muted_colour(colours));
  truth_->clear();
  labels_->setVisible(frame_ && can_be_taught(*frame_->model));
  if (!frame_ || frame_->probabilities.empty()) {
    set_guess(QStringLiteral("?"), false);
    certainty_->setText(tr("Loading the network…"));
    runner_up_->clear();
    return;
  }
  const QStringList names = names_of(*frame_);
  const std::vector<int> order = ranked(frame_->probabilities);
  const auto probability = [&](int c) { return percent(frame_->probabilities[static_cast<std::size_t>(c)]); };
  bars_->set_probabilities(frame_->probabilities, names, frame_->true_label);
  if (frame_->prepared && !frame_->prepared->has_ink) {
    set_guess(QStringLiteral("?"), false);
    certainty_->setText(tr("Draw a digit"));
    runner_up_->setText(tr("The bars show what the network says to an empty picture."));
    return;
  }
  if (shows_no_class(*frame_->model, frame_->probabilities)) {
    set_guess(QStringLiteral("?"), false);
    certainty_->setText(tr("Not a digit, I think"));
    runner_up_->setText(tr("at most %1: %2").arg(names[order[0]], unbroken(probability(order[0]))));
  } else {
    set_guess(names[order[0]], true);
    certainty_->setText(unbroken(probability(order[0])));
    runner_up_->setText(
        order.size() > 1 ? tr("then %1: %2").arg(names[order[1]], unbroken(probability(order[1]))) : QString());
  }
  if (const auto label = frame_->true_label; label && *label >= 0 && *label < names.size()) {
    const bool right = *label == order[0];
    colour_text(truth_, right ? good_colour(colours) : warning_colour(colours));
    truth_->setText(right ? tr("✓ it is: %1").arg(names[*label]) : tr("✗ it is: %1").arg(names[*label]));
  }
}

void AnswerPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
