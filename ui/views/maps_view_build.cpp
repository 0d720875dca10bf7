#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/paint/theme.h"
#include "ui/views/maps_view.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {
constexpr int kWordsWidth = 176;
}

void MapsView::build() {
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kGrid, 0, 0, 0);
  head->setSpacing(kGrid);
  head->addWidget(title_, 1);
  head->addWidget(sort_);
  auto* left = new QVBoxLayout;
  left->setSpacing(kGrid / 2);
  left->addLayout(head);
  left->addWidget(grid_, 1);
  auto* words = new QVBoxLayout(words_);
  words->setContentsMargins(0, 0, 0, 0);
  words->setSpacing(kGrid / 2);
  words->addWidget(figure_title_);
  words->addWidget(figure_words_);
  words->addWidget(ghost_);
  words->addWidget(about_, 1);
  words->addWidget(legend_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  row->setSpacing(kGrid);
  // The figure is square and as high as the view: the maps and their title have the width.
  row->addLayout(left, 2);
  auto* figure = new QVBoxLayout;
  figure->addWidget(figure_, 1);
  figure->addStretch(0);
  row->addLayout(figure, 1);
  row->addWidget(words_);

  for (const MapOrder order : {MapOrder::index, MapOrder::activation})
    sort_->addItem(QString(), static_cast<int>(order));
  ghost_->setChecked(true);
  figure_words_->setForegroundRole(QPalette::PlaceholderText);
  figure_words_->setWordWrap(true);
  words_->setFixedWidth(kWordsWidth);
}

void MapsView::connect_parts() {
  connect(grid_, &TileGrid::tile_clicked, this,
          [this](int tile) { emit selection_requested(with_map(order_[static_cast<std::size_t>(tile)])); });
  connect(grid_, &TileGrid::pixel_hovered, this, [this](int tile, int y, int x) {
    point_at(order_[static_cast<std::size_t>(tile)], {y, x});
  });
  connect(grid_, &TileGrid::left, this, &MapsView::point_at_nothing);
  connect(grid_, &TileGrid::zoom_requested, this, &MapsView::zoom);
  connect(figure_, &HeatMap::position_hovered, this, [this](Position at) { point_at(map_, at); });
  connect(figure_, &HeatMap::left, this, &MapsView::point_at_nothing);
  connect(figure_, &HeatMap::position_clicked, this, [this](Position at) {
    Selection next = with_map(map_);
    next.position = at;
    emit selection_requested(next);
  });
  connect(figure_, &HeatMap::position_opened, this, [this] { emit view_requested(QStringLiteral("arithmetic")); });
  connect(sort_, &QComboBox::currentIndexChanged, this, [this] {
    revealed_ = {-1, -1};
    refresh();
  });
  connect(ghost_, &QCheckBox::toggled, this, &MapsView::refresh_ghost);
}

void MapsView::retranslate() {
  grid_->setAccessibleName(tr("Feature maps of the layer"));
  figure_->setAccessibleName(tr("The selected feature map, enlarged"));
  sort_->setItemText(0, tr("Index"));
  sort_->setItemText(1, tr("Activation"));
  sort_->setAccessibleName(tr("Order of the maps"));
  sort_->setToolTip(
      tr("Order of the maps. By activation: the map with the largest single activation comes first"));
  ghost_->setText(tr("Input behind it"));
  ghost_->setAccessibleName(tr("Show the input behind the map"));
  ghost_->setToolTip(
      tr("Shows the input faintly behind the map, each position where its receptive field is centred"));
  about_->setText(
      tr("One map is one unit of the layer, asked at every place of the picture: where it answers strongly, "
         "what it "
         "looks for is there. The numbers are the network's own. Dead: nowhere above 0 for this picture; "
         "saturated: above 0 everywhere. (LeCun et al. 1998)"));
  figure_title_->setFont(font_of(TypeSize::body, true));
  if (!frame()) title_->setText(tr("Waiting for the first answer of the network."));
}

}  // namespace convlens::ui
