#include "ui/views/reconstruction_view.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <algorithm>

#include "core/explain/registry.h"
#include "core/figures/deconv_figure.h"
#include "core/model/units.h"
#include "ui/paint/numbers.h"
#include "ui/paint/projection_image.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/views/rules_page.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/page_buttons.h"
#include "ui/widgets/picture_row.h"
#include "ui/widgets/sanity_link.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kSheetTile = 64;
constexpr int kPicturesShare = 9, kWordsShare = 2;

QString text_of(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())); }

}  // namespace

ReconstructionView::ReconstructionView(QWidget* parent)
    : View(parent),
      rule_(new QComboBox),
      seed_(new QComboBox),
      rule_title_(new QLabel),
      seed_title_(new QLabel),
      title_(new ElidedLabel),
      about_(new AboutText),
      pages_group_(new QButtonGroup(this)),
      pages_(new QStackedWidget),
      input_(new InputPicture),
      overlay_(new InputPicture),
      input_title_(panel_title()),
      overlay_title_(panel_title()),
      projection_(new MapPanel),
      rules_(new RulesPage),
      path_(new PictureRow),
      sheet_(new TileGrid) {
  sheet_->set_tile_side(kSheetTile);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  build_head();
  pages_->addWidget(unit_page());
  auto* scroll = new QScrollArea;
  scroll->setWidget(path_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  pages_->addWidget(scroll);
  pages_->addWidget(sheet_);
  pages_->addWidget(rules_);
  auto* sanity = new SanityLink;
  connect(sanity, &SanityLink::clicked, this,
          [this] { emit sanity_requested(rule_->currentData().toString()); });
  auto* words = new QVBoxLayout;
  words->addWidget(about_, 1);
  words->addWidget(sanity, 0, Qt::AlignLeft);
  auto* body = new QHBoxLayout;
  body->setSpacing(2 * kGrid);
  body->addWidget(pages_, kPicturesShare);
  body->addLayout(words, kWordsShare);
  column->addLayout(body, 1);
  connect_grids();
  retranslate();
}

void ReconstructionView::build_head() {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid / 2);
  add_page_buttons(*row, *pages_group_, kRules + 1);
  for (const ExplainMethod& method : explain_methods())
    if (method.rule) rule_->addItem(text_of(method.title), text_of(method.name));
  for (const SeedValue value : {SeedValue::activation, SeedValue::one}) seed_->addItem(QString(), static_cast<int>(value));
  row->addSpacing(kGrid);
  row->addWidget(title_, 1);
  row->addSpacing(kGrid);
  row->addWidget(rule_title_);
  row->addWidget(rule_);
  row->addSpacing(kGrid);
  row->addWidget(seed_title_);
  row->addWidget(seed_);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(pages_group_, &QButtonGroup::idClicked, this, [this](int page) {
    pages_->setCurrentIndex(page);
    refresh();
  });
  for (QComboBox* box : {rule_, seed_}) connect(box, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
}

QWidget* ReconstructionView::unit_page() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * kGrid);
  row->addWidget(titled_panel(input_title_, input_), 1);
  row->addWidget(projection_, 1);
  row->addWidget(titled_panel(overlay_title_, overlay_), 1);
  for (InputPicture* picture : {input_, overlay_}) {
    connect(picture, &InputPicture::left, this, [this] { emit hovered({}); });
    connect(picture, &InputPicture::pixel_hovered, this, [this](Position at) {
      if (shown_) tell_pixel(shown_->question.map, at, shown_->projection.pixels.at(0, 0, at.y, at.x));
    });
  }
  connect(projection_->map(), &HeatMap::left, this, [this] { emit hovered({}); });
  connect(projection_->map(), &HeatMap::position_hovered, this, [this](Position at) {
    if (shown_) tell_pixel(shown_->question.map, at, shown_->projection.pixels.at(0, 0, at.y, at.x));
  });
  return page;
}

void ReconstructionView::connect_grids() {
  connect(rules_, &RulesPage::hovered, this, &View::hovered);
  connect(sheet_, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(path_, &PictureRow::left, this, [this] { emit hovered({}); });
  connect(sheet_, &TileGrid::tile_clicked, this, [this](int map) {
    if (shown_sheet_) emit selection_requested({shown_sheet_->question.layer, map, std::nullopt, selection().class_index});
  });
  connect(sheet_, &TileGrid::pixel_hovered, this, [this](int map, int y, int x) {
    if (!shown_sheet_) return;
    const Shape& shape = shown_sheet_->projections.shape;
    const std::size_t at = static_cast<std::size_t>(map) * shape.size() +
                           static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.width) + static_cast<std::size_t>(x);
    tell_pixel(map, {y, x}, shown_sheet_->projections.pixels[at]);
  });
  connect(path_, &PictureRow::step_clicked, this, [this](int step) {
    if (!shown_) return;
    const int node = shown_->path[static_cast<std::size_t>(step)].node;
    if (node >= 0) emit selection_requested({node, 0, std::nullopt, selection().class_index});
  });
  connect(path_, &PictureRow::pixel_hovered, this, [this](int index, int y, int x) {
    if (!shown_) return;
    const PathStep& step = shown_->path[static_cast<std::size_t>(index)];
    const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(step.width) + static_cast<std::size_t>(x);
    if (at >= step.norm.size()) return;
    const QString value = exact_number(static_cast<double>(step.norm[at]));
    emit hovered(tr("%1, %2 · y %3, x %4 · strength over all channels %5")
                     .arg(step_name(step), step_text(step)).arg(y).arg(x).arg(value));
  });
}

void ReconstructionView::retranslate() {
  rule_title_->setText(tr("Rule"));
  rule_->setAccessibleName(tr("What a ReLU does on the way down"));
  rule_->setToolTip(rule_->accessibleName());
  seed_title_->setText(tr("Seed"));
  seed_->setItemText(0, tr("activation"));
  seed_->setItemText(1, tr("one"));
  seed_->setAccessibleName(tr("The value that the way down begins with"));
  seed_->setToolTip(seed_->accessibleName());
  pages_group_->button(kUnit)->setText(tr("Unit"));
  pages_group_->button(kUnit)->setToolTip(tr("The selected unit's picture"));
  pages_group_->button(kRules)->setText(tr("Three rules"));
  pages_group_->button(kRules)->setToolTip(tr("The selected unit's picture under each rule"));
  pages_group_->button(kPath)->setText(tr("Way down"));
  pages_group_->button(kPath)->setToolTip(tr("What is left of the signal layer by layer"));
  pages_group_->button(kSheet)->setText(tr("All maps"));
  pages_group_->button(kSheet)->setToolTip(tr("The pictures of all maps of the layer"));
  for (const Page page : {kUnit, kPath, kSheet, kRules})
    pages_group_->button(page)->setAccessibleName(pages_group_->button(page)->text());
  set_panel_title(input_title_, tr("Input"));
  input_->setAccessibleName(tr("The network's input"));
  set_panel_title(overlay_title_, tr("Reconstruction over the input"));
  overlay_->setAccessibleName(overlay_title_->text());
  projection_->set_title(tr("Reconstruction"));
  path_->setAccessibleName(tr("The signal on its way down"));
  sheet_->setAccessibleName(tr("Reconstructions of all maps"));
  if (!frame()) title_->setText(tr("Waiting for the first answer of the network."));
}

ReconstructionView::Page ReconstructionView::page() const { return static_cast<Page>(pages_->currentIndex()); }

ReconstructionQuestion ReconstructionView::question() const {
  const Graph& graph = *frame()->model->graph;
  ReconstructionQuestion question;
  question.frame = frame();
  question.layer = shown_layer(graph, selection());
  const bool of_layer = selection().layer == question.layer && selection().map >= 0;
  question.map = of_layer ? std::min(selection().map, graph.node(question.layer).shape.channels - 1) : 0;
  if (of_layer) question.position = selection().position;
  question.rule = parse_rule(rule_->currentData().toString().toStdString());
  question.seed = static_cast<SeedValue>(seed_->currentData().toInt());
  return question;
}

Exporter ReconstructionView::exporter() const {
  if (page() == kSheet) {
    if (!shown_sheet_ || !shown_sheet_->projections.complete) return {};
    return [sheet = shown_sheet_] {
      const std::vector<int> units = first_units(static_cast<int>(sheet->projections.positions.size()));
      ProjectionOptions options = sheet->question.options();
      options.position.reset();
      return deconv_figure(*sheet->question.frame->model, sheet->question.layer, units, sheet->projections, options,
                           Tables::csv);
    };
  }
  if (!shown_) return {};
  return [one = shown_] {
    return deconv_figure(*one->question.frame->model, one->question.layer, one->question.map, one->projection,
                         one->question.options(), Tables::csv);
  };
}

void ReconstructionView::refresh() {
  pages_->setVisible(frame() != nullptr);
  if (!frame()) return;
  const ExplainMethod* method = find_explain_method(rule_->currentData().toString().toStdString());
  about_->setText(page() == kRules ? RulesPage::about()
                                   : QStringLiteral("%1\n\n%2\n%3")
                                         .arg(method_text(method->summary), method_text(method->caveat),
                                              text_of(method->source)));
  const ReconstructionQuestion wanted = question();
  rule_->setEnabled(page() != kRules);
  if (page() == kSheet)
    ask(sheet_job(wanted), kAll);
  else
    ask(reconstruction_job(wanted), kOne);
  if (page() == kRules) ask(rules_job(wanted), kThree);
  const QString name = QString::fromStdString(frame()->model->graph->node(wanted.layer).name);
  if (page() == kSheet)
    title_->setText(tr("%1 · each map's strongest").arg(name));
  title_->setToolTip(page() == kSheet ? title_->text() + QLatin1Char('\n') +
                                            tr("Every map of the layer, from the position at which it is strongest")
                                      : QString());
}

void ReconstructionView::show_news(int channel, const JobNews& news) {
  if (!news.result || !frame()) return;
  if (channel == kAll) {
    shown_sheet_ = std::static_pointer_cast<const ReconstructionSheet>(news.result);
    if (shown_sheet_->question.frame->model->graph == frame()->model->graph && page() == kSheet) paint_sheet();
    return;
  }
  if (channel == kThree) {
    auto rules = std::static_pointer_cast<const ReconstructionRules>(news.result);
    if (rules->question.frame->model->graph == frame()->model->graph) rules_->show_rules(std::move(rules));
    return;
  }
  shown_ = std::static_pointer_cast<const Reconstruction>(news.result);
  if (shown_->question.frame->model->graph != frame()->model->graph) return;
  title_page();
  if (page() == kUnit) paint_unit();
  if (page() == kPath) paint_path();
}

void ReconstructionView::title_page() {
  const Node& node = frame()->model->graph->node(shown_->question.layer);
  const QString name = QString::fromStdString(node.name);
  const QString value = exact_number(static_cast<double>(shown_->projection.activation));
  const Position at = shown_->projection.position;
  if (node.shape.is_vector())
    title_->setText(tr("%1 · unit %2 · activation %3").arg(name).arg(shown_->question.map).arg(value));
  else if (shown_->question.position)
    title_->setText(tr("%1 · map %2 · at y %3, x %4 · activation %5")
                        .arg(name).arg(shown_->question.map).arg(at.y).arg(at.x).arg(value));
  else
    title_->setText(tr("%1 · map %2 · strongest at y %3, x %4 · activation %5")
                        .arg(name).arg(shown_->question.map).arg(at.y).arg(at.x).arg(value));
}

void ReconstructionView::paint_unit() {
  const Tensor<float>& pixels = shown_->projection.pixels;
  const ValueRange range = scale_range(extremes_of(pixels), ColourMap::diverging);
  const QImage input = to_qimage(shown_->question.frame->activations->input);
  input_->set_picture(input);
  overlay_->set_picture(input);
  overlay_->set_overlay(projection_overlay(pixels, range));
  const Shape& shape = pixels.shape();
  if (shape.channels == 1)
    projection_->set_values({pixels.values().begin(), pixels.values().end()}, shape.height, shape.width,
                            ColourMap::diverging, range);
  else
    projection_->set_picture(projection_picture(pixels, range), ColourMap::diverging, range);
}

void ReconstructionView::paint_path() {
  std::vector<PictureRow::Step> steps;
  for (const PathStep& step : shown_->path)
    steps.push_back({signal_image(step.norm, step.height, step.width), step_name(step), step_text(step)});
  path_->set_steps(std::move(steps));
}

QString ReconstructionView::step_name(const PathStep& step) const {
  const int node = step.through < 0 ? step.node : step.through;
  return QString::fromStdString(shown_->question.frame->model->graph->node(node).name);
}

QString ReconstructionView::step_text(const PathStep& step) const {
  if (step.through < 0) return tr("the unit alone");
  return way_down_text(shown_->question.frame->model->graph->node(step.through).layer->kind());
}

void ReconstructionView::paint_sheet() {
  const Projections& all = shown_sheet_->projections;
  const std::size_t size = all.shape.size();
  const bool per_map = range_scope() == RangeScope::map;
  const auto range_of_tile = [&](std::span<const float> values) {
    return range_of(values, ColourMap::diverging);
  };
  const ValueRange shared = range_of_tile(all.pixels);
  std::vector<QImage> tiles;
  QStringList captions;
  for (std::size_t map = 0; map < all.positions.size(); ++map) {
    const std::span<const float> chw(all.pixels.data() + map * size, size);
    tiles.push_back(projection_picture_chw(chw, all.shape, per_map ? range_of_tile(chw) : shared));
    captions << QString::number(map);
  }
  sheet_->set_tiles(std::move(tiles), captions);
  sheet_->set_selected(selection().layer == shown_sheet_->question.layer ? selection().map : -1);
}

void ReconstructionView::tell_pixel(int map, Position at, float value) {
  emit hovered(tr("map %1 · pixel y %2, x %3 · %4").arg(map).arg(at.y).arg(at.x).arg(exact_number(static_cast<double>(value))));
}

}  // namespace convlens::ui
