#include "ui/views/data_view.h"

#include <QPushButton>
#include <algorithm>

#include "core/figures/confusion_figure.h"
#include "ui/docks/training_form.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/views/data_choice.h"
#include "ui/views/picture_filter_bar.h"
#include "ui/widgets/confusion_matrix.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::ui {
namespace {

constexpr int kLargestThumbnail = 128;  // pixels of a side: sharp at 64 points on a screen of two pixels a point

QStringList class_names(const DataEvaluation& evaluation) {
  QStringList names;
  for (std::size_t c = 0; c < evaluation.confusion.size(); ++c) names << evaluation.class_name(static_cast<int>(c));
  return names;
}

}  // namespace

DataView::DataView(QWidget* parent) : View(parent) {
  build();
  connect_parts();
  retranslate();
}

void DataView::connect_parts() {
  connect(data_, &DataChoice::activated, this, [this] {
    due_ = true;
    refresh_when_visible();
  });
  connect(again_, &QPushButton::clicked, this, &DataView::evaluate);
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel();
    cancelled_ = true;
    progress_->stop();
    show_state();
  });
  connect(filter_, &PictureFilterBar::changed, this, [this] {
    matrix_->set_chosen(filter_->filter().cell);
    fill_grid();
    grid_->set_current(-1);
    grid_->scroll_to_top();
  });
  connect(grid_, &PictureGrid::chosen, this, &DataView::use_as_input);
  connect(grid_, &PictureGrid::hovered, this, &DataView::tell);
  connect(grid_, &PictureGrid::current_changed, this, [this](int place) {
    grid_->describe(picture_text(place));
    tell(place);
  });
  connect(grid_, &PictureGrid::left, this, [this] { emit hovered({}); });
  connect(matrix_, &ConfusionMatrix::cell_hovered, this,
          [this](ConfusionCell cell) { emit hovered(matrix_->cell_text(cell)); });
  connect(matrix_, &ConfusionMatrix::left, this, [this] { emit hovered({}); });
  connect(matrix_, &ConfusionMatrix::cell_chosen, this, &DataView::open_cell);
}

void DataView::refresh_when_visible() {
  if (isVisible()) refresh();
}

QString DataView::word() const { return data_->word(); }

void DataView::show_data_sets(const QStringList& words, const QString& current) {
  const QString chosen = word();
  // Until something has been evaluated the choice is nobody's.
  data_->offer(words, current, asked_model_ != nullptr);
  if (word() != chosen) due_ = true;
  refresh_when_visible();
}

void DataView::choose_data_set(const QString& chosen) {
  if (chosen.isEmpty() || chosen == word()) return;
  data_->choose(chosen);
  due_ = true;
  refresh_when_visible();
}

void DataView::show_training(bool under_way) {
  if (training_ && !under_way) due_ = true;
  training_ = under_way;
  refresh_when_visible();
}

/// Called for every frame, also while the pen moves: without new weights it does next to nothing.
void DataView::refresh() {
  if (frame() && !word().isEmpty()) {
    // The end of a training is told a moment before its last weights are shown: what has begun then begins again.
    const bool overtaken = is_waiting() && !training_ && frame()->model != asked_model_;
    const bool answered = evaluation_ && evaluation_->complete() && !is_stale();
    const bool other_choice = is_waiting() && word() != asked_word_;
    // Where the data did not fit there is nothing to keep: another network may do.
    const bool may_fit_now = !is_waiting() && evaluation_ && evaluation_->answers.empty() &&
                             evaluation_->model->graph != frame()->model->graph;
    if (overtaken || other_choice || may_fit_now || (due_ && !is_waiting() && !answered)) evaluate();
  }
  if (selection().class_index != followed_class_) {
    followed_class_ = selection().class_index;
    filter_->set_class(followed_class_);
  }
  show_state();
}

void DataView::evaluate() {
  if (!frame() || word().isEmpty()) return;
  due_ = cancelled_ = false;
  failure_.clear();
  asked_model_ = frame()->model;
  asked_word_ = word();
  progress_->start();
  ask(evaluation_job(asked_word_, asked_model_, evaluation_));
  show_state();
}

bool DataView::is_stale() const {
  return evaluation_ && frame() && (evaluation_->model != frame()->model || evaluation_->word != word());
}

void DataView::show_news(int, const JobNews& news) {
  if (news.result) {
    auto evaluation = std::static_pointer_cast<const DataEvaluation>(news.result);
    if (evaluation->model == asked_model_ && evaluation->word == asked_word_) take(std::move(evaluation));
  }
  if (news.complete && !is_waiting()) progress_->stop();
  if (!news.failure.isEmpty() && !is_waiting()) {
    failure_ = news.failure;
    evaluation_.reset();
    fill_grid();
  }
  if (is_waiting() && news.total > 0) progress_->show_progress(news.done, news.total);
  show_state();
}

void DataView::take(DataEvaluationPtr evaluation) {
  const bool other_pictures = !evaluation_ || evaluation_->samples != evaluation->samples;
  if (other_pictures) thumbnails_.clear();
  if (evaluation_ && evaluation_->word != evaluation->word) {
    filter_->set_cell(std::nullopt, {});
    matrix_->set_chosen(std::nullopt);
    grid_->set_current(-1);
    grid_->scroll_to_top();
  }
  const int current = grid_->current() >= 0 ? picture_at(grid_->current()) : -1;
  evaluation_ = std::move(evaluation);
  filter_->set_classes(class_names(*evaluation_));
  matrix_->set_counts(evaluation_->confusion, class_names(*evaluation_));
  fill_grid();
  const auto place = std::ranges::find(order_, current);
  grid_->set_current(place == order_.end() ? -1 : static_cast<int>(place - order_.begin()));
}

void DataView::fill_grid() {
  order_ = evaluation_ ? filtered_pictures(*evaluation_, filter_->filter()) : std::vector<int>();
  grid_->set_pictures(static_cast<int>(order_.size()), [this](int place) { return grid_picture(place); });
  filter_->show_count(static_cast<int>(order_.size()));
}

void DataView::open_cell(ConfusionCell cell) {
  const bool opens = filter_->filter().cell != cell;
  const auto wanted = opens ? std::optional(cell) : std::nullopt;
  filter_->set_cell(wanted, opens ? cell_words(cell) : QString());
  emit filter_->changed();
}

void DataView::use_as_input(int place) {
  const int index = picture_at(place);
  emit input_requested({sample_pixels(*evaluation_->samples, index), evaluation_->samples->label(static_cast<std::size_t>(index))});
}

Exporter DataView::exporter() const {
  if (!evaluation_ || !evaluation_->complete() || evaluation_->answers.empty()) return {};
  return [evaluation = evaluation_] {
    std::vector<Misread> misread;
    for (std::size_t i = 0; i < evaluation->answers.size(); ++i) {
      const ClassAnswer& answer = evaluation->answers[i];
      const int label = evaluation->samples->label(i);
      if (answer.predicted != label) misread.push_back({i, label, answer.predicted, answer.p});
    }
    return confusion_figure(*evaluation->model, *evaluation->samples, evaluation->word.toStdString(),
                            evaluation->confusion, std::move(misread), Tables::csv);
  };
}

void DataView::tell(int place) { emit hovered(picture_text(place)); }

QString DataView::picture_text(int place) const {
  const int index = picture_at(place);
  const ClassAnswer& answer = evaluation_->answers[static_cast<std::size_t>(index)];
  const int label = evaluation_->samples->label(static_cast<std::size_t>(index));
  const QString form = answer.predicted == label ? tr("%1 · test image %2 · true %3, read as %4: right · %5")
                                                 : tr("%1 · test image %2 · true %3, read as %4: wrong · %5");
  return form.arg(data_title(evaluation_->word))
      .arg(index)
      .arg(evaluation_->class_name(label), evaluation_->class_name(answer.predicted),
           percent(static_cast<double>(answer.p)));
}

GridPicture DataView::grid_picture(int place) {
  const int index = picture_at(place);
  const ClassAnswer& answer = evaluation_->answers[static_cast<std::size_t>(index)];
  const int label = evaluation_->samples->label(static_cast<std::size_t>(index));
  const bool wrong = answer.predicted != label;
  const QString truth = evaluation_->class_name(label), predicted = evaluation_->class_name(answer.predicted);
  const QString sure = short_percent(static_cast<double>(answer.p));
  QStringList captions;
  if (wrong) captions << tr("✗ %1 → %2  %3", "true class, predicted class, confidence").arg(truth, predicted, sure);
  captions << (wrong ? QStringLiteral("✗ %1  %2") : QStringLiteral("%1  %2")).arg(predicted, sure);
  captions << (wrong ? QStringLiteral("✗ %1") : QStringLiteral("%1")).arg(predicted);
  return {thumbnail(index), captions, wrong};
}

const QImage& DataView::thumbnail(int index) {
  if (const QImage* known = thumbnails_.object(index)) return *known;
  auto* image = new QImage(to_qimage(*sample_pixels(*evaluation_->samples, index)));
  if (std::max(image->width(), image->height()) > kLargestThumbnail)
    *image = image->scaled(kLargestThumbnail, kLargestThumbnail, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  thumbnails_.insert(index, image);
  return *image;
}

}  // namespace convlens::ui
