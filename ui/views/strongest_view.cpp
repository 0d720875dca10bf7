#include "ui/views/strongest_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/explain/registry.h"
#include "core/figures/top_figure.h"
#include "core/model/units.h"
#include "ui/docks/training_form.h"
#include "ui/paint/numbers.h"
#include "ui/paint/projection_image.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"
#include "ui/views/data_evaluation.h"
#include "ui/views/explain_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/paired_pictures.h"
#include "ui/widgets/sanity_link.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kOverviewTile = 40, kOverviewWidth = 5 * (kOverviewTile + kGrid) + 3 * kGrid;
constexpr int kMostUnits = 512;  // in the overview of a layer
constexpr int kColourChannels = 3;

/// A part of an input, (c, h, w), in its own colours.
QImage crop_image(std::span<const float> chw, const Shape& shape) {
  if (shape.channels == kColourChannels) return to_qimage(paint_rgb(chw, shape.height, shape.width, {0.0f, 1.0f}));
  const auto area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  return to_qimage(paint_map(chw.first(area), shape.height, shape.width, ColourMap::grey, {0.0f, 1.0f}));
}

}  // namespace

StrongestView::StrongestView(QWidget* parent)
    : View(parent),
      data_(new DataChoice),
      title_(new ElidedLabel),
      state_(new ElidedLabel),
      about_(new QLabel),
      notice_(new QLabel),
      progress_(new JobProgress),
      again_(new QPushButton),
      content_(new QWidget),
      overview_(new TileGrid),
      pairs_(new PairedPictures),
      legend_(new ColourLegend) {
  build();
  connect_parts();
  retranslate();
}

void StrongestView::build() {
  auto* top = new QHBoxLayout;
  top->setSpacing(kGrid);
  top->addWidget(data_);
  top->addWidget(state_, 1);
  top->addWidget(progress_);
  top->addWidget(again_);
  top->addStrut(again_->sizeHint().height());
  auto* left = new QVBoxLayout;
  left->addWidget(overview_);
  overview_->setFixedWidth(kOverviewWidth);
  overview_->set_tile_side(kOverviewTile);
  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(legend_);
  auto* right = new QVBoxLayout;
  right->setSpacing(kGrid / 2);
  right->addLayout(head);
  right->addWidget(pairs_, 1);
  auto* foot = new QHBoxLayout;
  foot->addWidget(about_, 1);
  auto* sanity = new SanityLink;
  connect(sanity, &SanityLink::clicked, this, [this] { emit sanity_requested(QStringLiteral("deconvnet")); });
  foot->addWidget(sanity);
  right->addLayout(foot);
  about_->setWordWrap(true);
  about_->setFont(font_of(TypeSize::small));
  about_->setForegroundRole(QPalette::PlaceholderText);
  title_->setFont(font_of(TypeSize::body, true));
  state_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout(content_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid);
  row->addLayout(left);
  row->addLayout(right, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(top);
  column->addWidget(content_, 1);
  column->addWidget(notice_, 1);
  notice_->setAlignment(Qt::AlignCenter);
  notice_->setWordWrap(true);
}

void StrongestView::connect_parts() {
  connect(data_, &DataChoice::activated, this, [this] {
    cancelled_ = false;
    refresh_if_visible();
  });
  connect(again_, &QPushButton::clicked, this, &StrongestView::search);
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel(kSearch);
    cancelled_ = true;
    progress_->stop();
    show_state();
  });
  connect(overview_, &TileGrid::tile_clicked, this,
          [this](int unit) { emit selection_requested({layer(), unit, std::nullopt, selection().class_index}); });
  connect(overview_, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(pairs_, &PairedPictures::left, this, [this] { emit hovered({}); });
  connect(pairs_, &PairedPictures::hovered, this, [this](int index) {
    if (unit_pictures_) emit hovered(patch_text(index));
  });
  connect(pairs_, &PairedPictures::chosen, this, [this](int index) {
    if (!unit_pictures_) return;
    const int image = patch(index).image;
    const Samples& samples = *unit_pictures_->source->samples;
    emit input_requested({sample_pixels(samples, image), samples.label(static_cast<std::size_t>(image))});
  });
}

void StrongestView::show_data_sets(const QStringList& words, const QString& current) {
  data_->offer(words, current, asked_model_ != nullptr);
  refresh_if_visible();
}

void StrongestView::choose_data_set(const QString& word) {
  data_->choose(word);
  refresh_if_visible();
}

void StrongestView::show_training(bool under_way) {
  training_ = under_way;
  refresh_if_visible();
}

void StrongestView::refresh_if_visible() {
  if (isVisible()) refresh();
}

int StrongestView::layer() const { return shown_layer(*frame()->model->graph, selection()); }

int StrongestView::map() const {
  const int channels = frame()->model->graph->node(layer()).shape.channels;
  return selection().layer == layer() ? std::clamp(selection().map, 0, channels - 1) : 0;
}

bool StrongestView::is_stale() const {
  return found_ && (found_->model != frame()->model || found_->word != data_->word());
}

bool StrongestView::has_patches() const {
  return frame() && found_ && found_->patches.count > 0 && found_->model->graph == frame()->model->graph;
}

/// Called for every frame: without new weights it does next to nothing.
void StrongestView::refresh() {
  if (frame()) {
    const bool other_weights = asked_model_ != frame()->model, other_data = asked_word_ != data_->word();
    const bool other_network = asked_model_ && asked_model_->graph != frame()->model->graph;
    const bool wanted = !asked_model_ || other_data || other_network || (other_weights && !training_);
    if (wanted) search();
    ask_for_pictures();
  }
  show_state();
}

void StrongestView::search() {
  if (!frame()) return;
  asked_model_ = frame()->model;
  asked_word_ = data_->word();
  cancelled_ = false;
  failure_.clear();
  progress_->start();
  ask(strongest_job(asked_word_, asked_model_, found_), kSearch);
  show_state();
}

void StrongestView::ask_for_pictures() {
  if (!has_patches()) return;
  const bool other_layer = pictured_ != found_ || pictured_layer_ != layer();
  if (!other_layer && pictured_map_ == map()) return;
  pictured_ = found_;
  pictured_layer_ = layer();
  pictured_map_ = map();
  const int units = std::min(found_->model->graph->node(pictured_layer_).shape.channels, kMostUnits);
  if (other_layer) ask(overview_job(found_, pictured_layer_, units), kOverview);
  overview_->set_selected(pictured_map_ < units ? pictured_map_ : -1);
  ask(unit_job(found_, pictured_layer_, pictured_map_), kUnit);
}

void StrongestView::show_news(int channel, const JobNews& news) {
  if (channel == kSearch) {
    if (news.result) take(std::static_pointer_cast<const StrongestOfData>(news.result));
    if (news.complete && !is_waiting(kSearch)) {
      progress_->stop();
      failure_ = news.failure;
    }
    if (is_waiting(kSearch) && news.total > 0) progress_->show_progress(news.done, news.total);
    return show_state();
  }
  if (!news.result || !has_patches()) return;
  auto pictures = std::static_pointer_cast<const StrongestPictures>(news.result);
  if (pictures->source->model->graph != frame()->model->graph || pictures->layer != pictured_layer_) return;
  if (channel == kOverview) {
    overview_pictures_ = std::move(pictures);
    paint_overview();
  } else {
    unit_pictures_ = std::move(pictures);
    paint_unit();
  }
}

void StrongestView::take(StrongestPtr found) {
  if (found->model != asked_model_ || found->word != asked_word_) return;
  found_ = std::move(found);
  if (frame()) ask_for_pictures();
}

void StrongestView::paint_overview() {
  const PatchPictures& pictures = overview_pictures_->pictures;
  std::vector<QImage> tiles;
  QStringList captions;
  for (std::size_t i = 0; i < pictures.units.size(); ++i) {
    tiles.push_back(crop_image(std::span(pictures.crops).subspan(i * pictures.shape.size(), pictures.shape.size()),
                               pictures.shape));
    captions << QString::number(pictures.units[i]);
  }
  overview_->set_tiles(std::move(tiles), captions);
  overview_->set_selected(pictured_map_ < static_cast<int>(pictures.units.size()) ? pictured_map_ : -1);
}

void StrongestView::paint_unit() {
  const PatchPictures& pictures = unit_pictures_->pictures;
  const ValueRange range = range_of(pictures.projections, ColourMap::diverging);
  const std::size_t size = pictures.shape.size();
  std::vector<PairedPictures::Pair> pairs;
  for (int i = 0; i < pictures.patches; ++i) {
    const std::size_t from = static_cast<std::size_t>(i) * size;
    pairs.push_back({crop_image(std::span(pictures.crops).subspan(from, size), pictures.shape),
                     projection_picture_chw(std::span(pictures.projections).subspan(from, size), pictures.shape, range),
                     short_number(static_cast<double>(patch(i).activation))});
  }
  pairs_->set_pairs(std::move(pairs));
  legend_->set_scale(ColourMap::diverging, range);
  const Node& node = unit_pictures_->source->model->graph->node(unit_pictures_->layer);
  const QString name = QString::fromStdString(node.name);
  const QString form = node.shape.is_vector() ? tr("%1 · unit %2 · its strongest images")
                                              : tr("%1 · map %2 · its strongest patches, %3×%4 pixels");
  QString text = form.arg(name).arg(pictures.units.front());
  if (!node.shape.is_vector()) text = text.arg(pictures.shape.height).arg(pictures.shape.width);
  title_->setText(text);
}

const StrongPatch& StrongestView::patch(int index) const {
  const int unit = unit_pictures_->pictures.units.front();
  return unit_pictures_->source->patches.of(unit_pictures_->layer, unit)[static_cast<std::size_t>(index)];
}

QString StrongestView::patch_text(int index) const {
  const StrongPatch& one = patch(index);
  const StrongestOfData& source = *unit_pictures_->source;
  const std::string& name =
      source.samples->class_names()[static_cast<std::size_t>(source.samples->label(static_cast<std::size_t>(one.image)))];
  return tr("%1 · test image %2 · true %3 · activation %4 at y %5, x %6 · a click makes it the input")
      .arg(data_title(source.word))
      .arg(one.image)
      .arg(QString::fromStdString(name), exact_number(static_cast<double>(one.activation)))
      .arg(one.position.y)
      .arg(one.position.x);
}

void StrongestView::retranslate() {
  data_->retranslate();
  overview_->setAccessibleName(tr("Every map's strongest patch"));
  overview_->setToolTip(tr("Each map's strongest patch; a click chooses the map"));
  pairs_->setAccessibleName(tr("The selected map's strongest patches"));
  pairs_->set_names(tr("What the map saw"), tr("What in it the map answers to (deconvnet)"));
  again_->setText(tr("Search again"));
  again_->setToolTip(tr("Search all test images with the network that is shown now"));
  progress_->set_title(tr("Search for the strongest patches"));
  const ExplainMethod* method = find_explain_method("strongest");
  about_->setText(QStringLiteral("%1. %2 (%3)").arg(method_text(method->summary), method_text(method->caveat),
                                                     QString::fromUtf8(method->source.data(), static_cast<qsizetype>(method->source.size()))));
  if (unit_pictures_) paint_unit();
  show_state();
}

QString StrongestView::notice() const {
  if (!frame()) return tr("Waiting for the network.");
  if (!failure_.isEmpty()) return failure_;
  if (found_ && !is_waiting(kSearch) && !found_->fits())
    return tr("%1 has images of %2, and this network takes %3: choose another data set or another network.")
        .arg(data_title(found_->word), shape_text(found_->samples->shape()), shape_text(found_->model->graph->input_shape()));
  if (has_patches()) return {};
  if (is_waiting(kSearch)) return tr("Opening %1…").arg(data_title(asked_word_));
  return cancelled_ ? tr("Stopped before the first images.") : QString();
}

QString StrongestView::state_text() const {
  if (!has_patches()) return {};
  const StrongestPatches& patches = found_->patches;
  const QString seen = count_text(static_cast<qint64>(patches.images)), all = count_text(static_cast<qint64>(patches.total));
  QStringList parts{patches.complete() ? tr("of %1 test images").arg(all) : tr("of the first %1 of %2 test images").arg(seen, all)};
  if (is_stale())
    parts << (found_->word != data_->word() ? tr("of %1").arg(data_title(found_->word))
                                            : tr("of earlier weights than those shown now"));
  if (cancelled_) parts << tr("stopped");
  return parts.join(QStringLiteral(" · "));
}

void StrongestView::show_state() {
  const QString text = notice();
  notice_->setText(text);
  notice_->setVisible(!text.isEmpty());
  content_->setVisible(text.isEmpty());
  if (!frame()) return again_->setVisible(false);
  state_->setText(text.isEmpty() ? state_text() : QString());
  pairs_->set_dimmed(is_stale());
  const bool unfinished = found_ && !found_->patches.complete();
  again_->setVisible(!is_waiting(kSearch) && (is_stale() || unfinished || cancelled_ || !failure_.isEmpty()));
}

Exporter StrongestView::exporter() const {
  if (!has_patches() || !found_->patches.complete()) return {};
  return [found = found_, node = layer()] {
    const Graph& graph = *found->model->graph;
    const std::vector<int> units = first_units(graph.node(node).shape.channels);
    const PatchPictures pictures = patch_pictures(*found->model, *found->samples, found->patches, node, units);
    return top_figure(*found->model, *found->samples, node, found->patches, pictures, LayerStems(graph), Tables::csv);
  };
}

}  // namespace convlens::ui
