#include "ui/views/evolution_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/model/convolutions.h"
#include "ui/docks/training_form.h"
#include "ui/paint/numbers.h"
#include "ui/paint/projection_image.h"
#include "ui/paint/theme.h"
#include "ui/views/filter_pictures.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/film_strip.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kTile = 52;
constexpr int kMostUnits = 128;  // in the window; an export has all

/// Each on a scale of its own: early signals are much weaker than late ones.
QImage projection_of(const PatchPictures& pictures, std::size_t unit) {
  const std::size_t size = pictures.shape.size();
  const auto values = std::span(pictures.projections).subspan(unit * size, size);
  return projection_picture_chw(values, pictures.shape, range_of(values, ColourMap::diverging));
}

}  // namespace

EvolutionView::EvolutionView(QWidget* parent)
    : View(parent),
      content_(new QWidget),
      title_(new ElidedLabel),
      state_(new ElidedLabel),
      notice_(new QLabel),
      filters_title_(new ElidedLabel),
      maps_title_(new ElidedLabel),
      about_(new AboutText),
      progress_(new JobProgress),
      strip_(new FilmStrip),
      filters_(new TileGrid),
      maps_(new TileGrid) {
  build();
  connect_parts();
  retranslate();
}

void EvolutionView::build() {
  auto* top = new QHBoxLayout;
  top->addWidget(title_);
  top->addWidget(state_, 1);
  top->addWidget(progress_);
  title_->setFont(font_of(TypeSize::body, true));
  state_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid);
  for (const auto& [title, grid, share] : {std::tuple(filters_title_, filters_, 2), std::tuple(maps_title_, maps_, 3)}) {
    auto* part = new QVBoxLayout;
    part->setSpacing(2);
    part->addWidget(title);
    part->addWidget(grid, 1);
    grid->set_tile_side(kTile);
    row->addLayout(part, share);
  }
  row->addWidget(about_);
  auto* inside = new QVBoxLayout(content_);
  inside->setContentsMargins(0, 0, 0, 0);
  inside->setSpacing(kGrid / 2);
  inside->addLayout(top);
  inside->addWidget(strip_);
  inside->addLayout(row, 1);
  strip_->setFixedHeight(strip_->sizeHint().height());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->addWidget(content_, 1);
  column->addWidget(notice_, 1);
  notice_->setAlignment(Qt::AlignCenter);
  notice_->setWordWrap(true);
}

void EvolutionView::connect_parts() {
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel(kMoments);
    cancelled_ = true;
    progress_->stop();
    show_state();
  });
  connect(strip_, &FilmStrip::chosen, this, [this](int index) {
    step_ = found_->moments[static_cast<std::size_t>(index)].step;
    follows_ = index + 1 == strip_->count();
    ask_for_pictures();
    show_state();
  });
  connect(strip_, &FilmStrip::hovered, this, [this](int index) { emit hovered(frame_text(index)); });
  connect(maps_, &TileGrid::tile_clicked, this, [this](int unit) {
    if (is_shown_network()) emit selection_requested({layer(), unit, std::nullopt, selection().class_index});
  });
  connect(maps_, &TileGrid::pixel_hovered, this,
          [this](int unit, int y, int x) { emit hovered(projection_text(unit, y, x)); });
  connect(strip_, &FilmStrip::left, this, [this] { emit hovered({}); });
  connect(maps_, &TileGrid::left, this, [this] { emit hovered({}); });
}

void EvolutionView::show_film(const FilmPtr& film) {
  film_ = film;
  cancelled_ = false;
  if (isVisible() && !is_frozen()) refresh();
}

/// A film that came while it was hidden is no frame: nothing else would bring it in.
void EvolutionView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  if (asked_ != film_ && !is_frozen()) refresh();
}

int EvolutionView::layer() const { return shown_layer(graph(), is_shown_network() ? selection() : Selection{}); }

int EvolutionView::map() const {
  const int last = std::min(graph().node(layer()).shape.channels, kMostUnits) - 1;
  return is_shown_network() && selection().layer == layer() ? std::clamp(selection().map, 0, last) : 0;
}

/// The moment that was chosen, or the nearest one that is still kept.
int EvolutionView::current() const {
  const auto& moments = found_->moments;
  if (follows_) return static_cast<int>(moments.size()) - 1;
  const auto nearest = std::ranges::min_element(moments, {}, [this](const EvolutionMoment& one) { return std::abs(one.step - step_); });
  return static_cast<int>(nearest - moments.begin());
}

void EvolutionView::refresh() {
  ask_for_moments();
  ask_for_pictures();
  ask_for_strip();
  show_state();
}

void EvolutionView::ask_for_moments() {
  if (!film_ || film_->snapshots.empty() || asked_ == film_ || cancelled_) return;
  asked_ = film_;
  failure_.clear();
  progress_->start();
  ask(evolution_job(film_, found_), kMoments);
}

void EvolutionView::ask_for_pictures() {
  if (!found_) return;
  const auto index = static_cast<std::size_t>(current());
  const auto& model = found_->film->snapshots[index].model;
  maps_->set_selected(map());
  if (model == pictured_ && layer() == pictured_layer_) return;
  pictured_ = model;
  pictured_layer_ = layer();
  ask(snapshot_job(found_, index, pictured_layer_, std::min(graph().node(pictured_layer_).shape.channels, kMostUnits)),
      kSnapshot);
}

/// Thumbnails are of one map of one layer.
void EvolutionView::follow_selection() {
  if (strip_layer_ == layer() && strip_map_ == map()) return;
  strip_layer_ = layer();
  strip_map_ = map();
  strip_source_.reset();
  thumbnails_.clear();
  add_thumbnail();
  paint_strip();
}

/// The strip comes when the work on all moments is done; what is there already need not wait.
void EvolutionView::add_thumbnail() {
  if (!pictures_ || pictures_->layer != strip_layer_) return;
  const auto unit = static_cast<std::size_t>(strip_map_);
  if (unit >= pictures_->pictures.units.size()) return;
  thumbnails_.insert(pictures_->source->moments[pictures_->snapshot].step,
                     projection_of(pictures_->pictures, unit));
}

/// Not while moments are still coming in: each would begin the row anew.
void EvolutionView::ask_for_strip() {
  if (!found_) return;
  follow_selection();
  if (is_waiting(kMoments) || strip_source_ == found_) return;
  strip_source_ = found_;
  ask(strip_job(found_, strip_layer_, strip_map_), kStrip);
  paint_strip();
}

void EvolutionView::show_news(int channel, const JobNews& news) {
  if (channel == kMoments) {
    if (news.complete && !is_waiting(kMoments)) {
      progress_->stop();
      failure_ = news.failure;
    }
    if (is_waiting(kMoments) && news.total > 0) progress_->show_progress(news.done, news.total);
    if (news.result) {
      auto found = std::static_pointer_cast<const EvolutionOfFilm>(news.result);
      const bool other = !found_ || &graph() != &found->film->graph();
      if (other) {
        follows_ = true;
        thumbnails_.clear();
        pictures_.reset();
      }
      found_ = std::move(found);
      ask_for_pictures();
      ask_for_strip();
      paint_strip();
    }
    return show_state();
  }
  if (!news.result || !found_) return;
  if (channel == kSnapshot) {
    pictures_ = std::static_pointer_cast<const EvolutionPictures>(news.result);
    return paint_snapshot();
  }
  const auto strip = std::static_pointer_cast<const EvolutionStrip>(news.result);
  if (strip->layer != strip_layer_ || strip->unit != strip_map_) return;
  thumbnails_.clear();
  for (std::size_t i = 0; i < strip->pictures.size(); ++i)
    thumbnails_.insert(strip->source->moments[i].step, projection_of(strip->pictures[i], 0));
  paint_strip();
  show_state();
}

void EvolutionView::paint_strip() {
  std::vector<FilmStrip::Frame> frames;
  for (const EvolutionMoment& moment : found_->moments)
    frames.push_back({thumbnails_.value(moment.step), count_text(moment.step), short_percent(moment.accuracy)});
  strip_->set_frames(std::move(frames));
  strip_->set_current(current());
}

void EvolutionView::paint_snapshot() {
  const PatchPictures& pictures = pictures_->pictures;
  std::vector<QImage> tiles;
  QStringList captions;
  for (std::size_t i = 0; i < pictures.units.size(); ++i) {
    tiles.push_back(projection_of(pictures, i));
    captions << QString::number(pictures.units[i]);
  }
  maps_->set_tiles(std::move(tiles), captions);
  maps_->set_selected(map());
  add_thumbnail();
  paint_strip();
  const Filters& filters = pictures_->filters;
  tiles.clear();
  captions.clear();
  for (int out = 0; out < std::min(filters.out, kMostUnits); ++out) {
    tiles.push_back(pictures_->in_colour ? colour_picture(filters, out, pictures_->filter_range)
                                         : filter_mosaic(filters, out, pictures_->filter_range));
    captions << QString::number(out);
  }
  filters_->set_tiles(std::move(tiles), captions);
  show_state();
}

QString EvolutionView::frame_text(int index) const {
  const EvolutionMoment& moment = found_->moments[static_cast<std::size_t>(index)];
  const StrongPatch& patch = moment.strongest.of(layer(), map()).front();
  return tr("step %1 · %2 of the %3 images right · map %4 is strongest in training image %5, activation %6")
      .arg(count_text(moment.step), percent(moment.accuracy), count_text(static_cast<qint64>(found_->images->size())))
      .arg(map())
      .arg(patch.image)
      .arg(exact_number(static_cast<double>(patch.activation)));
}

QString EvolutionView::projection_text(int unit, int y, int x) const {
  if (!pictures_) return {};
  const PatchPictures& pictures = pictures_->pictures;
  const std::size_t area = static_cast<std::size_t>(pictures.shape.height) * static_cast<std::size_t>(pictures.shape.width);
  const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(pictures.shape.width) + static_cast<std::size_t>(x);
  QStringList values;
  for (int c = 0; c < pictures.shape.channels; ++c)
    values << exact_number(static_cast<double>(pictures.projections[static_cast<std::size_t>(unit) * pictures.shape.size() +
                                                                    static_cast<std::size_t>(c) * area + at]));
  const EvolutionMoment& moment = pictures_->source->moments[pictures_->snapshot];
  return tr("step %1 · %2 · map %3 · training image %4 · signal at y %5, x %6 of the patch: %7")
      .arg(count_text(moment.step), QString::fromStdString(graph().node(pictures_->layer).name))
      .arg(unit)
      .arg(moment.strongest.of(pictures_->layer, unit).front().image)
      .arg(y)
      .arg(x)
      .arg(values.join(QStringLiteral(", ")));
}

void EvolutionView::retranslate() {
  progress_->set_title(tr("Feature evolution"));
  strip_->setAccessibleName(tr("Moments of the training"));
  strip_->setToolTip(tr("Click, drag, or press the arrow keys to go through the training"));
  filters_->setAccessibleName(tr("Filters at this moment"));
  maps_->setAccessibleName(tr("What each map answers to at this moment"));
  about_->setText(
      tr("How features come about. At each moment of the training every map looks for its strongest among the first %1 "
         "training images; shown is what in it the map answers to (deconvnet), each picture on a scale of its own. Early "
         "layers settle soon, late ones keep changing. (Zeiler & Fergus 2014, fig. 4; the moments and the number of images "
         "are ours)")
          .arg(kEvolutionImages));
  if (found_) paint_strip();
  show_state();
}

QString EvolutionView::notice() const {
  if (!failure_.isEmpty()) return failure_;
  if (film_ && film_->too_large && !found_)
    return tr("This network's weights are too large to keep snapshots of a training in memory. On the command line, "
              "\"convlens train --snapshots\" keeps them on the disk.");
  if (found_ && (pictures_ || !thumbnails_.isEmpty())) return {};
  if (cancelled_) return tr("Stopped before the first moment.");
  if (is_waiting(kMoments) || found_) return tr("Looking at the snapshots…");
  if (!frame()) return tr("Waiting for the network.");
  return tr("Nothing has been trained yet. Press Train: from then on this tab keeps snapshots of the weights, and shows how "
            "filters and features come about, moment by moment.");
}

void EvolutionView::show_state() {
  const QString text = notice();
  notice_->setText(text);
  notice_->setVisible(!text.isEmpty());
  content_->setVisible(text.isEmpty());
  if (!text.isEmpty() || !found_) return;
  const int index = current();
  const EvolutionMoment& moment = found_->moments[static_cast<std::size_t>(index)];
  strip_->set_current(index);
  title_->setText(tr("step %1 · %2 of the first %3 training images right")
                      .arg(count_text(moment.step), percent(moment.accuracy), count_text(static_cast<qint64>(found_->images->size()))));
  QStringList parts{data_title(QString::fromStdString(found_->film->data))};
  if (!is_shown_network()) parts << tr("of another network than the one shown now");
  if (cancelled_) parts << tr("stopped");
  state_->setText(parts.join(QStringLiteral(" · ")));
  const QString name = QString::fromStdString(graph().node(layer()).name);
  maps_title_->setText(tr("%1: what each map answers to").arg(name));
  const auto convolution = convolution_at_or_before(graph(), layer());
  filters_title_->setText(convolution ? tr("%1: filters").arg(QString::fromStdString(graph().node(*convolution).name))
                                      : tr("No convolution at or before this layer"));
}

Exporter EvolutionView::exporter() const {
  if (!found_ || !found_->complete()) return {};
  return [found = found_, node = layer()] { return evolution_files(*found, node); };
}

}  // namespace convlens::ui
