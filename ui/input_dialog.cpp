#include "ui/input_dialog.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QRadioButton>
#include <algorithm>

#include "ui/input_words.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

constexpr int kColours = 3;
constexpr int kTextWidth = 620;  // of the lines that wrap
constexpr int kNamesWidth = 300, kAnswerWidth = 150, kAnswerLetters = 22;
enum Column { kChoice, kExplanation, kAnswer };

QLabel* wrapping() {
  auto* label = new QLabel;
  label->setWordWrap(true);
  label->setMinimumWidth(kTextWidth);
  return label;
}

void mute(QLabel* label) {
  QPalette palette = label->palette();
  palette.setColor(QPalette::WindowText, muted_colour(palette));
  label->setPalette(palette);
}

}  // namespace

InputDialog::InputDialog(const InputQuestion& question, QWidget* parent)
    : QDialog(parent),
      question_(question),
      class_names_(question.answer.class_names),
      ranges_(input_ranges()) {
  setAttribute(Qt::WA_DeleteOnClose);
  setObjectName(QStringLiteral("input_dialog"));
  build();
  retranslate();
  connect(order_, &QComboBox::currentIndexChanged, this,
          [this] { emit blue_first_changed(answer().blue_first); });
  connect(choose_names_, &QPushButton::clicked, this, &InputDialog::class_names_wanted);
  connect(buttons_, &QDialogButtonBox::accepted, this, [this] { emit answered(answer()); });
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void InputDialog::build() {
  auto* column = new QVBoxLayout(this);
  column->setSpacing(kGrid);
  column->addWidget(text_ = wrapping());
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(2 * kGrid);
  grid->setVerticalSpacing(kGrid / 2);
  grid->setColumnStretch(kExplanation, 1);
  grid->addWidget(preview_title_ = new QLabel, 0, kAnswer);
  mute(preview_title_);
  choices_ = new QButtonGroup(this);
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    const int row = static_cast<int>(i) + 1;
    auto* choice = new QRadioButton;
    choice->setChecked(ranges_[i] == question_.answer.range);
    choices_->addButton(choice, static_cast<int>(i));
    grid->addWidget(choice, row, kChoice);
    explanations_.push_back(new QLabel);
    grid->addWidget(explanations_.back(), row, kExplanation);
    mute(explanations_.back());
    answers_.push_back(new QLabel);
    answers_.back()->setTextFormat(Qt::PlainText);
    answers_.back()->setMinimumWidth(answers_.back()->fontMetrics().averageCharWidth() * kAnswerLetters);
    grid->addWidget(answers_.back(), row, kAnswer);
  }
  column->addLayout(grid);
  column->addWidget(guess_ = wrapping());
  mute(guess_);
  auto* fields = new QGridLayout;
  fields->setHorizontalSpacing(2 * kGrid);
  fields->setColumnStretch(1, 1);
  fields->addWidget(order_title_ = new QLabel, 0, 0);
  fields->addWidget(order_ = new QComboBox, 0, 1, Qt::AlignLeft);
  order_->addItems({QString(), QString()});
  order_->setCurrentIndex(question_.answer.blue_first ? 1 : 0);
  order_title_->setBuddy(order_);
  const bool coloured = question_.shape.channels == kColours;
  order_title_->setVisible(coloured);
  order_->setVisible(coloured);
  fields->addWidget(names_title_ = new QLabel, 1, 0);
  auto* names_row = new QHBoxLayout;
  names_row->addWidget(names_ = new QLabel, 1);
  names_->setTextFormat(Qt::PlainText);
  names_row->addWidget(choose_names_ = new QPushButton);
  choose_names_->setAutoDefault(false);
  names_title_->setBuddy(choose_names_);
  fields->addLayout(names_row, 1, 1);
  column->addLayout(fields);
  column->addWidget(problem_ = wrapping());
  problem_->hide();
  column->addStretch(1);
  column->addWidget(buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel));
  for (QAbstractButton* button : buttons_->buttons()) button->setIcon({});  // the style's own, unlike all others here
}

InputAnswer InputDialog::answer() const {
  const int chosen = std::max(0, choices_->checkedId());
  return {.range = ranges_[static_cast<std::size_t>(chosen)],
          .blue_first = question_.shape.channels == kColours && order_->currentIndex() == 1,
          .class_names = class_names_};
}

void InputDialog::show_previews(const InputPreviews& previews) {
  previews_ = previews;
  word_previews();
}

void InputDialog::show_class_names(const std::vector<std::string>& names) {
  class_names_ = names;
  problem_->hide();
  show_names();
  word_previews();
  fit();
}

void InputDialog::show_problem(const QString& message) {
  QPalette palette = problem_->palette();
  palette.setColor(QPalette::WindowText, warning_colour(palette));
  problem_->setPalette(palette);
  problem_->setText(message);
  problem_->show();
  fit();
}

void InputDialog::show_names() {
  const auto& names = shown_names();
  if (names.empty()) return names_->setText(tr("none: the classes have numbers"));
  const QString first = QString::fromStdString(names.front()), last = QString::fromStdString(names.back());
  names_->setText(names_->fontMetrics().elidedText(tr("%1: from %2 to %3").arg(names.size()).arg(first, last),
                                                   Qt::ElideRight, kNamesWidth));
}

const std::vector<std::string>& InputDialog::shown_names() const {
  return class_names_.empty() ? question_.file_names : class_names_;
}

void InputDialog::word_previews() {
  const auto& names = shown_names();
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    if (i >= previews_.size()) {
      answers_[i]->setText(QStringLiteral("…"));
      continue;
    }
    const auto index = static_cast<std::size_t>(previews_[i].class_index);
    const QString name = index < names.size() ? QString::fromStdString(names[index]) : QString::number(index);
    const QString room = answers_[i]->fontMetrics().elidedText(name, Qt::ElideRight, kAnswerWidth);
    answers_[i]->setText(
        QStringLiteral("%1 · %2").arg(room, short_percent(static_cast<double>(previews_[i].probability))));
    answers_[i]->setToolTip(name);
  }
}

void InputDialog::retranslate() {
  setWindowTitle(tr("Describe the input – %1").arg(question_.file));
  text_->setText(
      tr("%1 does not say what the pixels of its %2 input are to be. Everything that is shown of the network "
         "depends on it. It is asked once: the answer is kept for these very bytes, whatever the file is "
         "called.")
          .arg(question_.file, shape_text(question_.shape)));
  preview_title_->setText(tr("answer to the picture now"));
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    const RangeWords words = range_words(ranges_[i]);
    QAbstractButton* choice = choices_->button(static_cast<int>(i));
    choice->setText(words.name);
    choice->setAccessibleDescription(words.explanation);
    explanations_[i]->setText(words.explanation);
  }
  guess_->setText(tr("Guessed: %1, because %2.")
                      .arg(range_words(question_.guess.range).name, clue_text(question_.guess.clue)));
  order_title_->setText(tr("Order of colours"));
  order_->setItemText(0, tr("red, green, blue (RGB: nearly all)"));
  order_->setItemText(1, tr("blue, green, red (BGR: OpenCV's and Caffe's habit)"));
  order_->setAccessibleName(tr("Order of colours"));
  names_title_->setText(tr("Class names"));
  choose_names_->setText(tr("Load a list…"));
  choose_names_->setToolTip(tr("A JSON list of texts, or one name a line"));
  buttons_->button(QDialogButtonBox::Ok)->setText(tr("Use this"));
  buttons_->button(QDialogButtonBox::Cancel)->setText(question_.answered ? tr("Leave it") : tr("Not now"));
  show_names();
  word_previews();
  fit();
}

void InputDialog::fit() {
  layout()->activate();
  resize(sizeHint().expandedTo({width(), heightForWidth(std::max(width(), sizeHint().width()))}));
}

void InputDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace convlens::ui
