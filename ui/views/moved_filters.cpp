#include "ui/views/moved_filters.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "core/figures/teach_figure.h"
#include "core/model/transfer.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/views/filter_pictures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile_grid.h"

namespace convlens::ui {
namespace {

constexpr int kGap = 1;  // in weights
constexpr std::size_t kMostFilters = 128;

/// Side by side: before, after, and what lies between them.
QImage together(const QImage& before, const QImage& after, const QImage& change) {
  const int step = before.width() + kGap;
  QImage all(2 * step + change.width(), before.height(), QImage::Format_ARGB32_Premultiplied);
  all.fill(Qt::transparent);
  QPainter painter(&all);
  painter.drawImage(0, 0, before);
  painter.drawImage(step, 0, after);
  painter.drawImage(2 * step, 0, change);
  return all;
}

float end_of(const Filters& filters) { return range_of(filters.values, ColourMap::diverging).high; }

}  // namespace

MovedFilters::MovedFilters(QWidget* parent) : QWidget(parent), title_(new ElidedLabel), grid_(new TileGrid) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(title_);
  column->addWidget(grid_, 1);
  title_->setFont(font_of(TypeSize::small));
  grid_->set_tile_side(side_);
  connect(grid_, &TileGrid::tile_clicked, this,
          [this](int tile) { emit filter_clicked(filter_of_tile(tile)); });
  connect(grid_, &TileGrid::pixel_hovered, this, [this](int tile, int, int) {
    const int filter = filter_of_tile(tile);
    emit hovered(tr("filter %1 · moved by %2 of its norm")
                     .arg(filter)
                     .arg(percent(moves_[static_cast<std::size_t>(filter)])));
  });
  connect(grid_, &TileGrid::zoom_requested, this, [this](int steps) {
    side_ = zoomed_tile_side(side_, steps);
    grid_->set_tile_side(side_);
  });
  connect(grid_, &TileGrid::left, this, [this] { emit hovered({}); });
}

void MovedFilters::show_filters(const TwoModels& models, int convolution) {
  if (models == models_ && convolution == convolution_) return;
  models_ = models;
  convolution_ = convolution;
  rebuild();
}

void MovedFilters::rebuild() {
  if (!models_.now) return;
  moves_ = filter_moves(*models_.before, *models_.now, convolution_);
  order_ = most_moved_first(moves_);
  order_.resize(std::min(order_.size(), kMostFilters));
  const Filters before = filters_shown(models_, convolution_, WeightsShown::before);
  const Filters now = filters_shown(models_, convolution_, WeightsShown::now);
  const Filters change = filters_shown(models_, convolution_, WeightsShown::change);
  const float end = std::max(end_of(before), end_of(now)), change_end = end_of(change);
  const bool in_colour = looks_at_colours(*models_.now->graph, convolution_);
  const auto picture = [&](const Filters& filters, std::size_t filter, float high) {
    const ValueRange range{-high, high};
    const int out = static_cast<int>(filter);
    return in_colour ? colour_picture(filters, out, range) : filter_mosaic(filters, out, range);
  };
  std::vector<QImage> tiles;
  QStringList captions;
  for (const std::size_t filter : order_) {
    tiles.push_back(together(picture(before, filter, end), picture(now, filter, end),
                             picture(change, filter, change_end)));
    captions << tr("before · after · change", "below three pictures") +
                    QStringLiteral("\n%1: %2").arg(filter).arg(short_percent(moves_[filter]));
  }
  grid_->set_tiles(std::move(tiles), captions);
  grid_->setAccessibleName(tr("Filters, those that moved most first"));
  title_->setText(tr("%1: before, after ±%2; change ±%3")
                      .arg(QString::fromStdString(models_.now->graph->node(convolution_).name),
                           short_number(static_cast<double>(end)),
                           short_number(static_cast<double>(change_end))));
}

void MovedFilters::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) rebuild();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
