#include "ui/views/inversion_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <algorithm>
#include <numeric>

#include "core/explain/registry.h"
#include "core/figures/search_figures.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/page_buttons.h"
#include "ui/widgets/picture_row.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kMostIterations = 10000;
/// Units of a layer that are looked for at once: a screen of them.
constexpr int kMostUnits = 64;
constexpr int kIdealTile = 64;

QString text_of(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())); }

QString about(const char* method_name, const QString& words) {
  const ExplainMethod& method = *find_explain_method(method_name);
  return QStringLiteral("%1\n\n%2\n%3").arg(words, method_text(method.caveat), text_of(method.source));
}

}  // namespace

InversionView::InversionView(QWidget* parent)
    : View(parent),
      pages_group_(new QButtonGroup(this)),
      pages_(new QStackedWidget),
      iterations_title_(new QLabel),
      note_(new ElidedLabel),
      iterations_(new QSpinBox),
      start_(new QPushButton),
      progress_(new JobProgress),
      row_(new PictureRow),
      ideal_(new TileGrid),
      about_row_(new AboutText),
      about_ideal_(new AboutText) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  build_head();
  auto* scroll = new QScrollArea;
  scroll->setWidget(row_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  ideal_->set_tile_side(kIdealTile);
  for (const auto& [pictures, words] : {std::pair<QWidget*, AboutText*>{scroll, about_row_}, {ideal_, about_ideal_}}) {
    auto* page = new QWidget;
    auto* line = new QHBoxLayout(page);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2 * kGrid);
    line->addWidget(pictures, 1);
    line->addWidget(words);
    pages_->addWidget(page);
  }
  column->addWidget(pages_, 1);
  connect(row_, &PictureRow::left, this, [this] { emit hovered({}); });
  connect(ideal_, &TileGrid::left, this, [this] { emit hovered({}); });
  connect(row_, &PictureRow::step_clicked, this, [this](int step) {
    if (shown_ && step > 0)
      emit selection_requested({shown_->layers[static_cast<std::size_t>(step - 1)].node, 0, std::nullopt, selection().class_index});
  });
  connect(row_, &PictureRow::pixel_hovered, this, [this](int step, int y, int x) {
    if (!shown_) return;
    if (step == 0) return tell_pixel(tr("input"), shown_->question.frame->activations->input, {y, x});
    const Inversion& one = shown_->layers[static_cast<std::size_t>(step - 1)];
    tell_pixel(layer_name(one.node), one.picture, {y, x});
  });
  connect(ideal_, &TileGrid::tile_clicked, this, [this](int tile) {
    if (!shown_ideal_) return;
    const Maximisation& one = shown_ideal_->units[static_cast<std::size_t>(tile)];
    emit selection_requested({one.node, one.unit, std::nullopt, selection().class_index});
  });
  connect(ideal_, &TileGrid::pixel_hovered, this, [this](int tile, int y, int x) {
    if (!shown_ideal_) return;
    const Maximisation& one = shown_ideal_->units[static_cast<std::size_t>(tile)];
    tell_pixel(tr("unit %1, activation %2").arg(one.unit).arg(exact_number(one.activation)), one.picture, {y, x});
  });
  retranslate();
}

void InversionView::build_head() {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid / 2);
  add_page_buttons(*row, *pages_group_, kIdeal + 1);
  iterations_title_->setBuddy(iterations_);
  iterations_title_->setForegroundRole(QPalette::PlaceholderText);
  iterations_->setRange(1, kMostIterations);
  iterations_->setValue(InversionOptions{}.iterations);
  iterations_->setKeyboardTracking(false);
  note_->setForegroundRole(QPalette::PlaceholderText);
  start_->hide();
  row->addSpacing(kGrid);
  row->addWidget(iterations_title_);
  row->addWidget(iterations_);
  row->addSpacing(kGrid);
  row->addWidget(note_, 1);
  row->addWidget(start_);
  row->addWidget(progress_);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(pages_group_, &QButtonGroup::idClicked, this, [this](int page) {
    give_up();
    pages_->setCurrentIndex(page);
    const QSignalBlocker quiet(iterations_);
    iterations_->setValue(page == kRow ? InversionOptions{}.iterations : MaximisationOptions{}.iterations);
    refresh();
  });
  connect(iterations_, &QSpinBox::valueChanged, this, [this] { refresh(); });
  connect(start_, &QPushButton::clicked, this, [this] { ask_for_page(true); });
  connect(progress_, &JobProgress::cancelled, this, [this] {
    give_up();
    start_->show();
  });
}

void InversionView::retranslate() {
  pages_group_->button(kRow)->setText(tr("Inversion"));
  pages_group_->button(kRow)->setToolTip(tr("What every layer still knows of the input"));
  pages_group_->button(kIdeal)->setText(tr("Ideal pictures"));
  pages_group_->button(kIdeal)->setToolTip(tr("The pictures that excite the units of the selected layer most"));
  for (const Page page : {kRow, kIdeal})
    pages_group_->button(page)->setAccessibleName(pages_group_->button(page)->text());
  iterations_title_->setText(tr("Iterations"));
  iterations_->setAccessibleName(tr("Steps of the search for each picture"));
  iterations_->setToolTip(iterations_->accessibleName());
  start_->setText(tr("Start"));
  progress_->set_title(tr("Progress of the search"));
  row_->setAccessibleName(tr("What every layer still knows of the input"));
  ideal_->setAccessibleName(tr("The pictures that excite the units of the selected layer most"));
  about_row_->setText(about(
      "inversion",
      tr("Each picture was searched for, from noise, so that the layer below it answers as it does to the input. What is "
         "lost on the way is what the layer no longer knows. The error is the distance between the two answers, divided "
         "by the length of the answer to the input. The search's constants are ours.")));
  about_ideal_->setText(about(
      "maximisation",
      tr("Each picture was searched for, from noise, so that one unit answers as strongly as it can, while the "
         "picture stays smooth and small; of a map it is the unit in the middle. The number is the activation reached. "
         "The search's constants are ours.")));
  if (!frame()) note_->setText(tr("Waiting for the first answer of the network."));
  if (shown_) paint_row();
  if (shown_ideal_) paint_ideal();
}

InversionView::Page InversionView::page() const { return static_cast<Page>(pages_->currentIndex()); }

InversionQuestion InversionView::question() const {
  InversionQuestion question{frame(), {}};
  question.options.iterations = iterations_->value();
  return question;
}

IdealQuestion InversionView::ideal_question() const {
  const Graph& graph = *frame()->model->graph;
  IdealQuestion question{frame()->model, shown_layer(graph, selection()), {}, {}};
  question.options.iterations = iterations_->value();
  const int units = graph.node(question.layer).shape.channels;
  const int first = selection().layer == question.layer ? std::clamp(selection().map, 0, units - 1) / kMostUnits * kMostUnits : 0;
  question.units.resize(static_cast<std::size_t>(std::min(kMostUnits, units - first)));
  std::iota(question.units.begin(), question.units.end(), first);
  return question;
}

Exporter InversionView::exporter() const {
  if (page() == kRow) {
    if (!shown_ || !shown_->complete) return {};
    return [row = shown_] {
      return inversion_figure(*row->question.frame->model, row->layers, row->question.options, Tables::csv);
    };
  }
  if (!shown_ideal_ || !shown_ideal_->complete) return {};
  return [ideal = shown_ideal_] {
    return maximisation_figure(*ideal->question.model, ideal->units, ideal->question.options, Tables::csv);
  };
}

void InversionView::refresh() {
  pages_->setVisible(frame() != nullptr);
  if (!frame()) return;
  ask_for_page(false);
  if (shown_) paint_row();
  if (shown_ideal_) paint_ideal();
}

void InversionView::ask_for_page(bool told) {
  // Weights that change all the time: what is under way is finished first, else nothing ever would be.
  if (training_ && is_waiting(page())) return;
  if (page() == kRow) {
    const InversionQuestion wanted = question();
    const bool same = asked_.frame == wanted.frame && asked_.options.iterations == wanted.options.iterations;
    if (same && !told) return;
    const bool begin = told || is_quick(wanted);
    start_->setVisible(!begin);
    note_->setText(begin ? QString() : tr("This takes a while with a network of this size."));
    if (!begin) return;
    asked_ = wanted;
    progress_->start();
    return ask(inversion_job(wanted), kRow);
  }
  const IdealQuestion wanted = ideal_question();
  const bool same = asked_ideal_.model == wanted.model && asked_ideal_.layer == wanted.layer &&
                    asked_ideal_.units == wanted.units && asked_ideal_.options.iterations == wanted.options.iterations;
  note_->setText(tr("%1 · units %2 to %3").arg(layer_name(wanted.layer)).arg(wanted.units.front()).arg(wanted.units.back()));
  if (same && !told) return;
  start_->hide();
  asked_ideal_ = wanted;
  progress_->start();
  ask(ideal_job(wanted), kIdeal);
}

/// Nothing is computed for a page that nobody sees; it begins anew when it is seen again.
void InversionView::give_up() {
  for (const Page one : {kRow, kIdeal}) {
    if (!is_waiting(one)) continue;
    cancel(one);
    if (one == kRow) asked_ = {};
    if (one == kIdeal) asked_ideal_ = {};
  }
  progress_->stop();
}

void InversionView::show_news(int channel, const JobNews& news) {
  if (news.complete)
    progress_->stop();
  else
    progress_->show_progress(news.done, news.total);
  if (!news.result || !frame()) return;
  if (channel == kRow) {
    shown_ = std::static_pointer_cast<const InversionRow>(news.result);
    return paint_row();
  }
  shown_ideal_ = std::static_pointer_cast<const IdealPictures>(news.result);
  paint_ideal();
}

void InversionView::paint_row() {
  const Graph& graph = *shown_->question.frame->model->graph;
  std::vector<PictureRow::Step> steps;
  steps.push_back({to_qimage(shown_->question.frame->activations->input), tr("input"), QString()});
  int marked = -1;
  for (const Inversion& one : shown_->layers) {
    if (one.node == selection().layer && frame()->model->graph == shown_->question.frame->model->graph)
      marked = static_cast<int>(steps.size());
    steps.push_back({to_qimage(one.picture), QString::fromStdString(graph.node(one.node).name),
                     tr("error %1").arg(short_number(one.error))});
  }
  row_->set_steps(std::move(steps));
  row_->set_marked(marked);
}

void InversionView::paint_ideal() {
  std::vector<QImage> tiles;
  QStringList captions;
  int selected = -1;
  for (const Maximisation& one : shown_ideal_->units) {
    if (one.node == selection().layer && one.unit == selection().map) selected = static_cast<int>(tiles.size());
    tiles.push_back(to_qimage(one.picture));
    captions << QStringLiteral("%1: %2").arg(one.unit).arg(short_number(one.activation));
  }
  ideal_->set_tiles(std::move(tiles), captions);
  ideal_->set_selected(selected);
}

void InversionView::tell_pixel(const QString& what, const Tensor<float>& picture, Position at) {
  emit hovered(QStringLiteral("%1 · ").arg(what) +
               tr("pixel y %1, x %2 · %3").arg(at.y).arg(at.x).arg(exact_number(static_cast<double>(picture.at(0, 0, at.y, at.x)))));
}

QString InversionView::layer_name(int node) const {
  return QString::fromStdString(frame()->model->graph->node(node).name);
}

void InversionView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  if (frame()) ask_for_page(false);
}

void InversionView::hideEvent(QHideEvent* event) {
  give_up();
  emit hovered({});
  View::hideEvent(event);
}

}  // namespace convlens::ui
