#include "ui/views/probe_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/data/dataset.h"
#include "core/figures/probe_figure.h"
#include "core/study/layer_values.h"
#include "ui/docks/training_form.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/layer_curves.h"

namespace convlens::ui {

struct ProbeView::Probed {
  QString word;
  std::shared_ptr<const Model> model;
  ProbeOptions options;
  ProbeResult result;
};

namespace {

std::shared_ptr<const Samples> open_split(const QString& word, Split split, const Model& model) {
  return open_dataset(DatasetName::parse(word.toStdString()), split,
                      {.shape = model.graph->input_shape(), .class_names = model.class_names});
}

}  // namespace

ProbeView::ProbeView(QWidget* parent)
    : View(parent),
      data_(new DataChoice),
      start_(new QPushButton),
      state_(new ElidedLabel),
      about_(new AboutText),
      progress_(new JobProgress),
      curves_(new LayerCurves),
      hint_(new QLabel),
      body_(new QStackedWidget) {
  build();
  connect(start_, &QPushButton::clicked, this, &ProbeView::begin);
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel();
    progress_->stop();
    refresh();
  });
  connect(curves_, &LayerCurves::left, this, [this] { emit hovered({}); });
  connect(curves_, &LayerCurves::layer_hovered, this, [this](int layer) { emit hovered(layer_text(layer)); });
  connect(curves_, &LayerCurves::layer_clicked, this, [this](int layer) {
    const int node = probed_->result.layers[static_cast<std::size_t>(layer)].node;
    if (frame() && node >= 0 && probed_->model->graph == frame()->model->graph)
      emit selection_requested({node, 0, std::nullopt, selection().class_index});
  });
  retranslate();
}

void ProbeView::build() {
  auto* head = new QHBoxLayout;
  head->setSpacing(kGrid);
  head->addWidget(data_);
  head->addWidget(start_);
  head->addWidget(state_, 1);
  head->addWidget(progress_);
  start_->setObjectName(QStringLiteral("start"));
  hint_->setWordWrap(true);
  hint_->setAlignment(Qt::AlignCenter);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  body_->addWidget(hint_);
  body_->addWidget(curves_);
  state_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid);
  row->addWidget(body_, 1);
  row->addWidget(about_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(head);
  column->addLayout(row, 1);
}

void ProbeView::show_data_sets(const QStringList& words, const QString& current) {
  data_->offer(words, current, probed_ != nullptr);
}

void ProbeView::choose_data_set(const QString& word) { data_->choose(word); }

void ProbeView::begin() {
  if (!frame()) return;
  failure_.clear();
  progress_->start();
  asked_word_ = data_->word();
  auto wanted = std::make_shared<Probed>(Probed{asked_word_, frame()->model, options_, {}});
  ask({.lane = ViewJob::Lane::lengthy, .compute = [wanted](JobReport& report) -> JobResult {
         const auto training = open_split(wanted->word, Split::training, *wanted->model);
         const auto test = open_split(wanted->word, Split::test, *wanted->model);
         auto probed = std::make_shared<Probed>(*wanted);
         probed->result = probe_layers(*wanted->model, *training, *test, wanted->options, report.pool(), report.stop(),
                                       [&](std::size_t done, std::size_t total) { report.progress(done, total); });
         if (!probed->result.complete) return {};
         return probed;
       }});
  refresh();
}

void ProbeView::refresh() {
  start_->setEnabled(frame() && !is_waiting());
  if (!failure_.isEmpty())
    state_->setText(failure_);
  else if (is_waiting())
    state_->setText(tr("Learning from every layer's values of %1…").arg(data_title(asked_word_)));
  else if (!probed_)
    state_->clear();  // the hint says it
  else if (frame() && probed_->model != frame()->model)
    state_->setText(tr("of %1 · of other weights than those shown now").arg(data_title(probed_->word)));
  else
    state_->setText(tr("of %1 · linear: %2 training and %3 test images; the others: %4 and %5")
                        .arg(data_title(probed_->word), count_text(static_cast<qint64>(probed_->result.images)),
                             count_text(static_cast<qint64>(probed_->result.test_images)),
                             count_text(static_cast<qint64>(probed_->result.subset)),
                             count_text(static_cast<qint64>(probed_->result.subset_test))));
}

void ProbeView::show_news(int, const JobNews& news) {
  if (news.result) {
    probed_ = std::static_pointer_cast<const Probed>(news.result);
    body_->setCurrentWidget(curves_);
    paint();
  }
  if (news.complete && !is_waiting()) {
    progress_->stop();
    failure_ = news.failure;
  }
  if (is_waiting() && news.total > 0) progress_->show_progress(news.done, news.total);
  refresh();
}

void ProbeView::paint() {
  QStringList names;
  std::vector<LayerCurves::Curve> curves{{tr("linear classifier"), {}}, {tr("nearest neighbours"), {}}, {tr("support vector machine"), {}}};
  for (const LayerProbe& layer : probed_->result.layers) {
    names << (layer.node == kGraphInput ? tr("input") : QString::fromStdString(layer_name(*probed_->model->graph, layer.node)));
    const double values[] = {layer.linear, layer.neighbours, layer.support_vectors};
    for (std::size_t c = 0; c < curves.size(); ++c) curves[c].percent.push_back(100 * values[c]);
  }
  if (probed_->result.network)
    curves.push_back({tr("the network itself"), std::vector<double>(probed_->result.layers.size(), 100 * *probed_->result.network), true});
  curves_->set_curves(names, std::move(curves));
}

QString ProbeView::layer_text(int layer) const {
  const LayerProbe& one = probed_->result.layers[static_cast<std::size_t>(layer)];
  return tr("%1 · %2 values · linear %3, neighbours %4, support vectors %5")
      .arg(QString::fromStdString(layer_name(*probed_->model->graph, one.node)), count_text(static_cast<qint64>(one.features)),
           percent(one.linear), percent(one.neighbours), percent(one.support_vectors));
}

void ProbeView::retranslate() {
  data_->retranslate();
  start_->setText(tr("Start"));
  start_->setToolTip(tr("Train the classifiers on every layer's values"));
  start_->setAccessibleName(start_->toolTip());
  hint_->setText(
      tr("Press Start: three classifiers learn from every layer's values. It takes a minute or so."));
  progress_->set_title(tr("Probes"));
  curves_->setAccessibleName(tr("Accuracy by layer"));
  about_->setText(tr("Simple classifiers learn from what each layer makes of the training images, and answer the test "
                     "images. Where the curve rises, the layers have made the classes easier to tell apart: that is what "
                     "depth buys. The network itself stays as it is; its own accuracy is the dashed line. (Alain & Bengio 2016; classifiers: multinomial "
                     "logistic regression; 5 nearest neighbours; linear support vector machine)"));
  if (probed_) paint();
  refresh();
}

Exporter ProbeView::exporter() const {
  if (!probed_) return {};
  return [probed = probed_] { return probe_figure(*probed->model, probed->result, probed->options, Tables::csv); };
}

}  // namespace convlens::ui
