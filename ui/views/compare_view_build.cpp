#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/paint/theme.h"
#include "ui/views/compare_side_button.h"
#include "ui/views/compare_view.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/page_buttons.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {
constexpr int kTile = 52, kLegendWidth = 144;
constexpr int kPicturesShare = 9, kWordsShare = 2;
}  // namespace

CompareView::CompareView(QWidget* parent)
    : View(parent),
      figure_(new QComboBox),
      pages_group_(new QButtonGroup(this)),
      keep_(new QToolButton),
      swap_(new QToolButton),
      numbers_(new ElidedLabel),
      progress_(new JobProgress),
      sides_{new CompareSideButton(QStringLiteral("A")), new CompareSideButton(QStringLiteral("B"))},
      difference_title_(new QLabel),
      body_(new QStackedWidget),
      bars_(new PairedBars),
      words_(new QLabel),
      about_(new AboutText) {
  for (MapPanel*& panel : panels_) panel = new MapPanel;
  for (TileGrid*& grid : grids_) grid = new TileGrid;
  for (ColourLegend*& legend : legends_) legend = new ColourLegend;
  build();
  connect_parts();
  // Different from the beginning: the same unit by two rules.
  CompareChoice guided;
  guided.rule = BackwardRule::guided;
  sides_[kB]->set_choice(guided);
  retranslate();
  show_body(kWords);
}

CompareView::~CompareView() = default;

void CompareView::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  column->addLayout(head());
  auto* names = new QHBoxLayout;
  names->setSpacing(2 * kGrid);
  for (CompareSideButton* side : sides_) names->addWidget(side, 1);
  difference_title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  difference_title_->setFont(font_of(TypeSize::body, true));
  names->addWidget(difference_title_, 1);
  body_->addWidget(panels());
  body_->addWidget(tiles());
  body_->addWidget(bars_);
  words_->setWordWrap(true);
  words_->setAlignment(Qt::AlignCenter);
  words_->setForegroundRole(QPalette::PlaceholderText);
  body_->addWidget(words_);
  auto* pictures = new QVBoxLayout;
  pictures->setSpacing(kGrid / 2);
  pictures->addLayout(names);
  pictures->addWidget(body_, 1);
  auto* row = new QHBoxLayout;
  row->setSpacing(2 * kGrid);
  row->addLayout(pictures, kPicturesShare);
  row->addWidget(about_, kWordsShare);
  column->addLayout(row, 1);
}

QLayout* CompareView::head() {
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid / 2);
  for (std::size_t i = 0; i < compared_kinds().size(); ++i) {
    const ComparedFigure figure = compared_kinds()[i].figure;
    if (figure != ComparedFigure::occlude) {
      figure_->addItem(QString(), QPoint(static_cast<int>(figure), 0));
      continue;
    }
    for (const OcclusionMap map : {OcclusionMap::activation, OcclusionMap::probability, OcclusionMap::label})
      figure_->addItem(QString(), QPoint(static_cast<int>(figure), static_cast<int>(map)));
  }
  figure_->setCurrentIndex(static_cast<int>(ComparedFigure::deconv));
  row->addWidget(figure_);
  add_page_buttons(*row, *pages_group_, kAll + 1);
  row->addSpacing(kGrid / 2);
  for (QToolButton* button : {keep_, swap_}) {
    button->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(button);
  }
  row->addSpacing(kGrid / 2);
  numbers_->setForegroundRole(QPalette::WindowText);
  row->addWidget(numbers_, 1);
  row->addWidget(progress_);
  return row;
}

QWidget* CompareView::panels() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * kGrid);
  for (MapPanel* panel : panels_) row->addWidget(panel, 1);
  return page;
}

QWidget* CompareView::tiles() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * kGrid);
  for (std::size_t i = 0; i < kColumns; ++i) {
    TileGrid* grid = grids_[i];
    grid->set_tile_side(kTile);
    grid->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    legends_[i]->setFixedWidth(kLegendWidth);
    auto* column = new QVBoxLayout;
    column->setSpacing(kGrid / 2);
    column->addWidget(grid, 1);
    column->addWidget(legends_[i], 0, Qt::AlignLeft);
    row->addLayout(column, 1);
    // Scrolled together: the same tile stands at the same place.
    for (TileGrid* other : grids_)
      if (other != grid)
        connect(grid->verticalScrollBar(), &QScrollBar::valueChanged, other->verticalScrollBar(), &QScrollBar::setValue);
  }
  return page;
}

void CompareView::connect_parts() {
  connect(figure_, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
  connect(pages_group_, &QButtonGroup::idClicked, this, [this] { refresh(); });
  connect(keep_, &QToolButton::clicked, this, [this] { keep(); });
  connect(swap_, &QToolButton::clicked, this, [this] { swap_sides(); });
  for (CompareSideButton* side : sides_) {
    connect(side, &CompareSideButton::changed, this, [this] { refresh(); });
    connect(side, &CompareSideButton::file_wanted, this, [this, side] { choose_file(side); });
  }
  for (int column = 0; column < kColumns; ++column) {
    HeatMap* map = panels_[static_cast<std::size_t>(column)]->map();
    connect(map, &HeatMap::position_hovered, this, [this, column](Position at) { tell(at, column); });
    connect(map, &HeatMap::position_clicked, this, [this, column](Position at) { tell(at, column); });
    connect(map, &HeatMap::left, this, [this] { forget_position(); });
    TileGrid* grid = grids_[static_cast<std::size_t>(column)];
    connect(grid, &TileGrid::tile_clicked, this, [this](int index) {
      if (!shown_ || index >= static_cast<int>(shown_->tiled.size()) || shown_->tiled[static_cast<std::size_t>(index)].unit < 0) return;
      Selection next = selection();
      next.map = shown_->tiled[static_cast<std::size_t>(index)].unit;
      next.position.reset();
      emit selection_requested(next);
    });
    connect(grid, &TileGrid::left, this, [this] { emit hovered({}); });
    connect(grid, &TileGrid::pixel_hovered, this, [this](int index, int y, int x) {
      if (shown_ && shown_->comparison && index < static_cast<int>(shown_->tiled.size()))
        emit hovered(values_text(shown_->tiled[static_cast<std::size_t>(index)], {y, x}));
    });
  }
  connect(bars_, &PairedBars::hovered, this, &View::hovered);
  connect(progress_, &JobProgress::cancelled, this, [this] {
    cancel();
    show_waiting();
  });
  constexpr int kDimAfter = 250;  // milliseconds
  patience_.setSingleShot(true);
  patience_.setInterval(kDimAfter);
  connect(&patience_, &QTimer::timeout, this, [this] { show_waiting(); });
}

}  // namespace convlens::ui
