#include "ui/views/saliency_view.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>

#include "core/figures/saliency_figure.h"
#include "core/figures/sanity_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/projection_image.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/views/sanity_page.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/page_buttons.h"

namespace convlens::ui {
namespace {

constexpr int kAutomatic = -1;
constexpr int kMostSteps = 1000;
constexpr std::size_t kIntegrated = 2;  // in kSaliencyMethods

QString text_of(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())); }
const ExplainMethod& method_at(std::size_t place) { return *find_explain_method(kSaliencyMethods[place]); }
QString class_text(const Model& model, int label) { return QString::fromStdString(class_name(model, label)); }

}  // namespace

SaliencyView::SaliencyView(QWidget* parent)
    : View(parent),
      pages_group_(new QButtonGroup(this)),
      pages_(new QStackedWidget),
      class_title_(new QLabel),
      steps_title_(new QLabel),
      facts_(new ElidedLabel),
      input_title_(panel_title()),
      class_(new QComboBox),
      steps_(new QSpinBox),
      input_(new InputPicture),
      about_(new AboutText),
      sanity_(new SanityPage) {
  for (MapPanel*& panel : panels_) panel = new MapPanel;
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  build_head();
  pages_->addWidget(pictures_page());
  pages_->addWidget(sanity_);
  column->addWidget(pages_, 1);
  connect(sanity_, &SanityPage::method_chosen, this, [this] { refresh(); });
  connect(&sanity_->progress(), &JobProgress::cancelled, this, [this] {
    cancel(kCheck);
    sanity_->progress().stop();
  });
  retranslate();
}

void SaliencyView::build_head() {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid / 2);
  add_page_buttons(*row, *pages_group_, kSanity + 1);
  class_->addItem(QString(), kAutomatic);
  class_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  class_->setMinimumContentsLength(9);
  steps_->setRange(1, kMostSteps);
  steps_->setValue(AttributionOptions{}.steps);
  for (const auto& [title, field] : {std::pair<QLabel*, QWidget*>{class_title_, class_}, {steps_title_, steps_}}) {
    title->setBuddy(field);
    title->setForegroundRole(QPalette::PlaceholderText);
    row->addSpacing(kGrid / 2);
    row->addWidget(title);
    row->addWidget(field);
  }
  row->addSpacing(kGrid);
  facts_->setForegroundRole(QPalette::PlaceholderText);
  row->addWidget(facts_, 1);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(pages_group_, &QButtonGroup::idClicked, this, [this](int page) {
    pages_->setCurrentIndex(page);
    if (page == kSanity) sanity_->choose_method(method_at(chosen_).name);
    refresh();
  });
  connect(steps_, &QSpinBox::valueChanged, this, [this] { refresh(); });
  connect(class_, &QComboBox::activated, this, [this] {
    Selection next = selection();
    next.class_index = class_->currentData().toInt();
    emit selection_requested(next);
  });
}

QWidget* SaliencyView::pictures_page() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * kGrid);
  row->addWidget(titled_panel(input_title_, input_), 3);
  for (std::size_t i = 0; i < kMethods; ++i) {
    row->addWidget(panels_[i], 3);
    HeatMap* map = panels_[i]->map();
    connect(map, &HeatMap::position_clicked, this, [this, i] { choose(i); });
    connect(map, &HeatMap::position_hovered, this, [this, i](Position at) { tell(i, at); });
    connect(map, &HeatMap::left, this, [this] { emit hovered({}); });
  }
  row->addWidget(about_, 3);
  return page;
}

void SaliencyView::retranslate() {
  pages_group_->button(kPictures)->setText(tr("Pictures"));
  pages_group_->button(kPictures)->setToolTip(tr("Three methods side by side"));
  pages_group_->button(kSanity)->setText(tr("Sanity check"));
  pages_group_->button(kSanity)->setToolTip(tr("How an explanation changes when the weights are made random"));
  for (const Page page : {kPictures, kSanity})
    pages_group_->button(page)->setAccessibleName(pages_group_->button(page)->text());
  class_title_->setText(tr("Class"));
  class_->setItemText(0, tr("automatic"));
  class_->setAccessibleName(tr("The class whose score is explained; automatic: the one with the highest score"));
  class_->setToolTip(class_->accessibleName());
  steps_title_->setText(tr("Steps"));
  steps_->setAccessibleName(tr("Points on the way from black to the picture, for the integrated gradients"));
  steps_->setToolTip(steps_->accessibleName());
  set_panel_title(input_title_, tr("Chosen picture over the input"));
  input_->setAccessibleName(input_title_->text());
  QString words;
  for (std::size_t i = 0; i < kMethods; ++i) {
    const ExplainMethod& method = method_at(i);
    if (!frame()) panels_[i]->set_title(text_of(method.title));  // each has a name from the beginning
    words += QStringLiteral("%1%2: %3. %4 (%5)")
                 .arg(i == 0 ? QString() : QStringLiteral("\n\n"), text_of(method.title), method_text(method.summary),
                      method_text(method.caveat), text_of(method.source));
  }
  about_->setText(words);
  if (shown_) paint();
  if (!frame()) facts_->setText(tr("Waiting for the first answer of the network."));
}

void SaliencyView::check_sanity_of(const QString& method) {
  pages_group_->button(kSanity)->setChecked(true);
  pages_->setCurrentIndex(kSanity);
  sanity_->choose_method(method.toStdString());
  refresh();
}

SaliencyView::Page SaliencyView::page() const { return static_cast<Page>(pages_->currentIndex()); }

void SaliencyView::fit_classes() {
  const Model& model = *frame()->model;
  const QSignalBlocker quiet(class_);
  if (graph_ != model.graph) {
    graph_ = model.graph;
    while (class_->count() > 1) class_->removeItem(1);
    const int classes = static_cast<int>(graph_->shape_of(graph_->output()).size());
    for (int c = 0; c < classes; ++c) class_->addItem(class_text(model, c), c);
  }
  class_->setCurrentIndex(std::max(0, class_->findData(selection().class_index)));
}

SaliencyQuestion SaliencyView::question() const {
  SaliencyQuestion question{frame(), {}};
  if (const int label = class_->currentData().toInt(); label >= 0) question.options.label = label;
  question.options.layer = grad_cam_layer(*frame()->model->graph, selection().layer);
  question.options.steps = steps_->value();
  return question;
}

SanityQuestion SaliencyView::sanity_question() const {
  SanityQuestion wanted{frame(), &sanity_->method(), {}};
  wanted.options.attribution = question().options;
  // As the command line checks it: Grad-CAM of its usual layer.
  wanted.options.attribution.layer = -1;
  return wanted;
}

Exporter SaliencyView::exporter() const {
  if (page() == kSanity) {
    if (!checked_ || !checked_->check.complete) return {};
    return [picture = checked_] {
      return sanity_figure(*picture->question.frame->model, picture->check, picture->question.options, Tables::csv);
    };
  }
  if (!shown_ || !shown_->maps[chosen_]) return {};
  return [pictures = shown_, chosen = chosen_] {
    return saliency_figure(*pictures->question.frame->model, method_at(chosen), *pictures->maps[chosen],
                           pictures->question.options, Tables::csv);
  };
}

void SaliencyView::refresh() {
  pages_->setVisible(frame() != nullptr);
  if (!frame()) return;
  fit_classes();
  if (!shown_) facts_->clear();
  if (page() == kPictures) return ask(saliency_job(question()), kMaps);
  facts_->clear();
  sanity_->progress().start();
  ask(sanity_job(sanity_question()), kCheck);
}

void SaliencyView::show_news(int channel, const JobNews& news) {
  if (channel == kCheck) {
    if (news.complete)
      sanity_->progress().stop();
    else
      sanity_->progress().show_progress(news.done, news.total);
    if (!news.result) return;
    checked_ = std::static_pointer_cast<const SanityPicture>(news.result);
    sanity_->show_check(*checked_);
    return;
  }
  if (!news.result || !frame()) return;
  shown_ = std::static_pointer_cast<const SaliencyPictures>(news.result);
  if (shown_->question.frame->model->graph == frame()->model->graph) paint();
}

void SaliencyView::choose(std::size_t method) {
  chosen_ = method;
  if (shown_) paint();
}

void SaliencyView::paint() {
  const Model& model = *shown_->question.frame->model;
  input_->set_picture(to_qimage(shown_->question.frame->activations->input));
  input_->set_overlay({});
  for (std::size_t i = 0; i < kMethods; ++i) {
    const auto& map = shown_->maps[i];
    panels_[i]->setEnabled(map.has_value());
    QString title = text_of(method_at(i).title);
    if (map && map->layer != kGraphInput)
      title += QStringLiteral(" · ") + QString::fromStdString(model.graph->node(map->layer).name);
    panels_[i]->set_title(i == chosen_ ? QStringLiteral("▸ ") + title : title);
    if (!map) continue;
    const std::vector<float> values = one_map_of(*map);
    const ColourMap colours = scale_for(values);
    const ValueRange range = scale_range(range_of(values, colours), colours);
    panels_[i]->set_values(values, map->shape.height, map->shape.width, colours, range);
    if (i != chosen_) continue;
    Tensor<float> pixels(1, {1, map->shape.height, map->shape.width});
    std::copy(values.begin(), values.end(), pixels.data());
    input_->set_overlay(projection_overlay(pixels, range));
  }
  const Attribution& any = *shown_->maps[0];
  QString facts = tr("score of %1: %2").arg(class_text(model, any.label), short_number(any.score));
  if (const auto& path = shown_->maps[kIntegrated])
    facts += QStringLiteral(" · ") + tr("of black: %1 · residue: %2")
                                         .arg(short_number(path->baseline_score), short_number(path->residue));
  facts_->setText(facts);
  facts_->setToolTip(tr("The score of the class, of this picture and of a black one; residue: what the integrated "
                        "gradients' sum misses of the difference of the two"));
}

void SaliencyView::tell(std::size_t method, Position at) {
  if (!shown_ || !shown_->maps[method]) return;
  const HeatMap& map = *panels_[method]->map();
  emit hovered(QStringLiteral("%1 · ").arg(text_of(method_at(method).title)) +
               tr("pixel y %1, x %2 · %3").arg(at.y).arg(at.x).arg(exact_number(static_cast<double>(map.value(at)))));
}

}  // namespace convlens::ui
