#include "ui/views/occlusion_view.h"

#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

#include "core/figures/deletion_figure.h"
#include "core/figures/occlusion_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/projection_image.h"
#include "ui/views/occlusion_form.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/sanity_link.h"

namespace convlens::ui {
namespace {

constexpr int kPlayMilliseconds = 40;

bool same_options(const OcclusionOptions& a, const OcclusionOptions& b) {
  return a.patch == b.patch && a.stride == b.stride && a.grid == b.grid && a.fill == b.fill && a.layer == b.layer &&
         a.map == b.map && a.label == b.label;
}

/// What the square looks like on a picture of values from 0 to 1.
QColor fill_colour(const std::vector<float>& fill) {
  const auto level = [&](std::size_t channel) {
    return static_cast<int>(std::clamp(fill[fill.size() == 1 ? 0 : channel], 0.0f, 1.0f) * 255 + 0.5f);
  };
  return fill.size() == 3 || fill.size() == 1 ? QColor(level(0), level(1), level(2)) : QColor(Qt::gray);
}

QStringList class_names(const Model& model) {
  QStringList names;
  for (const std::string& name : model.class_names) names << QString::fromStdString(name);
  return names;
}

}  // namespace

OcclusionView::OcclusionView(QWidget* parent)
    : View(parent),
      form_(new OcclusionForm),
      input_(new InputPicture),
      input_title_(panel_title()),
      activation_(new MapPanel),
      probability_(new MapPanel),
      label_(new MapPanel),
      projection_(new MapPanel),
      last_(new QStackedWidget),
      deletion_chart_(new LineChart),
      bars_(new ProbabilityBars),
      covered_map_(new MapPanel),
      covered_title_(panel_title()),
      play_(new QToolButton),
      uncover_(new QToolButton),
      deletion_button_(new QToolButton),
      progress_(new JobProgress),
      note_(new QLabel),
      about_(new QLabel),
      sanity_(new SanityLink) {
  build();
  connect_maps();
  connect(form_, &OcclusionForm::changed, this, [this] { refresh(); });
  connect(form_, &OcclusionForm::class_chosen, this, [this](int class_index) {
    Selection next = selection();
    next.class_index = class_index;
    emit selection_requested(next);
  });
  connect(play_, &QToolButton::toggled, this, &OcclusionView::play);
  connect(deletion_button_, &QToolButton::toggled, this, [this](bool wanted) {
    if (wanted) pin(std::nullopt);
    if (wanted && picture_) ask(deletion_job(picture_), kDeletion);
    show_last_page();
  });
  connect(sanity_, &SanityLink::clicked, this, [this] { emit sanity_requested(QStringLiteral("occlusion")); });
  connect(uncover_, &QToolButton::clicked, this, [this] { pin(std::nullopt); });
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel(kSweep);
    note_->setText(tr("Stopped. Any change starts the sweep again."));
    show_waiting();
  });
  connect(&step_, &QTimer::timeout, this, &OcclusionView::advance);
  connect(&patience_, &QTimer::timeout, this, &OcclusionView::show_waiting);
  step_.setInterval(kPlayMilliseconds);
  patience_.setSingleShot(true);
  retranslate();
}

Exporter OcclusionView::exporter() const {
  // A coarse sweep is a picture for the waiting, not a figure.
  if (!picture_ || picture_->stride != picture_->question.options.stride) return {};
  return [picture = picture_, deletion = deletion_] {
    const Model& model = *picture->question.frame->model;
    FigureFiles files = occlusion_figure(model, picture->result, picture->question.options, Tables::csv);
    if (deletion && deletion->sweep == picture)
      for (FigureFile& file : deletion_figure(model, picture->result.label, deletion->curve, deletion->random, Tables::csv))
        files.push_back(std::move(file));
    return files;
  };
}

OcclusionQuestion OcclusionView::question() {
  const Model& model = *frame()->model;
  form_->set_model(model);
  form_->set_class(selection().class_index);
  OcclusionQuestion question{frame(), form_->options(model, selection().layer, selection().map)};
  if (!question.options.label) question.options.label = frame()->true_label;
  const int classes = static_cast<int>(frame()->probabilities.size());
  if (question.options.label && *question.options.label >= classes) question.options.label.reset();
  return question;
}

void OcclusionView::refresh() {
  if (!frame()) return;
  const OcclusionQuestion wanted = question();
  if (picture_ && picture_->question.frame->model->graph != wanted.frame->model->graph) {
    picture_.reset();
    pin(std::nullopt);
  }
  if (asked_.frame == wanted.frame && same_options(asked_.options, wanted.options)) {
    if (picture_) show_picture();
    return;
  }
  asked_ = wanted;
  note_->setText({});
  ask(occlusion_job(wanted), kSweep);
  constexpr int kDimAfter = 250;  // milliseconds
  if (!patience_.isActive()) patience_.start(kDimAfter);
  if (!progress_->is_running()) progress_->start();
  if (!picture_) {
    const QImage picture = to_qimage(frame()->activations->input);
    input_->set_picture(picture);
  }
}

void OcclusionView::show_news(int channel, const JobNews& news) {
  if (!frame()) return;
  if (channel == kCovered) {
    if (!news.result) return;
    covered_ = std::static_pointer_cast<const CoveredPicture>(news.result);
    if (pinned_) show_covered();
    return;
  }
  if (channel == kDeletion) {
    if (!news.result) return;
    deletion_ = std::static_pointer_cast<const DeletionPicture>(news.result);
    return show_deletion();
  }
  if (news.total > 0) progress_->show_progress(news.done, news.total);
  if (news.result) {
    const auto picture = std::static_pointer_cast<const OcclusionPicture>(news.result);
    if (picture->question.frame->model->graph == frame()->model->graph) {
      picture_ = picture;
      show_picture();
      if (deletion_button_->isChecked() && news.complete) ask(deletion_job(picture_), kDeletion);
    }
  }
  show_waiting();
}

/// What is shown and belongs to an earlier question is dimmed after a moment.
void OcclusionView::show_waiting() {
  const bool waiting = is_waiting(kSweep);
  if (!waiting) {
    patience_.stop();
    progress_->stop();
  }
  const bool old = waiting && !patience_.isActive() && picture_ && picture_->question.frame != asked_.frame;
  for (MapPanel* panel : {activation_, probability_, label_, projection_}) panel->set_dimmed(old);
  const bool coarse = picture_ && picture_->stride != picture_->question.options.stride;
  if (waiting && coarse) note_->setText(tr("coarse (step %1 px), being refined").arg(picture_->stride));
  else if (waiting || picture_) note_->setText(waiting || !coarse ? QString() : note_->text());
}

void OcclusionView::show_picture() {
  const OcclusionResult& sweep = picture_->result;
  const Model& model = *picture_->question.frame->model;
  const QString layer = QString::fromStdString(model.graph->node(sweep.layer).name);
  const ColourMap colours = scale_for(sweep.activation);
  activation_->set_title(tr("b · sum of map %1 of %2").arg(sweep.map).arg(layer));
  activation_->set_values(sweep.activation, sweep.positions_y, sweep.positions_x, colours,
                          range_of(sweep.activation, colours));
  probability_->set_title(tr("d · probability of %1").arg(class_name(sweep.label)));
  probability_->set_values(sweep.probability, sweep.positions_y, sweep.positions_x, ColourMap::sequential,
                           range_scope() == RangeScope::map ? range_of(sweep.probability, ColourMap::sequential)
                                                            : ValueRange{0, 1});
  label_->set_title(tr("e · most probable class"));
  label_->set_classes(sweep.most_probable, sweep.positions_y, sweep.positions_x, class_names(model));
  const Tensor<float>& pixels = picture_->projection.pixels;
  const ValueRange range = scale_range(extremes_of(pixels), ColourMap::diverging);
  projection_->set_title(tr("c · deconvnet of map %1").arg(sweep.map));
  projection_->set_picture(projection_picture(pixels, range), ColourMap::diverging, range);
  if (pinned_) {
    if (pinned_->y >= sweep.positions_y || pinned_->x >= sweep.positions_x) return pin(std::nullopt);
    ask(covered_job(picture_, *pinned_), kCovered);
  }
  point_at(playing_ ? playing_ : pinned_);
}

void OcclusionView::point_at(std::optional<Position> cell) {
  if (!picture_) return;
  const OcclusionResult& sweep = picture_->result;
  if (cell && (cell->y >= sweep.positions_y || cell->x >= sweep.positions_x)) cell.reset();
  for (MapPanel* panel : {activation_, probability_, label_}) panel->map()->set_marked(cell);
  const QImage input = to_qimage(picture_->question.frame->activations->input);
  if (!cell) {
    input_->set_picture(input);
    input_->set_frame(std::nullopt);
    return emit hovered({});
  }
  const int patch = picture_->question.options.patch;
  const QRect square(sweep.centres_x[static_cast<std::size_t>(cell->x)] - patch / 2,
                     sweep.centres_y[static_cast<std::size_t>(cell->y)] - patch / 2, patch, patch);
  QImage covered = input;
  QPainter(&covered).fillRect(square, fill_colour(picture_->question.options.fill));
  input_->set_picture(covered);
  input_->set_frame(square);
  tell(*cell);
}

void OcclusionView::tell(Position cell) {
  const OcclusionResult& sweep = picture_->result;
  const auto at = static_cast<std::size_t>(cell.y) * static_cast<std::size_t>(sweep.positions_x) +
                  static_cast<std::size_t>(cell.x);
  emit hovered(tr("square at y %1, x %2 · sum %3 · p(%4) %5 · reads %6")
                   .arg(sweep.centres_y[static_cast<std::size_t>(cell.y)])
                   .arg(sweep.centres_x[static_cast<std::size_t>(cell.x)])
                   .arg(exact_number(static_cast<double>(sweep.activation[at])), class_name(sweep.label),
                        exact_number(static_cast<double>(sweep.probability[at])), class_name(sweep.most_probable[at])));
}

void OcclusionView::pin(std::optional<Position> cell) {
  pinned_ = cell;
  if (!cell) {
    covered_.reset();
    show_last_page();
    point_at(playing_);
    return;
  }
  ask(covered_job(picture_, *cell), kCovered);
  point_at(cell);
}

void OcclusionView::show_covered() {
  const Model& model = *covered_->frame->model;
  bars_->set_probabilities(covered_->probabilities, class_names(model), covered_->frame->true_label);
  const Tensor<float>& layer = covered_->activations;
  const Shape& shape = layer.shape();
  std::vector<float> values;
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x) values.push_back(layer.at(0, covered_->map, y, x));
  const ColourMap colours = colour_map_of(*model.graph, picture_->result.layer);
  // On the scale that the uncovered map has: what is lost is seen.
  const ValueRange range =
      scale_range(extremes_of(covered_->frame->activations->of(picture_->result.layer), covered_->map), colours);
  covered_map_->set_title(tr("map %1 now").arg(covered_->map));
  covered_map_->set_values(std::move(values), shape.height, shape.width, colours, range);
  show_last_page();
}

void OcclusionView::show_deletion() {
  deletion_chart_->set_titles(tr("deletion · probability of %1").arg(class_name(deletion_->sweep->result.label)),
                              tr("covered share"));
  deletion_chart_->set_lines({{tr("what hurts most first: mean %1").arg(short_number(deletion_->curve.mean)),
                               deletion_->curve.area, deletion_->curve.probability},
                              {tr("random order: mean %1").arg(short_number(deletion_->random.mean)),
                               deletion_->random.area, deletion_->random.probability}},
                             {0, 1}, {0, 1});
}

void OcclusionView::show_last_page() {
  last_->setCurrentIndex(covered_ ? kCoveredPage : deletion_button_->isChecked() ? kDeletionPage : kProjectionPage);
}

void OcclusionView::play(bool playing) {
  play_->setText(playing ? tr("Hold") : tr("Play"));
  if (playing && picture_) {
    playing_ = Position{};
    step_.start();
  } else {
    step_.stop();
    playing_.reset();
    point_at(pinned_);
    if (pinned_ && picture_) ask(covered_job(picture_, *pinned_), kCovered);
  }
}

void OcclusionView::advance() {
  if (!picture_ || !playing_) return;
  const OcclusionResult& sweep = picture_->result;
  if (++playing_->x >= sweep.positions_x) {
    playing_->x = 0;
    playing_->y = (playing_->y + 1) % sweep.positions_y;
  }
  point_at(playing_);
  if (pinned_) ask(covered_job(picture_, *playing_), kCovered);
}

void OcclusionView::hideEvent(QHideEvent* event) {
  play_->setChecked(false);
  emit hovered({});
  View::hideEvent(event);
}

QString OcclusionView::class_name(int index) const {
  const auto& names = picture_->question.frame->model->class_names;
  return index >= 0 && index < static_cast<int>(names.size())
             ? QString::fromStdString(names[static_cast<std::size_t>(index)])
             : QString::number(index);
}

}  // namespace convlens::ui
