// What the embedding view is made of, and its words.
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"
#include "ui/views/embedding_view.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/class_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/page_buttons.h"
#include "ui/widgets/scatter_plot.h"

namespace convlens::ui {
namespace {

constexpr int kPictureSide = 84;
constexpr int kSideWidth = 216;
constexpr int kMethods = 2;
constexpr std::size_t kCounts[] = {500, 1'000, 2'000, kMostEmbedded};

}  // namespace

void EmbeddingView::build() {
  data_ = new DataChoice;
  methods_ = new QButtonGroup(this);
  count_ = new QComboBox;
  pixels_ = new QCheckBox;
  pictures_ = new QCheckBox;
  start_ = new QPushButton;
  state_ = new ElidedLabel;
  notice_ = new QLabel;
  about_ = new AboutText;
  caption_ = new QLabel;
  signs_ = new QLabel;
  progress_ = new JobProgress;
  content_ = new QWidget;
  plot_ = new ScatterPlot;
  legend_ = new ClassLegend;
  picture_ = new InputPicture;

  auto* row = new QHBoxLayout(content_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid);
  row->addWidget(plot_, 1);
  row->addLayout(build_side());
  row->addWidget(about_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(build_head());
  column->addWidget(content_, 1);
  column->addWidget(notice_, 1);
  notice_->setAlignment(Qt::AlignCenter);
  notice_->setWordWrap(true);
}

QLayout* EmbeddingView::build_head() {
  auto* top = new QHBoxLayout;
  top->setSpacing(kGrid);
  top->addWidget(data_);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(kGrid / 2);
  add_page_buttons(*buttons, *methods_, kMethods);
  top->addLayout(buttons);
  top->addWidget(count_);
  for (const std::size_t count : kCounts) count_->addItem(QString(), static_cast<int>(count));
  count_->setCurrentIndex(count_->findData(static_cast<int>(EmbeddedImages{}.count)));
  top->addWidget(start_);
  start_->setObjectName(QStringLiteral("start"));
  top->addWidget(state_, 1);
  top->addWidget(progress_);
  state_->setForegroundRole(QPalette::PlaceholderText);
  return top;
}

QLayout* EmbeddingView::build_side() {
  auto* side = new QVBoxLayout;
  side->setSpacing(kGrid / 2);
  auto* shown = new QHBoxLayout;
  shown->setSpacing(kGrid);
  shown->addWidget(picture_);
  shown->addWidget(caption_, 1);
  picture_->setFixedSize(kPictureSide, kPictureSide);
  caption_->setWordWrap(true);
  caption_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  caption_->setFixedWidth(kSideWidth - kPictureSide - kGrid);
  legend_->setFixedWidth(kSideWidth);
  signs_->setFixedWidth(kSideWidth);
  signs_->setWordWrap(true);
  for (QLabel* label : {caption_, signs_}) label->setFont(font_of(TypeSize::small));
  signs_->setForegroundRole(QPalette::PlaceholderText);
  side->addLayout(shown);
  side->addWidget(legend_);
  side->addWidget(signs_);
  side->addStretch(1);
  side->addWidget(pictures_);
  side->addWidget(pixels_);
  pictures_->setChecked(true);
  return side;
}

void EmbeddingView::retranslate() {
  data_->retranslate();
  methods_->button(static_cast<int>(EmbeddingMethod::pca))->setText(tr("PCA"));
  methods_->button(static_cast<int>(EmbeddingMethod::pca))
      ->setToolTip(tr("The two directions along which the values vary most"));
  methods_->button(static_cast<int>(EmbeddingMethod::tsne))->setText(tr("t-SNE"));
  methods_->button(static_cast<int>(EmbeddingMethod::tsne))->setToolTip(tr("Keeps neighbours together"));
  for (int i = 0; i < count_->count(); ++i)
    count_->setItemText(i, tr("%1 images").arg(count_text(count_->itemData(i).toInt())));
  count_->setToolTip(tr("How many images of the test split, chosen at random"));
  count_->setAccessibleName(count_->toolTip());
  pixels_->setText(tr("The pixels instead"));
  pixels_->setToolTip(tr("By the images as they are, before any layer: to compare with"));
  pictures_->setText(tr("Pictures where there is room"));
  start_->setText(tr("Start"));
  start_->setToolTip(tr("Put the images on the map"));
  start_->setAccessibleName(start_->toolTip());
  progress_->set_title(tr("Embedding"));
  plot_->setAccessibleName(tr("Map of the images"));
  plot_->setToolTip(QString());
  picture_->setAccessibleName(tr("The image under the mouse"));
  about_->setText(tr("Each point is an image. Points lie near each other where the layer makes similar "
                     "values of the images: the better a "
                     "layer tells the classes apart, the clearer the groups. PCA is a true projection, the "
                     "two directions of most "
                     "variance (Pearson 1901). t-SNE keeps neighbours together; the sizes of groups and how "
                     "far they are apart mean "
                     "little (van der Maaten & Hinton 2008, exact, of the first %1 principal components; "
                     "start: Kobak & Berens 2019, learning "
                     "rate: Belkina et al. 2019). The wheel zooms, dragging moves, 0 shows all; a click "
                     "makes the image the input.")
                      .arg(kReducedTo));
  show_side();
  show_state();
}

}  // namespace convlens::ui
