#include "ui/views/embedding_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <set>

#include "core/study/neighbour_purity.h"
#include "ui/docks/training_form.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/views/data_choice.h"
#include "ui/views/data_evaluation.h"
#include "ui/widgets/class_legend.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/scatter_plot.h"

namespace convlens::ui {
namespace {

constexpr int kMostLegendLines = 5;
constexpr int kLargestThumbnail = 64;  // pixels of a side

/// Of the variance, by the first two components.
double shown_share(const Pca& pca) {
  double share = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, pca.count()); ++i) share += pca.share(i);
  return share;
}

}  // namespace

EmbeddingView::EmbeddingView(QWidget* parent) : View(parent) {
  build();
  connect_parts();
  retranslate();
}

void EmbeddingView::connect_parts() {
  connect(data_, &DataChoice::activated, this, &EmbeddingView::choice_changed);
  connect(count_, &QComboBox::activated, this, &EmbeddingView::choice_changed);
  connect(methods_, &QButtonGroup::idClicked, this, &EmbeddingView::choice_changed);
  connect(pixels_, &QCheckBox::clicked, this, &EmbeddingView::choice_changed);
  connect(pictures_, &QCheckBox::toggled, plot_, &ScatterPlot::set_pictures_shown);
  connect(start_, &QPushButton::clicked, this, &EmbeddingView::begin);
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel(kEmbed);
    cancelled_ = true;
    progress_->stop();
    show_state();
  });
  connect(plot_, &ScatterPlot::point_hovered, this, &EmbeddingView::point_at);
  connect(plot_, &ScatterPlot::current_changed, this, [this](int point) {
    plot_->describe(point_text(point));
    point_at(point);
  });
  connect(plot_, &ScatterPlot::point_chosen, this, &EmbeddingView::use_as_input);
  connect(plot_, &ScatterPlot::left, this, [this] { emit hovered({}); });
}

void EmbeddingView::show_data_sets(const QStringList& words, const QString& current) {
  data_->offer(words, current, asked_.has_value());
  if (isVisible()) refresh();
}

void EmbeddingView::choose_data_set(const QString& word) {
  data_->choose(word);
  if (isVisible()) choice_changed();
}

void EmbeddingView::show_training(bool under_way) {
  training_ = under_way;
  if (isVisible()) refresh();
}

void EmbeddingView::choice_changed() {
  cancelled_ = false;
  refresh();
}

EmbeddingQuestion EmbeddingView::question() const {
  const auto& model = frame()->model;
  return {.word = data_->word(),
          .model = model,
          .node = pixels_->isChecked() ? kGraphInput : shown_layer(*model->graph, selection()),
          .method = static_cast<EmbeddingMethod>(methods_->checkedId()),
          .count = static_cast<std::size_t>(count_->currentData().toInt())};
}

/// Called for every frame, also while the pen moves.
void EmbeddingView::refresh() {
  if (frame() && asked_ && !cancelled_) {
    const EmbeddingQuestion now = question();
    EmbeddingQuestion same_weights = now;
    if (asked_->model->graph == now.model->graph) same_weights.model = asked_->model;
    // While weights are being trained each frame has others: then only another choice counts.
    if (training_ ? same_weights != *asked_ : now != *asked_) begin();
  }
  ask_for_place();
  show_state();
}

void EmbeddingView::begin() {
  if (!frame()) return;
  asked_ = question();
  cancelled_ = false;
  failure_.clear();
  progress_->start();
  ask(embedding_job(*asked_, finished_), kEmbed);
  show_state();
}

bool EmbeddingView::is_up_to_date() const {
  return found_ && frame() && found_->embedding.complete && found_->question == question();
}

/// Only for the weights that the map was made with: others would put the input elsewhere.
void EmbeddingView::ask_for_place() {
  if (!is_of_shown_weights() || !found_->embedding.complete) {
    placed_.reset();
    plot_->set_star(std::nullopt, {});
    return show_side();
  }
  if (placed_ == frame()) return;
  placed_ = frame();
  ask(place_job(found_, placed_), kPlace);
}

void EmbeddingView::show_news(int channel, const JobNews& news) {
  if (channel == kPlace) {
    if (!news.result) return;
    const auto placed = std::static_pointer_cast<const PlacedInput>(news.result);
    if (placed->source != found_) return;
    plot_->set_star(QPointF(placed->place.x, placed->place.y), placed->place.neighbours);
    return show_side();
  }
  if (news.result) take(std::static_pointer_cast<const EmbeddingOfData>(news.result));
  if (news.complete && !is_waiting(kEmbed)) {
    progress_->stop();
    failure_ = news.failure;
  }
  if (is_waiting(kEmbed) && news.total > 0) progress_->show_progress(news.done, news.total);
  show_state();
}

void EmbeddingView::take(EmbeddingPtr found) {
  if (!asked_ || found->question != *asked_) return;
  const bool other_images = !found_ || found_->samples != found->samples ||
                            found_->embedding.layer->indices != found->embedding.layer->indices;
  const bool other_map = other_images || found_->question != found->question;
  found_ = std::move(found);
  if (found_->embedding.complete) finished_ = found_;
  if (other_images) {
    thumbnails_.assign(found_->embedding.layer->size(), QImage());
    pointed_ = -1;
  }
  if (other_map) plot_->show_all();
  paint_points();
  placed_.reset();
  ask_for_place();
}

void EmbeddingView::paint_points() {
  const EmbeddedLayer& layer = *found_->embedding.layer;
  ScatterPoints points{.x = found_->embedding.points.x,
                       .y = found_->embedding.points.y,
                       .classes = {layer.labels.begin(), layer.labels.end()},
                       .ringed = {}};
  for (std::size_t i = 0; i < layer.size(); ++i)
    points.ringed.push_back(layer.labels[i] != layer.predicted[i]);
  plot_->set_points(std::move(points), [this](int point) { return thumbnail(point); });
  const std::set<int> occurring(layer.labels.begin(), layer.labels.end());
  QStringList names;
  for (const std::string& name : found_->samples->class_names()) names << QString::fromStdString(name);
  legend_->set_classes({occurring.begin(), occurring.end()}, names);
  legend_->setFixedHeight(
      std::min(legend_->needed_height(legend_->width()), kMostLegendLines * legend_->fontMetrics().height()));
  show_side();
}

const QImage& EmbeddingView::thumbnail(int point) {
  QImage& image = thumbnails_[static_cast<std::size_t>(point)];
  if (image.isNull()) {
    image = to_qimage(
        *sample_pixels(*found_->samples,
                       static_cast<int>(found_->embedding.layer->indices[static_cast<std::size_t>(point)])));
    if (std::max(image.width(), image.height()) > kLargestThumbnail)
      image =
          image.scaled(kLargestThumbnail, kLargestThumbnail, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  }
  return image;
}

void EmbeddingView::point_at(int point) {
  pointed_ = point;
  show_side();
  emit hovered(point_text(point));
}

void EmbeddingView::use_as_input(int point) {
  const EmbeddedLayer& layer = *found_->embedding.layer;
  const auto i = static_cast<std::size_t>(point);
  point_at(point);
  emit input_requested(
      {sample_pixels(*found_->samples, static_cast<int>(layer.indices[i])), layer.labels[i]});
}

QString EmbeddingView::class_name(int index) const {
  const auto& names = found_->samples->class_names();
  return static_cast<std::size_t>(index) < names.size()
             ? QString::fromStdString(names[static_cast<std::size_t>(index)])
             : QString::fromStdString(convlens::class_name(*found_->question.model, index));
}

QString EmbeddingView::point_text(int point) const {
  const EmbeddedLayer& layer = *found_->embedding.layer;
  const auto i = static_cast<std::size_t>(point);
  return tr("%1 · test image %2 · true %3, read as %4 · a click makes it the input")
      .arg(data_title(found_->question.word))
      .arg(layer.indices[i])
      .arg(class_name(layer.labels[i]), class_name(layer.predicted[i]));
}

QString EmbeddingView::star_text() const {
  if (!plot_->star()) return {};
  if (plot_->neighbours().empty()) return tr("★ the input, exactly");
  return tr("★ the input, roughly: between the %1 images that the layer finds most like it")
      .arg(plot_->neighbours().size());
}

void EmbeddingView::show_side() {
  if (!found_) return;
  const EmbeddedLayer& layer = *found_->embedding.layer;
  picture_->set_picture(pointed_ >= 0 ? thumbnail(pointed_) : QImage());
  if (pointed_ >= 0) {
    const auto i = static_cast<std::size_t>(pointed_);
    const QString sign = layer.labels[i] == layer.predicted[i] ? QStringLiteral("✓") : QStringLiteral("✗");
    caption_->setText(tr("test image %1\ntrue: %2\nread as: %3 %4")
                          .arg(layer.indices[i])
                          .arg(class_name(layer.labels[i]), class_name(layer.predicted[i]), sign));
  } else {
    caption_->setText(tr("Point at an image to see it."));
  }
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < layer.size(); ++i) wrong += layer.labels[i] != layer.predicted[i] ? 1 : 0;
  QStringList signs{
      tr("◎ read wrongly: %1 of %2")
          .arg(count_text(static_cast<qint64>(wrong)), count_text(static_cast<qint64>(layer.size())))};
  if (found_->embedding.complete)
    signs << tr("of %1 neighbours, %2 are of the same class by all values, %3 on the map")
                 .arg(kPurityNeighbours)
                 .arg(short_percent(layer.purity), short_percent(found_->embedding.purity));
  if (const QString star = star_text(); !star.isEmpty()) signs << star;
  signs_->setText(signs.join(u'\n'));
}

QString EmbeddingView::state_text() const {
  if (!found_) return {};
  const Embedding& embedding = found_->embedding;
  const EmbeddedLayer& layer = *embedding.layer;
  QStringList parts{layer.node == kGraphInput
                        ? tr("pixels")
                        : QString::fromStdString(layer_name(*found_->question.model->graph, layer.node))};
  if (!embedding.complete)
    parts << tr("iteration %1 of %2").arg(embedding.iterations).arg(embedding.options.iterations);
  else if (embedding.method == EmbeddingMethod::tsne)
    parts << tr("divergence %1 nats, perplexity %2")
                 .arg(short_number(embedding.divergence), short_number(embedding.options.perplexity));
  else
    parts << tr("%1 of the variance on the map").arg(short_percent(shown_share(layer.pca)));
  if (cancelled_) parts << tr("stopped");
  if (!is_waiting(kEmbed) && frame() && !is_of_shown_weights())
    parts << tr("of other weights than those shown now");
  return parts.join(QStringLiteral(" · "));
}

void EmbeddingView::show_state() {
  QString notice = failure_;
  if (notice.isEmpty() && !found_) {
    if (is_waiting(kEmbed))
      notice = tr("Looking at the images…");
    else if (cancelled_)
      notice = tr("Stopped before the first picture.");
    else
      notice = tr(
          "Press Start to see the images of a data set as a map, by what the selected layer makes of them.");
  }
  notice_->setText(notice);
  notice_->setVisible(!notice.isEmpty());
  content_->setVisible(notice.isEmpty());
  start_->setEnabled(frame() && !is_waiting(kEmbed) && !is_up_to_date());
  state_->setText(notice.isEmpty() ? state_text() : QString());
  plot_->set_dimmed(found_ && !is_waiting(kEmbed) && !is_up_to_date());
  if (!found_) return;
  const Embedding& embedding = found_->embedding;
  const bool axes = embedding.method == EmbeddingMethod::pca && embedding.layer->pca.count() >= 2;
  const auto axis = [&](std::size_t i) {
    return tr("component %1: %2 of the variance")
        .arg(i + 1)
        .arg(short_percent(embedding.layer->pca.share(i)));
  };
  plot_->set_axes(axes ? axis(0) : QString(), axes ? axis(1) : QString());
}

Exporter EmbeddingView::exporter() const {
  if (!found_ || !found_->embedding.complete) return {};
  return [found = found_] { return embedding_files(*found); };
}

}  // namespace convlens::ui
