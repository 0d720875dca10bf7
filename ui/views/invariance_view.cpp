#include "ui/views/invariance_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/figures/invariance_figure.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/picture_row.h"

namespace convlens::ui {
namespace {

/// Moved pictures that are shown, from the first amount to the last.
constexpr std::size_t kPictures = 5;
constexpr int kRowShare = 5, kOtherShare = 2;
constexpr std::array kTransformations = {Transformation::shift_x, Transformation::shift_y, Transformation::scale,
                                         Transformation::rotate};

/// Short enough to stand under a small picture; the curves' axis says which way is which.
QString signed_text(double amount) {
  const QString size = QString::number(std::abs(amount));
  return amount < 0 ? QChar(0x2212) + size : amount > 0 ? QStringLiteral("+") + size : size;
}

}  // namespace

ViewJob invariance_job(const InvarianceQuestion& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport& report) -> JobResult {
            const Frame& frame = *question.frame;
            auto picture = std::make_shared<InvariancePicture>();
            picture->question = question;
            const std::vector<double> amounts =
                usual_amounts(question.transformation, frame.model->graph->input_shape());
            picture->curves = invariance(*frame.model, *frame.activations, question.transformation, amounts,
                                         question.label, report.pool(), report.stop());
            for (std::size_t i = 0; i < kPictures; ++i) {
              picture->shown.push_back(i * (amounts.size() - 1) / (kPictures - 1));
              Tensor<float> moved(1, frame.activations->input.shape());
              move_picture(frame.activations->input.view(), question.transformation, amounts[picture->shown.back()],
                           moved.view());
              picture->pictures.push_back(std::move(moved));
            }
            return picture;
          }};
}

InvarianceView::InvarianceView(QWidget* parent)
    : View(parent),
      transformation_(new QComboBox),
      title_(new QLabel),
      note_(new ElidedLabel),
      row_(new PictureRow),
      probability_(new LineChart),
      distances_(new LineChart),
      about_(new AboutText) {
  for (const Transformation one : kTransformations) transformation_->addItem(QString(), static_cast<int>(one));
  title_->setBuddy(transformation_);
  title_->setForegroundRole(QPalette::PlaceholderText);
  note_->setForegroundRole(QPalette::PlaceholderText);
  auto* head = new QHBoxLayout;
  head->setSpacing(kGrid / 2);
  head->addWidget(title_);
  head->addWidget(transformation_);
  head->addSpacing(kGrid);
  head->addWidget(note_, 1);
  auto* scroll = new QScrollArea;
  scroll->setWidget(row_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* body = new QHBoxLayout;
  body->setSpacing(2 * kGrid);
  body->addWidget(scroll, kRowShare);
  for (QWidget* beside : {static_cast<QWidget*>(probability_), static_cast<QWidget*>(distances_), static_cast<QWidget*>(about_)})
    body->addWidget(beside, kOtherShare);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  column->addLayout(head);
  column->addLayout(body, 1);
  connect(transformation_, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
  retranslate();
}

void InvarianceView::retranslate() {
  title_->setText(tr("The input is"));
  transformation_->setAccessibleName(tr("How the input is moved"));
  transformation_->setToolTip(transformation_->accessibleName());
  transformation_->setItemText(0, tr("shifted sideways"));
  transformation_->setItemText(1, tr("shifted up and down"));
  transformation_->setItemText(2, tr("scaled"));
  transformation_->setItemText(3, tr("rotated"));
  row_->setAccessibleName(tr("The moved input"));
  about_->setText(tr("The input is moved and looked at again. The first curve is the probability of the class, the second "
                     "how far each layer's answer has moved from that to the unmoved input, divided by its length: the "
                     "less it moves, the more the layer disregards the change. The selected layer's curve is in colour. "
                     "The range and the black that comes in from outside are ours.") +
                  QStringLiteral("\n\nZeiler & Fergus 2014"));
  if (!frame()) note_->setText(tr("Waiting for the first answer of the network."));
  if (shown_) paint();
}

void InvarianceView::refresh() {
  if (!frame()) return;
  note_->clear();
  InvarianceQuestion wanted{.frame = frame(),
                            .transformation = static_cast<Transformation>(transformation_->currentData().toInt())};
  if (selection().class_index >= 0) wanted.label = selection().class_index;
  ask(invariance_job(wanted));
}

void InvarianceView::show_news(int, const JobNews& news) {
  if (!news.result || !frame()) return;
  shown_ = std::static_pointer_cast<const InvariancePicture>(news.result);
  if (shown_->question.frame->model->graph == frame()->model->graph) paint();
}

Exporter InvarianceView::exporter() const {
  if (!shown_ || !shown_->curves.complete) return {};
  return [picture = shown_] {
    return invariance_figure(*picture->question.frame->model, picture->curves, Tables::csv);
  };
}

QString InvarianceView::amount_text(double amount) const {
  switch (shown_->question.transformation) {
    case Transformation::shift_x: return tr("%1 px").arg(signed_text(amount));
    case Transformation::shift_y: return tr("%1 px").arg(signed_text(amount));
    case Transformation::scale: return QStringLiteral("× %1").arg(amount);
    case Transformation::rotate: break;
  }
  return QStringLiteral("%1°").arg(signed_text(amount));
}

QString InvarianceView::axis_text() const {
  switch (shown_->question.transformation) {
    case Transformation::shift_x: return tr("px to the right");
    case Transformation::shift_y: return tr("px down");
    case Transformation::scale: return tr("times as large");
    case Transformation::rotate: break;
  }
  return tr("degrees anticlockwise");
}

void InvarianceView::paint() {
  const InvarianceCurves& curves = shown_->curves;
  const Model& model = *shown_->question.frame->model;
  const QString name = QString::fromStdString(class_name(model, curves.label));
  std::vector<PictureRow::Step> steps;
  for (std::size_t i = 0; i < shown_->pictures.size(); ++i)
    steps.push_back({to_qimage(shown_->pictures[i]), amount_text(curves.amounts[shown_->shown[i]]),
                     short_percent(static_cast<double>(curves.probability[shown_->shown[i]]))});
  note_->setText(tr("below each picture: how far it is moved, and the probability of %1").arg(name));
  row_->set_steps(std::move(steps));
  const std::vector<float> amounts(curves.amounts.begin(), curves.amounts.end());
  const ValueRange x{amounts.front(), amounts.back()};
  probability_->set_titles(tr("probability of %1").arg(name), axis_text());
  probability_->set_lines({{QString(), amounts, curves.probability}}, x, {0, 1});

  // The selected layer first, which is drawn in colour; without one the last.
  std::size_t accent = curves.layers.size() - 1;
  for (std::size_t i = 0; i < curves.layers.size(); ++i)
    if (curves.layers[i] == selection().layer) accent = i;
  std::vector<LineChart::Line> lines;
  float largest = 0;
  const auto add = [&](std::size_t layer, const QString& words) {
    largest = std::max(largest, *std::max_element(curves.distances[layer].begin(), curves.distances[layer].end()));
    lines.push_back({words, amounts, curves.distances[layer]});
  };
  add(accent, QString::fromStdString(model.graph->node(curves.layers[accent]).name));
  for (std::size_t i = 0; i < curves.layers.size(); ++i)
    if (i != accent) add(i, QString());
  distances_->set_titles(tr("distance in each layer"), axis_text());
  distances_->set_lines(std::move(lines), x, {0, std::max(largest, 1e-6f)});
}

}  // namespace convlens::ui
