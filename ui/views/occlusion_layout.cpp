#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

#include "core/explain/registry.h"
#include "ui/paint/icons.h"
#include "ui/paint/theme.h"
#include "ui/views/explain_text.h"
#include "ui/views/occlusion_form.h"
#include "ui/views/occlusion_view.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/sanity_link.h"

namespace convlens::ui {
void OcclusionView::build() {
  play_->setCheckable(true);
  play_->setIcon(line_icon(QStringLiteral("train")));
  play_->setFocusPolicy(Qt::StrongFocus);
  play_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  note_->setMinimumWidth(1);
  note_->setForegroundRole(QPalette::PlaceholderText);
  auto* head = new QHBoxLayout;
  head->setSpacing(kGrid);
  head->addWidget(form_);
  head->addWidget(play_, 0, Qt::AlignBottom);
  deletion_button_->setCheckable(true);
  deletion_button_->setFocusPolicy(Qt::StrongFocus);
  head->addWidget(deletion_button_, 0, Qt::AlignBottom);
  head->addWidget(note_, 1, Qt::AlignBottom);
  head->addWidget(progress_, 0, Qt::AlignBottom);

  last_->addWidget(projection_);
  last_->addWidget(covered_page());
  last_->addWidget(deletion_chart_);
  auto* pictures = new QHBoxLayout;
  pictures->setSpacing(2 * kGrid);
  pictures->addWidget(titled_panel(input_title_, input_), 1);
  for (MapPanel* panel : {activation_, probability_, label_}) pictures->addWidget(panel, 1);
  last_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  pictures->addWidget(last_, 1);
  // What became of the covered picture needs the room of two.
  connect(last_, &QStackedWidget::currentChanged, this,
          [this, pictures](int page) { pictures->setStretchFactor(last_, page == kProjectionPage ? 1 : 2); });
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  column->addLayout(head);
  column->addLayout(pictures, 1);
  about_->setWordWrap(true);
  about_->setMinimumWidth(1);
  about_->setFont(font_of(TypeSize::small));
  about_->setForegroundRole(QPalette::PlaceholderText);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(kGrid);
  foot->addWidget(about_, 1);
  foot->addWidget(sanity_);
  column->addLayout(foot);
}

QWidget* OcclusionView::covered_page() {
  auto* page = new QWidget;
  uncover_->setIcon(line_icon(QStringLiteral("close")));
  uncover_->setAutoRaise(true);
  uncover_->setFocusPolicy(Qt::StrongFocus);
  auto* bars_column = new QVBoxLayout;
  bars_column->setSpacing(0);
  auto* title_row = new QHBoxLayout;
  title_row->addWidget(covered_title_, 1);
  title_row->addWidget(uncover_);
  bars_column->addLayout(title_row);
  bars_column->addWidget(bars_, 1);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(covered_map_, 2);
  row->addLayout(bars_column, 3);
  return page;
}

void OcclusionView::connect_maps() {
  for (MapPanel* panel : {activation_, probability_, label_}) {
    connect(panel->map(), &HeatMap::position_hovered, this, [this](Position cell) { point_at(cell); });
    connect(panel->map(), &HeatMap::left, this, [this] { point_at(playing_ ? playing_ : pinned_); });
    connect(panel->map(), &HeatMap::position_clicked, this, [this](Position cell) {
      if (picture_) pin(pinned_ == cell ? std::nullopt : std::optional(cell));
    });
  }
  connect(bars_, &ProbabilityBars::hovered, this, &View::hovered);
  connect(projection_->map(), &HeatMap::left, this, [this] { emit hovered({}); });
  connect(projection_->map(), &HeatMap::position_hovered, this, [this](Position at) {
    if (picture_)
      emit hovered(tr("map %1 · pixel y %2, x %3 · %4")
                       .arg(picture_->result.map)
                       .arg(at.y)
                       .arg(at.x)
                       .arg(static_cast<double>(picture_->projection.pixels.at(0, 0, at.y, at.x)), 0, 'g', 6));
  });
}

void OcclusionView::retranslate() {
  set_panel_title(input_title_, tr("a · input and square"));
  input_->setAccessibleName(tr("The input with the covering square"));
  set_panel_title(covered_title_, tr("covered: the answer"));
  play_->setText(tr("Play"));
  play_->setToolTip(tr("Let the square travel over the picture"));
  deletion_button_->setText(tr("Deletion"));
  deletion_button_->setToolTip(tr("Lay the squares on one after another, those that hurt most first, and see how fast the "
                                  "class is lost: a check on map d (Petsiuk et al. 2018)"));
  deletion_button_->setAccessibleName(deletion_button_->text());
  const ExplainMethod& method = *find_explain_method("occlusion");
  about_->setText(
      QStringLiteral("%1. %2 (%3)").arg(method_text(method.summary), method_text(method.caveat), method_text(method.source)));
  uncover_->setToolTip(tr("Take the square away"));
  uncover_->setAccessibleName(uncover_->toolTip());
  progress_->set_title(tr("Progress of the sweep"));
  activation_->set_title(tr("b · sum of the strongest map"));
  probability_->set_title(tr("d · probability of the class"));
  label_->set_title(tr("e · most probable class"));
  projection_->set_title(tr("c · deconvnet of the strongest map"));
  covered_map_->set_title(tr("the strongest map now"));
  if (deletion_) show_deletion();
  if (picture_)
    show_picture();
  else
    note_->setText(frame() ? QString() : tr("Waiting for the first answer of the network."));
}

}  // namespace convlens::ui
