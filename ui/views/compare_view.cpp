#include "ui/views/compare_view.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

#include "core/model/convolutions.h"
#include "ui/docks/training_form.h"
#include "ui/views/compare_side_button.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {

using From = CompareChoice::From;
using Weights = CompareChoice::Weights;

void CompareView::show_data_sets(const QStringList&, const QString& current) { choose_data_set(current); }

void CompareView::choose_data_set(const QString& word) {
  if (word.isEmpty() || word == data_) return;
  data_ = word;
  const bool matters = std::any_of(sides_.begin(), sides_.end(), [](const auto* side) { return side->choice().from == From::sample; });
  if (matters && isVisible() && !is_frozen()) refresh();
}

void CompareView::offer_networks(const std::vector<ShippedNetwork>& networks) {
  networks_ = networks;
  offer();
}

/// What a training began with is gone by the time that somebody asks for it.
void CompareView::show_training(bool under_way) {
  if (under_way && !training_) before_ = newest_;
  training_ = under_way;
}

void CompareView::frame_seen(const Frame& seen) { newest_ = seen.model; }

void CompareView::keep() {
  if (!frame()) return;
  kept_ = frame();
  CompareChoice a = sides_[kA]->choice();
  a.from = From::kept;
  a.weights = Weights::kept;
  sides_[kA]->set_choice(a);
  refresh();
}

void CompareView::swap_sides() {
  const CompareChoice a = sides_[kA]->choice();
  sides_[kA]->set_choice(sides_[kB]->choice());
  sides_[kB]->set_choice(a);
  refresh();
}

void CompareView::choose_file(CompareSideButton* side) {
  dialogs_->ask_file(*this, tr("The network of one side"), tr("Networks (*.onnx);;All files (*)"), [this, side](const QString& path) {
    CompareChoice choice = side->choice();
    choice.weights = Weights::file;
    choice.file = path;
    opened_.file.clear();  // whoever names a file anew means it as it is now
    side->set_choice(choice);
    side->retranslate();
    refresh();
  });
}

ComparedFigure CompareView::figure() const { return static_cast<ComparedFigure>(figure_->currentData().toPoint().x()); }
CompareView::Page CompareView::page() const { return static_cast<Page>(pages_group_->checkedId()); }

void CompareView::offer() {
  const ComparedKind& kind = kind_of(figure());
  for (QAbstractButton* button : pages_group_->buttons()) button->setVisible(kind.takes_unit);
  const CompareOffer offered{.kept = kept_ != nullptr,
                             .before_training = before_ != nullptr,
                             .input = kind.takes_picture,
                             .rules = figure() == ComparedFigure::deconv,
                             .methods = figure() == ComparedFigure::saliency,
                             .networks = networks_,
                             .data = data_title(data_)};
  for (CompareSideButton* side : sides_) side->set_offer(offered);
}

QString CompareView::layer() const {
  const ComparedKind& kind = kind_of(figure());
  if (!kind.takes_layer) return {};
  const Graph& graph = *frame()->model->graph;
  int node = shown_layer(graph, selection());
  if (figure() == ComparedFigure::filters) node = convolution_at_or_before(graph, node).value_or(-1);
  return node < 0 ? QString() : QString::fromStdString(graph.node(node).name);
}

/// -1: all of the layer's.
int CompareView::unit() const {
  const ComparedKind& kind = kind_of(figure());
  if (!kind.takes_unit || page() == kAll) return -1;
  const Graph& graph = *frame()->model->graph;
  const int node = graph.find_or(layer().toStdString(), -1);
  return node < 0 ? -1 : std::clamp(selection().map, 0, graph.node(node).shape.channels - 1);
}

CompareSource CompareView::source(const CompareChoice& choice) const {
  CompareSource source;
  if (choice.from == From::live) source.frame = frame();
  if (choice.from == From::kept) source.frame = kept_ ? kept_ : frame();
  source.sample = choice.sample;
  source.model = frame()->model;
  if (choice.weights == Weights::kept && kept_) source.model = kept_->model;
  if (choice.weights == Weights::before_training && before_) source.model = before_;
  if (choice.weights == Weights::file) {
    source.model = nullptr;
    source.file = choice.file;
  }
  CompareQuestion& question = source.question;
  const ComparedKind& kind = kind_of(figure());
  question.figure = figure();
  question.layer = layer().toStdString();
  question.map = static_cast<OcclusionMap>(figure_->currentData().toPoint().y());
  question.projection.rule = choice.rule;
  question.method = choice.method;
  if (kind.takes_class && selection().class_index >= 0) question.label = selection().class_index;
  question.unit = unit();
  if (figure() == ComparedFigure::deconv && question.unit == selection().map) question.projection.position = selection().position;
  return source;
}

CompareAsked CompareView::asked() const {
  CompareAsked wanted{.sides = {source(sides_[kA]->choice()), source(sides_[kB]->choice())},
                      .data = data_,
                      .all = page() == kAll && kind_of(figure()).takes_unit,
                      .opened = opened_,
                      .open = opener_};
  return wanted;
}

void CompareView::refresh() {
  if (!frame()) return offer();
  // The first drawing is kept by itself, so that there is something to compare with from the first stroke on.
  if (!kept_) kept_ = frame();
  offer();
  keep_->setEnabled(true);
  if (kind_of(figure()).takes_layer && layer().isEmpty()) {
    cancel();
    shown_.reset();
    numbers_->clear();
    words_->setText(tr("There is no convolution at or before this layer, so there are no filters to compare."));
    return show_body(kWords);
  }
  ask(compare_job(asked()));
  if (is_waiting()) {
    if (!patience_.isActive()) patience_.start();
    if (!progress_->is_running()) progress_->start();
  }
}

void CompareView::show_news(int, const JobNews& news) {
  if (news.total > 0) progress_->show_progress(news.done, news.total);
  if (news.result && frame()) {
    shown_ = std::static_pointer_cast<const CompareResult>(news.result);
    opened_ = shown_->opened;
    paint();
  }
  show_waiting();
}

void CompareView::show_waiting() {
  const bool waiting = is_waiting();
  if (!waiting) {
    patience_.stop();
    progress_->stop();
  }
  const bool old = waiting && !patience_.isActive();
  for (MapPanel* panel : panels_) panel->set_dimmed(old);
  for (TileGrid* grid : grids_) grid->setEnabled(!old);
  bars_->set_dimmed(old);
}

void CompareView::show_body(Body body) { body_->setCurrentIndex(body); }

Exporter CompareView::exporter() const {
  if (!shown_ || !shown_->comparison) return {};
  const int of_unit = shown_->asked.sides[kA].question.unit;
  return [shown = shown_, of_unit] { return compare_figure(*shown->comparison, of_unit, Tables::csv); };
}

}  // namespace convlens::ui
