#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/paint/theme.h"
#include "ui/views/filter_numbers.h"
#include "ui/views/filter_pictures.h"
#include "ui/views/filters_view.h"
#include "ui/widgets/about_text.h"
#include "ui/widgets/colour_legend.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/page_buttons.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kFilterTile = 52, kKernelTile = 36;
constexpr int kSideWidth = 176, kMiddleWidth = 200, kNumbersWidth = 168;
constexpr int kSmallestZoom = -3, kLargestZoom = 9;
constexpr int kScrollBarRoom = 12;
constexpr int kKernelHeight = 72;

}  // namespace

void FiltersView::build_head() {
  auto* row = new QHBoxLayout(head_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  add_page_buttons(*row, *which_, static_cast<int>(WeightsShown::change) + 1);
  row->addSpacing(kGrid);
  row->addWidget(keep_);
  row->addSpacing(kGrid);
  row->addWidget(smaller_);
  row->addWidget(larger_);
  for (QToolButton* button : head_->findChildren<QToolButton*>()) button->setFocusPolicy(Qt::StrongFocus);
}

void FiltersView::build() {
  build_head();
  auto* title_row = new QHBoxLayout;
  title_row->setContentsMargins(kGrid, 0, 0, 0);
  title_row->addWidget(title_, 1);
  title_row->addWidget(head_);
  auto* middle = new QVBoxLayout(middle_);
  middle->addWidget(kernels_title_);
  middle->addWidget(kernels_, 1);
  kernels_title_->setContentsMargins(kGrid, 0, 0, 0);
  auto* side = new QVBoxLayout(side_);
  side->addWidget(kernel_title_);
  side->addWidget(kernel_, 1);
  side->addWidget(legend_, 0, Qt::AlignHCenter);
  side->addStretch(0);
  for (QVBoxLayout* column : {middle, side}) {
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid / 2);
  }
  kernel_->setMinimumHeight(kKernelHeight);
  kernel_->setMaximumHeight(kSideWidth);
  kernel_->set_filling(true);
  side_->setFixedWidth(kSideWidth);
  auto* words = new QVBoxLayout(words_);
  words->setContentsMargins(0, 0, 0, 0);
  words->setSpacing(kGrid);
  words->addWidget(numbers_);
  words->addWidget(about_, 1);
  words_->setFixedWidth(kNumbersWidth);
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid);
  row->addWidget(grid_, 1);
  row->addWidget(middle_);
  row->addWidget(side_);
  row->addWidget(words_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid);
  column->setSpacing(kGrid / 2);
  column->addLayout(title_row);
  column->addLayout(row, 1);
}

void FiltersView::connect_parts() {
  connect(which_, &QButtonGroup::idClicked, this, [this] { refresh(); });
  connect(keep_, &QToolButton::clicked, this, &FiltersView::keep);
  connect(smaller_, &QToolButton::clicked, this, [this] { zoom(-1); });
  connect(larger_, &QToolButton::clicked, this, [this] { zoom(1); });
  connect(grid_, &TileGrid::tile_clicked, this, [this](int out) {
    // The convolution becomes the selected layer: the other views then show the maps that these filters make.
    emit selection_requested({layer_, out, std::nullopt, selection().class_index});
  });
  connect(grid_, &TileGrid::pixel_hovered, this, [this](int out, int y, int x) {
    if (colours_) return tell(out, in_, y, x);
    if (const auto place = place_in_mosaic(filters_, y, x)) tell(out, place->in, place->y, place->x);
  });
  connect(kernels_, &TileGrid::tile_clicked, this, [this](int in) {
    in_ = in;
    refresh_kernel();
  });
  connect(kernels_, &TileGrid::pixel_hovered, this, [this](int in, int y, int x) { tell(out_, in, y, x); });
  connect(kernel_, &HeatMap::position_hovered, this, [this](Position at) { tell(out_, in_, at.y, at.x); });
  for (TileGrid* grid : {grid_, kernels_}) {
    connect(grid, &TileGrid::left, this, [this] { emit hovered({}); });
    connect(grid, &TileGrid::zoom_requested, this, &FiltersView::zoom);
  }
  connect(kernel_, &HeatMap::left, this, [this] { emit hovered({}); });
}

void FiltersView::retranslate() {
  grid_->setAccessibleName(tr("Filters of the layer"));
  kernels_->setAccessibleName(tr("Kernels of the selected filter, one an input channel"));
  kernel_->setAccessibleName(tr("The selected kernel with its weights"));
  const auto name = [](QAbstractButton* button, const QString& text, const QString& words) {
    button->setText(text);
    button->setToolTip(words);
    button->setAccessibleName(words);
  };
  name(which_->button(static_cast<int>(WeightsShown::now)), tr("Now"), tr("The weights of now"));
  name(which_->button(static_cast<int>(WeightsShown::before)), tr("Before"),
       tr("The weights kept from before: the first ones seen of this network, or those kept since"));
  name(which_->button(static_cast<int>(WeightsShown::change)), tr("Change"),
       tr("The weights of now minus those of before"));
  name(keep_, tr("Keep"), tr("Keep the weights of now as those of before"));
  show_kept();
  name(smaller_, QStringLiteral("−"), tr("Smaller (Ctrl + mouse wheel, or the − key)"));
  name(larger_, QStringLiteral("+"),
       tr("Larger, with the numbers where they fit (Ctrl + mouse wheel, or the + key)"));
  about_->setText(tr(
      "Each picture is a filter: the weights that its map multiplies the values below with, learned, not "
      "thought "
      "up. Where there are several maps below it has a kernel for each. Those of the first layer can be read "
      "by eye; what later ones answer to is shown by Reconstruction. (LeCun et al. 1998, Krizhevsky et al. "
      "2012)"));
  if (!frame()) title_->setText(tr("Waiting for the network."));
  source_ = {};  // captions are words
}

void FiltersView::zoom(int steps) {
  zoom_ = std::clamp(zoom_ + steps, kSmallestZoom, kLargestZoom);
  smaller_->setEnabled(zoom_ > kSmallestZoom);
  larger_->setEnabled(zoom_ < kLargestZoom);
  const int kernel = zoomed_tile_side(kKernelTile, zoom_);
  grid_->set_tile_side(zoomed_tile_side(kFilterTile, zoom_));
  kernels_->set_tile_side(kernel);
  middle_->setFixedWidth(
      std::clamp(kernel + 2 * kGrid + kScrollBarRoom, kMiddleWidth, std::max(kMiddleWidth, width() / 3)));
}

void FiltersView::show_parts(bool something) {
  for (QWidget* part : {head_, static_cast<QWidget*>(grid_), side_, words_}) part->setVisible(something);
  if (!something) middle_->setVisible(false);
}

}  // namespace convlens::ui
