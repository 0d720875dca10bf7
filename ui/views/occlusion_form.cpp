#include "ui/views/occlusion_form.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {

const OcclusionOptions kDefaults;
constexpr float kGreyFill = 0.5f, kZeroFill = 0.0f;
constexpr int kLastConvolution = -1, kSelectedLayer = -2, kSelectedMap = -3;  // in the layer box, beside the nodes' indices
constexpr int kOwnChoices = 3;
constexpr int kAnyClass = -1;
enum Fill { kGrey, kMean, kZero };

}  // namespace

OcclusionForm::OcclusionForm(QWidget* parent)
    : QWidget(parent),
      patch_(new QSpinBox),
      stride_(new QSpinBox),
      grid_(new QComboBox),
      fill_(new QComboBox),
      layer_(new QComboBox),
      label_(new QComboBox) {
  // Titles above their fields: beside each other there was no room for what the fields say.
  auto* table = new QGridLayout(this);
  table->setContentsMargins(0, 0, 0, 0);
  table->setHorizontalSpacing(kGrid / 2);
  table->setVerticalSpacing(0);
  QWidget* const fields[] = {patch_, stride_, grid_, fill_, layer_, label_};
  for (std::size_t i = 0; i < std::size(fields); ++i) {
    titles_[i] = new QLabel;
    titles_[i]->setBuddy(fields[i]);
    titles_[i]->setForegroundRole(QPalette::PlaceholderText);
    titles_[i]->setFont(font_of(TypeSize::small));
    table->addWidget(titles_[i], 0, static_cast<int>(i));
    table->addWidget(fields[i], 1, static_cast<int>(i));
  }
  table->setColumnStretch(static_cast<int>(std::size(fields)), 1);
  for (const OcclusionGrid grid : {OcclusionGrid::centred, OcclusionGrid::inside})
    grid_->addItem(QString(), static_cast<int>(grid));
  for (const Fill fill : {kGrey, kMean, kZero}) fill_->addItem(QString(), fill);
  for (const int choice : {kLastConvolution, kSelectedLayer, kSelectedMap}) layer_->addItem(QString(), choice);
  label_->addItem(QString(), kAnyClass);
  for (QComboBox* box : {layer_, label_}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(9);
  }
  patch_->setRange(1, std::max(kDefaults.patch, 1));
  patch_->setValue(kDefaults.patch);
  stride_->setRange(1, 1);
  stride_->setValue(kDefaults.stride);
  for (QSpinBox* box : {patch_, stride_}) connect(box, &QSpinBox::valueChanged, this, &OcclusionForm::changed);
  for (QComboBox* box : {grid_, fill_, layer_}) connect(box, &QComboBox::currentIndexChanged, this, &OcclusionForm::changed);
  connect(label_, &QComboBox::activated, this, [this] { emit class_chosen(label_->currentData().toInt()); });
  retranslate();
}

void OcclusionForm::retranslate() {
  const QString titles[] = {tr("Square"), tr("Step"), tr("Grid"), tr("Fill"), tr("Layer"), tr("Class")};
  const QString tips[] = {tr("Side of the covering square, in pixels"),
                          tr("Pixels from one position of the square to the next"),
                          tr("Whether the square's centre visits every pixel, or the square stays inside the picture"),
                          tr("The square's colour. It is never neutral: on white-on-black digits grey adds ink and black "
                             "erases strokes."),
                          tr("The layer whose strongest map is summed in the second picture, or the selected map"),
                          tr("The class whose probability is shown; automatic: the true one where it is known, else the predicted one")};
  QWidget* const fields[] = {patch_, stride_, grid_, fill_, layer_, label_};
  for (std::size_t i = 0; i < std::size(fields); ++i) {
    titles_[i]->setText(titles[i]);
    fields[i]->setAccessibleName(tips[i]);
    fields[i]->setToolTip(tips[i]);
  }
  patch_->setSuffix(QStringLiteral(" px"));
  stride_->setSuffix(QStringLiteral(" px"));
  grid_->setItemText(0, tr("every pixel"));
  grid_->setItemText(1, tr("inside"));
  fill_->setItemText(0, tr("grey"));
  fill_->setItemText(1, tr("mean"));
  fill_->setItemText(2, tr("black"));
  layer_->setItemText(0, tr("last conv."));
  layer_->setItemText(1, tr("selected layer"));
  layer_->setItemText(2, tr("selected map"));
  label_->setItemText(0, tr("automatic"));
}

void OcclusionForm::set_model(const Model& model) {
  if (graph_ == model.graph) return;
  graph_ = model.graph;
  const Shape& image = graph_->input_shape();
  const QSignalBlocker quiet(this);
  const int side = std::max(1, std::min(image.height, image.width));
  patch_->setMaximum(side);
  stride_->setMaximum(side);
  while (layer_->count() > kOwnChoices) layer_->removeItem(kOwnChoices);
  for (int i = 0; i < graph_->size(); ++i) layer_->addItem(QString::fromStdString(graph_->node(i).name), i);
  layer_->setCurrentIndex(0);
  while (label_->count() > 1) label_->removeItem(1);
  const int classes = static_cast<int>(graph_->shape_of(graph_->output()).size());
  for (int c = 0; c < classes; ++c)
    label_->addItem(c < static_cast<int>(model.class_names.size())
                        ? QString::fromStdString(model.class_names[static_cast<std::size_t>(c)])
                        : QString::number(c),
                    c);
  label_->setCurrentIndex(0);
}

void OcclusionForm::set_class(int class_index) {
  const QSignalBlocker quiet(label_);
  label_->setCurrentIndex(std::max(0, label_->findData(class_index)));
}

OcclusionOptions OcclusionForm::options(const Model& model, int selected_layer, int selected_map) const {
  OcclusionOptions options;
  options.patch = patch_->value();
  options.stride = stride_->value();
  options.grid = static_cast<OcclusionGrid>(grid_->currentData().toInt());
  switch (fill_->currentData().toInt()) {
    case kMean:
      options.fill = normalisation_of(*model.graph).mean;
      break;
    case kZero:
      options.fill = {kZeroFill};
      break;
    default:
      options.fill = {kGreyFill};
  }
  options.layer = layer_->currentData().toInt();
  const bool selected_one = options.layer == kSelectedMap && selected_layer >= 0 && selected_map >= 0;
  if (selected_one) options.map = std::min(selected_map, model.graph->node(selected_layer).shape.channels - 1);
  if (options.layer == kSelectedLayer || options.layer == kSelectedMap) options.layer = selected_layer;
  if (options.layer < 0) options.layer = model.graph->last_convolution_activation();
  if (options.layer < 0) options.layer = model.graph->logits();
  if (const int label = label_->currentData().toInt(); label >= 0) options.label = label;
  return options;
}

void OcclusionForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
