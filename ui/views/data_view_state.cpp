// What the data browser looks like and says about itself.
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/docks/training_form.h"
#include "ui/note_text.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"
#include "ui/views/data_view.h"
#include "ui/views/picture_filter_bar.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/confusion_matrix.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::ui {
namespace {

constexpr int kSmallestSide = 288, kLargestSide = 384;  // width of the matrix
constexpr int kNarrowestWords = 132, kWidestWords = 220;
constexpr int kPicturesShare = 4, kMatrixShare = 3, kWordsShare = 1;
constexpr int kThumbnailsKept = 1000;  // 3 MB of MNIST's; of the largest 64 MB

}  // namespace

void DataView::build() {
  data_ = new DataChoice;
  result_ = new QLabel;
  state_ = new QLabel;
  notice_ = new QLabel;
  progress_ = new JobProgress;
  again_ = new QPushButton;
  content_ = new QWidget;
  side_ = new QWidget;
  filter_ = new PictureFilterBar;
  grid_ = new PictureGrid;
  matrix_ = new ConfusionMatrix;
  about_ = new AboutText;
  thumbnails_.setMaxCost(kThumbnailsKept);

  auto* top = new QHBoxLayout;
  top->setSpacing(kGrid);
  top->addWidget(data_);
  top->addWidget(result_);
  top->addWidget(state_, 1);
  top->addWidget(progress_);
  top->addWidget(again_);
  result_->setFont(font_of(TypeSize::body, true));
  state_->setMinimumWidth(1);
  // The line stays as high when a button comes: nothing below it jumps.
  top->addStrut(again_->sizeHint().height());

  auto* left = new QVBoxLayout;
  left->setSpacing(kGrid / 2);
  left->addWidget(filter_);
  left->addWidget(grid_, 1);
  auto* right = new QVBoxLayout(side_);
  right->setContentsMargins(0, 0, 0, 0);
  right->addWidget(matrix_, 1);
  side_->setMinimumWidth(kSmallestSide);
  side_->setMaximumWidth(kLargestSide);
  about_->setMinimumWidth(kNarrowestWords);
  about_->setMaximumWidth(kWidestWords);
  auto* row = new QHBoxLayout(content_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid);
  row->addLayout(left, kPicturesShare);
  row->addWidget(side_, kMatrixShare);
  row->addWidget(about_, kWordsShare);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(top);
  column->addWidget(content_, 1);
  column->addWidget(notice_, 1);
  notice_->setAlignment(Qt::AlignCenter);
  notice_->setWordWrap(true);
}

void DataView::retranslate() {
  data_->retranslate();
  grid_->setAccessibleName(tr("Images of the data set"));
  grid_->setToolTip(tr("A click makes an image the input"));
  again_->setText(tr("Evaluate again"));
  again_->setToolTip(tr("Ask the network that is shown now about all images"));
  progress_->set_title(tr("Evaluation"));
  about_->setText(tr(
      "Every image of the test split, as the network reads it. In the matrix a row is a true class, a column "
      "what "
      "was read; right answers lie on the diagonal, and a click on a cell shows its images. The surest wrong "
      "ones come first: they tell most about the network, and about the labels. (Kohavi & Provost 1998)"));
  if (const auto cell = filter_->filter().cell; cell && evaluation_)
    filter_->set_cell(cell, cell_words(*cell));
  show_state();
}

QString DataView::cell_words(ConfusionCell cell) const {
  return tr("true %1, read as %2").arg(evaluation_->class_name(cell.truth), evaluation_->class_name(cell.predicted));
}

void DataView::show_state() {
  const QString notice = notice_text();
  notice_->setText(notice);
  notice_->setVisible(!notice.isEmpty());
  content_->setVisible(notice.isEmpty());
  result_->setText(answers_anything() && notice.isEmpty() ? result_text() : QString());
  const bool stale = is_stale();
  state_->setText(state_text());
  state_->setToolTip(notes_text().isEmpty() ? state_->text() : notes_text());
  state_->setForegroundRole(QPalette::PlaceholderText);
  grid_->set_dimmed(stale);
  matrix_->set_dimmed(stale);
  grid_->set_hint(is_waiting() ? tr("The first answers are on their way.") : tr("No image is like this."));
  const bool unfinished = answers_anything() && !evaluation_->complete();
  const bool wanted = stale || unfinished || cancelled_ || !failure_.isEmpty();
  again_->setVisible(frame() && !is_waiting() && wanted);
}

/// What stands in place of pictures and matrix; empty where there are some.
QString DataView::notice_text() const {
  if (!frame()) return tr("Waiting for the network.");
  if (!failure_.isEmpty() && !is_waiting()) return failure_;
  if (evaluation_ && evaluation_->answers.empty() && !is_waiting()) return misfit_text();
  if (answers_anything()) return {};
  if (is_waiting()) return tr("Opening %1…").arg(data_title(asked_word_));
  return cancelled_ ? tr("Stopped before the first answer.") : QString();
}

QString DataView::misfit_text() const {
  const QString name = data_title(evaluation_->word);
  if (!evaluation_->shapes_fit())
    return tr("%1 has images of %2, and this network takes %3: choose another data set or another network.")
        .arg(name, shape_text(evaluation_->samples->shape()), shape_text(evaluation_->model->graph->input_shape()));
  return tr("%1 has %2 classes, and this network knows %3: choose another data set or another network.")
      .arg(name)
      .arg(evaluation_->samples->class_names().size())
      .arg(evaluation_->network_classes());
}

QString DataView::result_text() const { return tr("%1 right").arg(percent(evaluation_->accuracy())); }

QString DataView::state_text() const {
  if (!notice_text().isEmpty()) return {};
  if (!answers_anything()) return {};
  const auto count = [](std::size_t n) { return count_text(static_cast<qint64>(n)); };
  const QString done = count(evaluation_->done), total = count(evaluation_->total());
  const QString wrong = count(evaluation_->done - evaluation_->correct);
  QStringList parts;
  if (evaluation_->complete())
    parts << tr("%1 of %2 wrong").arg(wrong, total);
  else
    parts << tr("%1 wrong so far, %2 of %3 seen").arg(wrong, done, total);
  if (is_stale())
    parts << (evaluation_->word != word() ? tr("of %1").arg(data_title(evaluation_->word))
              : training_ ? tr("of earlier weights; evaluated again when the training ends")
                          : tr("of other weights than those shown now"));
  else if (cancelled_)
    parts << tr("stopped");
  if (!notes_text().isEmpty()) parts << QStringLiteral("ⓘ");  // the tool tip has them
  return parts.join(QStringLiteral(" · "));
}

QString DataView::notes_text() const {
  QStringList notes;
  if (evaluation_)
    for (const Note& note : evaluation_->samples->notes()) notes << note_text(note);
  return notes.join(u'\n');
}

}  // namespace convlens::ui
