#include "ui/views/classical_view.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/figures/classical_figure.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/paint/unbroken.h"
#include "ui/views/explain_text.h"
#include "ui/views/filter_values.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/kernel_editor.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/page_buttons.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kClassicalTile = 58;
constexpr int classical_width(int columns) { return columns * (kClassicalTile + kGrid) + 3 * kGrid; }
constexpr int kFewestColumns = 2, kMostColumns = 4;
constexpr int kLearnedTile = 136;  // as wide as "12·31: Gabor 135° −0.28" below it
constexpr int kQuarter = 64;  // pixels of one of the four pictures of a learned kernel
constexpr int kAboutWidth = 196;

QImage plane_image(std::span<const float> plane, int height, int width, ColourMap map) {
  return to_qimage(paint_map(plane, height, width, map, range_of(plane, map)));
}

QImage first_plane(const std::vector<float>& chw, const Shape& shape) {
  const auto area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  return plane_image(std::span(chw).first(area), shape.height, shape.width, ColourMap::diverging);
}

/// The learned kernel, what it is most like, and below each its frequency response.
QImage learned_image(const LearnedKernels& learned, std::size_t index) {
  const Filters& filters = learned.filters;
  const auto area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
  const auto kernel = std::span(learned.filters.values).subspan(index * area, area);
  const ClassicalKernel& like = learned.classical[static_cast<std::size_t>(learned.likenesses[index].kernel)];
  std::vector<float> turned = like.values;
  if (learned.likenesses[index].cosine < 0)
    for (float& value : turned) value = -value;
  const std::vector<float> response = frequency_response(like.values, like.height, like.width);
  QImage image(2 * kQuarter, 2 * kQuarter, QImage::Format_RGB32);
  QPainter painter(&image);
  const auto draw = [&](int column, int row, const QImage& part) {
    painter.drawImage(QRect(column * kQuarter, row * kQuarter, kQuarter, kQuarter), part);
  };
  draw(0, 0, plane_image(kernel, filters.height, filters.width, ColourMap::diverging));
  draw(1, 0, plane_image(turned, filters.height, filters.width, ColourMap::diverging));
  draw(0, 1, plane_image(learned.responses[index], kResponseSide, kResponseSide, ColourMap::sequential));
  draw(1, 1, plane_image(response, kResponseSide, kResponseSide, ColourMap::sequential));
  return image;
}

QString band_text(PassBand band) {
  switch (band) {
    case PassBand::low: return ClassicalView::tr("low");
    case PassBand::band: return ClassicalView::tr("a band");
    case PassBand::high: return ClassicalView::tr("high");
  }
  return {};
}

QString answer_text(const Model& model, const std::vector<float>& probabilities) {
  const auto best = std::ranges::max_element(probabilities) - probabilities.begin();
  return ClassicalView::tr("%1 with %2")
      .arg(QString::fromStdString(class_name(model, static_cast<int>(best))),
           unbroken(percent(static_cast<double>(probabilities[static_cast<std::size_t>(best)]))));
}

}  // namespace

ClassicalView::ClassicalView(QWidget* parent)
    : View(parent),
      pages_group_(new QButtonGroup(this)),
      pages_(new QStackedWidget),
      title_(new ElidedLabel),
      kernel_title_(panel_title()),
      answer_(new QLabel),
      about_(new AboutText),
      about_learned_(new AboutText),
      filter_title_(new QLabel),
      classical_(new TileGrid),
      learned_(new TileGrid),
      editor_(new KernelEditor),
      picture_(new MapPanel),
      response_(new MapPanel),
      in_network_(new QCheckBox),
      filter_(new QSpinBox) {
  build();
  connect_parts();
  retranslate();
}

/// A number that is still being typed when the view goes is handed over by the cell that loses the focus: to nobody.
ClassicalView::~ClassicalView() { disconnect(editor_, nullptr, this, nullptr); }

void ClassicalView::build() {
  auto* head = new QHBoxLayout;
  head->setSpacing(kGrid / 2);
  add_page_buttons(*head, *pages_group_, kLearned + 1);
  head->addSpacing(kGrid);
  head->addWidget(title_, 1);
  pages_->addWidget(bench_page());
  pages_->addWidget(learned_page());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  column->addLayout(head);
  column->addWidget(pages_, 1);
}

QWidget* ClassicalView::bench_page() {
  classical_->set_tile_side(kClassicalTile);
  classical_->setMinimumWidth(classical_width(kFewestColumns));
  classical_->setMaximumWidth(classical_width(kMostColumns));
  classical_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
  auto* kernel = new QVBoxLayout;
  kernel->setSpacing(kGrid / 2);
  kernel->addWidget(kernel_title_);
  kernel->addWidget(editor_, 1);
  auto* network = new QHBoxLayout;
  network->setSpacing(kGrid / 2);
  network->addWidget(in_network_);
  network->addStrut(filter_->sizeHint().height());
  auto* place = new QHBoxLayout;
  place->addWidget(filter_title_);
  place->addWidget(filter_);
  place->addStretch(1);
  auto* side = new QVBoxLayout;
  side->setSpacing(kGrid / 2);
  side->addLayout(network);
  side->addLayout(place);
  side->addWidget(answer_);
  side->addSpacing(kGrid);
  side->addWidget(about_, 1);
  answer_->setWordWrap(true);
  answer_->setMaximumWidth(kAboutWidth);
  about_->setFixedWidth(kAboutWidth);
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid);
  row->addWidget(classical_, 6);
  row->addLayout(kernel, 4);
  row->addWidget(picture_, 3);
  row->addWidget(response_, 3);
  row->addLayout(side);
  return page;
}

QWidget* ClassicalView::learned_page() {
  learned_->set_tile_side(kLearnedTile);
  about_learned_->setFixedWidth(kAboutWidth);
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid);
  row->addWidget(learned_, 1);
  row->addWidget(about_learned_);
  return page;
}

void ClassicalView::connect_parts() {
  connect(pages_group_, &QButtonGroup::idClicked, this, [this](int page) {
    pages_->setCurrentIndex(page);
    refresh();
  });
  connect(classical_, &TileGrid::tile_clicked, this, [this](int index) {
    if (bench_) put_on_bench(bench_->kernels[static_cast<std::size_t>(index)]);
  });
  connect(classical_, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(learned_, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(learned_, &TileGrid::pixel_hovered, this, [this](int index) {
    if (!shown_learned_) return;
    const auto i = static_cast<std::size_t>(index);
    const KernelLikeness& like = shown_learned_->likenesses[i];
    emit hovered(tr("filter %1, channel %2 · most like %3, cosine %4 · %5")
                     .arg(index / shown_learned_->filters.in)
                     .arg(index % shown_learned_->filters.in)
                     .arg(classical_text(shown_learned_->classical[static_cast<std::size_t>(like.kernel)].name),
                          short_number(like.cosine), tr("passes: %1").arg(band_text(shown_learned_->bands[i]))));
  });
  connect(learned_, &TileGrid::tile_clicked, this, [this](int index) {
    if (!shown_learned_) return;
    const Filters& filters = shown_learned_->filters;
    learned_->set_selected(index);
    if (filters.height != kernel_.height || filters.width != kernel_.width) return;
    const auto area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
    const auto from = filters.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(index) * area);
    pages_group_->button(kBench)->setChecked(true);
    pages_->setCurrentIndex(kBench);
    put_on_bench({"", filters.height, filters.width, {from, from + static_cast<std::ptrdiff_t>(area)}});
  });
  connect(editor_, &KernelEditor::edited, this, [this](const std::vector<float>& values) {
    kernel_.values = values;
    kernel_.name.clear();
    ask_for_bench();
  });
  connect(in_network_, &QCheckBox::toggled, this, [this](bool on) {
    filter_->setEnabled(on);
    ask_for_bench();
  });
  connect(filter_, &QSpinBox::valueChanged, this, [this] { ask_for_bench(); });
  filter_->setEnabled(false);
}

ClassicalView::Page ClassicalView::page() const { return static_cast<Page>(pages_->currentIndex()); }

/// The selected convolution, else the first one.
int ClassicalView::learned_node() const {
  const Graph& graph = *frame()->model->graph;
  const auto chosen = convolution_at_or_before(graph, shown_layer(graph, selection()));
  if (!chosen) return first_convolution(graph);
  const Layer::Window window = graph.node(*chosen).layer->window();
  return classical_kernels(window.kernel[0], window.kernel[1]).empty() ? first_convolution(graph) : *chosen;
}

void ClassicalView::put_on_bench(ClassicalKernel kernel) {
  kernel_ = std::move(kernel);
  ask_for_bench();
}

/// A network with other kernels: the bench begins anew.
void ClassicalView::put_first_kernel() {
  const Graph& graph = *frame()->model->graph;
  const Node& node = graph.node(first_convolution(graph));
  const Layer::Window window = node.layer->window();
  filter_->setMaximum(node.shape.channels - 1);
  if (kernel_.height == window.kernel[0] && kernel_.width == window.kernel[1]) return;
  kernel_ = classical_kernels(window.kernel[0], window.kernel[1]).front();
}

void ClassicalView::refresh() {
  const bool possible = frame() && first_convolution(*frame()->model->graph) >= 0;
  pages_->setVisible(possible);
  if (!frame()) return;
  if (!possible) return title_->setText(tr("This network has no convolution of 3×3 or more."));
  put_first_kernel();
  ask_for_bench();
  if (page() == kLearned && (asked_model_ != frame()->model || asked_node_ != learned_node())) {
    asked_model_ = frame()->model;
    asked_node_ = learned_node();
    ask(learned_job(asked_model_, asked_node_), kLearnedJob);
  }
}

void ClassicalView::ask_for_bench() {
  if (!frame() || page() != kBench || kernel_.values.empty()) return;
  ask(bench_job({frame(), kernel_, first_convolution(*frame()->model->graph), in_network_->isChecked() ? filter_->value() : -1}),
      kBenchJob);
}

void ClassicalView::show_news(int channel, const JobNews& news) {
  if (!news.result || !frame()) return;
  if (channel == kBenchJob) {
    auto bench = std::static_pointer_cast<const Bench>(news.result);
    if (bench->question.frame->model->graph != frame()->model->graph) return;
    bench_ = std::move(bench);
    paint_bench();
  } else {
    auto learned = std::static_pointer_cast<const LearnedKernels>(news.result);
    if (learned->model->graph != frame()->model->graph) return;
    shown_learned_ = std::move(learned);
    paint_learned();
  }
}

void ClassicalView::paint_bench() {
  const Shape& shape = bench_->question.frame->activations->input.shape();
  std::vector<QImage> tiles;
  QStringList captions;
  int selected = -1;
  for (std::size_t i = 0; i < bench_->kernels.size(); ++i) {
    tiles.push_back(first_plane(bench_->pictures[i], shape));
    captions << classical_text(bench_->kernels[i].name);
    if (bench_->kernels[i].name == bench_->question.kernel.name) selected = static_cast<int>(i);
  }
  classical_->set_tiles(std::move(tiles), captions);
  classical_->set_selected(selected);
  const ClassicalKernel& kernel = bench_->question.kernel;
  editor_->set_kernel(kernel.values, kernel.height, kernel.width);
  const QString name = kernel.name.empty() ? tr("a kernel of your own") : classical_text(kernel.name);
  set_panel_title(kernel_title_, tr("Kernel: %1").arg(name));
  const auto area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  const std::vector<float> plane(bench_->picture.begin(), bench_->picture.begin() + static_cast<std::ptrdiff_t>(area));
  picture_->set_values(plane, shape.height, shape.width, ColourMap::diverging, range_of(plane, ColourMap::diverging));
  response_->set_title(tr("Passes: %1").arg(band_text(pass_band(bench_->response))));
  response_->set_values(bench_->response, kResponseSide, kResponseSide, ColourMap::sequential,
                        range_of(bench_->response, ColourMap::sequential));
  title_->setText(tr("The drawing under each filter; the kernel can be changed by hand"));
  paint_answer();
}

void ClassicalView::paint_answer() {
  const Frame& shown = *bench_->question.frame;
  const QString before = answer_text(*shown.model, shown.probabilities);
  answer_->setText(bench_->probabilities.empty()
                       ? tr("The network says %1.").arg(before)
                       : tr("With it the network says %1; without it %2.")
                             .arg(answer_text(*shown.model, bench_->probabilities), before));
}

void ClassicalView::paint_learned() {
  const LearnedKernels& learned = *shown_learned_;
  std::vector<QImage> tiles;
  QStringList captions;
  for (std::size_t i = 0; i < learned.likenesses.size(); ++i) {
    tiles.push_back(learned_image(learned, i));
    const std::size_t in = static_cast<std::size_t>(learned.filters.in);
    // With several input channels a filter has a kernel for each.
    const QString place = in > 1 ? QStringLiteral("%1·%2").arg(i / in).arg(i % in) : QString::number(i);
    captions << QStringLiteral("%1: %2 %3\n%4")
                    .arg(place)
                    .arg(classical_text(
                        learned.classical[static_cast<std::size_t>(learned.likenesses[i].kernel)].name))
                    .arg(QString::number(learned.likenesses[i].cosine, 'f', 2).replace(u'-', QChar(0x2212)))
                    .arg(tr("passes: %1").arg(band_text(learned.bands[i])));
  }
  learned_->set_tiles(std::move(tiles), captions);
  const QString name = QString::fromStdString(learned.model->graph->node(learned.node).name);
  title_->setText((learned.filters.in > 1 ? tr("%1 · filter·channel: most like, cosine")
                                          : tr("%1 · filter: most like, cosine"))
                      .arg(name));
}

void ClassicalView::retranslate() {
  const QString names[] = {tr("Bench"), tr("Learned filters")};
  for (const Page page : {kBench, kLearned}) {
    pages_group_->button(page)->setText(names[page]);
    pages_group_->button(page)->setAccessibleName(names[page]);
  }
  pages_group_->button(kBench)->setToolTip(tr("What the filters of the textbooks do to the drawing"));
  pages_group_->button(kLearned)->setToolTip(tr("What the learned filters are most like"));
  classical_->setAccessibleName(tr("The drawing under each classical filter"));
  learned_->setAccessibleName(tr("Learned kernels and what they are most like"));
  editor_->setAccessibleName(tr("The kernel's numbers, to be changed by hand"));
  editor_->setToolTip(tr("Enter or a double click changes a number"));
  picture_->set_title(tr("Drawing under it"));
  if (!bench_) response_->set_title(tr("Frequencies"));
  in_network_->setText(tr("Put it into the network"));
  in_network_->setToolTip(tr("A copy of the network answers with this kernel in its first convolution; the network itself stays as it is"));
  in_network_->setAccessibleName(in_network_->text());
  filter_title_->setText(tr("in place of filter"));
  filter_->setAccessibleName(filter_title_->text());
  about_->setText(tr("A convolution is what image processing calls a filter: the same small kernel at every place. "
                     "The textbook's were thought up, the network's were learned. "
                     "Frequencies: 0 in the middle; low, band and high at 1/8 and 1/4 cycles a pixel (limits of ours). "
                     "(Gonzalez & Woods, Digital Image Processing)"));
  about_learned_->setText(
      tr("Left above a learned kernel, right of it the classical filter most like it: of the largest cosine, "
         "its signs turned "
         "where that is negative. Below each the frequencies it passes, 0 in the middle (magnitude of the "
         "Fourier "
         "transform); low, band and high at 1/8 and 1/4 cycles a pixel (limits of ours). A small cosine: the "
         "textbooks "
         "have none like it. (Gonzalez & Woods, Digital Image Processing)"));
  if (!frame()) title_->setText(tr("Waiting for the first answer of the network."));
  if (bench_ && page() == kBench) paint_bench();
  if (shown_learned_ && page() == kLearned) paint_learned();
}

Exporter ClassicalView::exporter() const {
  if (!frame() || first_convolution(*frame()->model->graph) < 0) return {};
  return [shown = frame(), node = learned_node()] {
    return classical_figure(*shown->model, node, chw_of(shown->activations->input), Tables::csv);
  };
}

}  // namespace convlens::ui
