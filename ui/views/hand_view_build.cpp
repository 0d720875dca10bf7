#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/model/transfer.h"
#include "ui/paint/theme.h"
#include "ui/views/data_choice.h"
#include "ui/views/hand_view.h"
#include "ui/views/moved_filters.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/before_after.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/freeze_choice.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/move_bars.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::ui {
namespace {

constexpr int kDrawingsShare = 5, kFiltersShare = 6;
constexpr int kNumbersWidth = 268;

}  // namespace

HandView::HandView(QWidget* parent)
    : View(parent),
      outcome_(new QWidget),
      data_(new DataChoice),
      freeze_(new FreezeChoice),
      leave_out_(new QCheckBox),
      teach_(new QPushButton),
      undo_(new QPushButton),
      remove_(new QPushButton),
      state_(new ElidedLabel),
      accuracy_(new BeforeAfter),
      moves_title_(new QLabel),
      about_(new AboutText),
      progress_(new JobProgress),
      grid_(new PictureGrid),
      moves_(new MoveBars),
      filters_(new MovedFilters) {
  build();
  connect_parts();
  retranslate();
}

void HandView::build() {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid);
  row->addLayout(build_drawings(), kDrawingsShare);
  row->addWidget(build_outcome());
  row->addWidget(filters_, kFiltersShare);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(build_controls());
  column->addLayout(row, 1);
}

QLayout* HandView::build_controls() {
  auto* controls = new QHBoxLayout;
  controls->setSpacing(kGrid);
  for (QWidget* widget : std::initializer_list<QWidget*>{teach_, undo_, data_, freeze_, leave_out_})
    controls->addWidget(widget);
  controls->addWidget(state_, 1);
  controls->addWidget(progress_);
  state_->setForegroundRole(QPalette::PlaceholderText);
  freeze_->setObjectName(QStringLiteral("freeze"));
  freeze_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return controls;
}

QLayout* HandView::build_drawings() {
  auto* drawings = new QVBoxLayout;
  drawings->setSpacing(2);
  drawings->addWidget(grid_, 1);
  drawings->addWidget(remove_, 0, Qt::AlignLeft);
  grid_->installEventFilter(this);
  return drawings;
}

QWidget* HandView::build_outcome() {
  auto* numbers = new QVBoxLayout(outcome_);
  numbers->setContentsMargins(0, 0, 0, 0);
  numbers->setSpacing(kGrid / 2);
  for (QWidget* widget : std::initializer_list<QWidget*>{accuracy_, moves_title_, moves_})
    numbers->addWidget(widget);
  moves_title_->setFont(font_of(TypeSize::small));
  moves_title_->setForegroundRole(QPalette::PlaceholderText);
  moves_title_->setWordWrap(true);
  auto* words = new QWidget;
  auto* column = new QVBoxLayout(words);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid);
  column->addWidget(outcome_);
  column->addWidget(about_);
  column->addStretch(1);
  for (QWidget* widget : std::initializer_list<QWidget*>{outcome_, about_})
    widget->setFixedWidth(kNumbersWidth);
  auto* scroll = new QScrollArea;  // low windows have no room for all of it
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidgetResizable(true);
  scroll->setWidget(words);
  words->setAutoFillBackground(false);
  scroll->viewport()->setAutoFillBackground(false);
  scroll->setFixedWidth(kNumbersWidth + scroll->verticalScrollBar()->sizeHint().width());
  return scroll;
}

void HandView::connect_parts() {
  connect(teach_, &QPushButton::clicked, this, &HandView::begin);
  connect(undo_, &QPushButton::clicked, this, &HandView::undo_requested);
  connect(remove_, &QPushButton::clicked, this, &HandView::remove_current);
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel(kTeaching);
    progress_->stop();
    ended_ = tr("Stopped; the weights are as they were.");
    show_state();
  });
  connect(grid_, &PictureGrid::chosen, this, [this](int index) {
    const Drawing& drawing = drawings_[static_cast<std::size_t>(index)];
    show_state();
    emit input_requested({drawing, drawing.label});
  });
  connect(grid_, &PictureGrid::current_changed, this, [this](int index) {
    if (index >= 0) grid_->describe(drawing_text(index));
    show_state();
  });
  connect(grid_, &PictureGrid::hovered, this, [this](int index) { emit hovered(drawing_text(index)); });
  connect(grid_, &PictureGrid::left, this, [this] { emit hovered({}); });
  connect(filters_, &MovedFilters::hovered, this, &HandView::hovered);
  connect(filters_, &MovedFilters::filter_clicked, this, [this](int filter) {
    if (frame() && frame()->model->graph == teaching_->result.after->graph)
      emit selection_requested({convolution(), filter, std::nullopt, selection().class_index});
  });
}

void HandView::retranslate() {
  data_->retranslate();
  data_->setToolTip(tr("The original data, of which pictures are mixed in, so that it is not forgotten"));
  data_->setAccessibleName(data_->toolTip());
  leave_out_->setText(tr("Leave some out"));
  leave_out_->setToolTip(
      tr("Do not teach every %1th drawing: tells how others of your hand are read").arg(kLeaveOut));
  leave_out_->setAccessibleName(leave_out_->toolTip());
  teach_->setText(tr("Teach"));
  teach_->setToolTip(
      tr("Train the network on for seconds, on these drawings and on pictures of the original data"));
  undo_->setText(tr("Undo"));
  undo_->setToolTip(tr("Back to the weights from before the teaching"));
  undo_->setAccessibleName(undo_->toolTip());
  remove_->setText(tr("Remove"));
  remove_->setToolTip(tr("Remove the chosen drawing from those that are kept (Del)"));
  remove_->setAccessibleName(remove_->toolTip());
  progress_->set_title(tr("Teaching"));
  grid_->setAccessibleName(tr("Your drawings"));
  grid_->setToolTip(tr("A click makes a drawing the input"));
  moves_title_->setText(tr("how far each layer's weights moved, of their norm"));
  about_->setText(tr("Fine-tuning made visible. The network is trained on at a small learning rate with your "
                     "drawings, each up to "
                     "%1 times under other small changes, and %2 pictures of the original data, so that it "
                     "does not forget them "
                     "(rehearsal: Robins 1995; the numbers are ours). \"Held out\" are pictures of the "
                     "original data that are not "
                     "trained on; your own were, unless some are left out.")
                      .arg(kMostRepeats)
                      .arg(kTeachPictures));
  show_grid();
  show_outcome();
  show_state();
}

}  // namespace convlens::ui
