#include "ui/widgets/picture_row.h"

#include <QScrollArea>
#include <QScrollBar>

#include "tests/ui/support.h"
#include "ui/paint/theme.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

std::vector<PictureRow::Step> steps_of(int count, const QString& what) {
  QImage picture(28, 28, QImage::Format_RGB32);
  picture.fill(Qt::black);
  std::vector<PictureRow::Step> steps;
  for (int i = 0; i < count; ++i) steps.push_back({picture, QStringLiteral("conv%1").arg(i), what});
  return steps;
}

/// Neighbours in a row, with their words, keep apart; everything lies on the widget.
void check_apart(const PictureRow& row) {
  const double words = 2 * QFontMetrics(font_of(TypeSize::small)).height();
  for (int i = 0; i < row.count(); ++i) {
    const QRectF here = row.picture_rect(i);
    INFO(i);
    CHECK(QRectF(row.rect()).contains(here.adjusted(0, 0, 0, words)));
    for (int j = 0; j < i; ++j) CHECK_FALSE(row.picture_rect(j).adjusted(0, 0, 0, words).intersects(here));
  }
}

}  // namespace

TEST_CASE("a row of pictures: wide it is one row, narrow it is wrapped so that all are seen") {
  PictureRow row;
  row.set_steps(steps_of(13, QStringLiteral("error 0.0699")));
  row.resize(1300, 160);
  check_apart(row);
  CHECK(row.picture_rect(12).top() == row.picture_rect(0).top());
  const double large = row.picture_rect(0).width();
  row.resize(484, 160);
  check_apart(row);
  CHECK(row.picture_rect(12).top() > row.picture_rect(0).bottom());
  CHECK(row.picture_rect(0).width() < large);
  CHECK(row.picture_rect(0).width() >= 40);
}

TEST_CASE("a row of pictures scrolls only where the smallest pictures do not fit") {
  QScrollArea scroll;
  auto* row = new PictureRow;
  scroll.setWidget(row);
  scroll.setWidgetResizable(true);
  scroll.resize(484, 170);
  show_and_wait(scroll);
  row->set_steps(steps_of(13, QStringLiteral("error 0.0699")));
  QCoreApplication::processEvents();
  CHECK(scroll.verticalScrollBar()->maximum() == 0);
  CHECK(scroll.horizontalScrollBar()->maximum() == 0);
  row->set_steps(steps_of(60, QStringLiteral("error 0.0699")));
  QCoreApplication::processEvents();
  CHECK(scroll.verticalScrollBar()->maximum() > 0);
  CHECK(scroll.horizontalScrollBar()->maximum() == 0);
  check_apart(*row);
}

TEST_CASE("no word below a picture is cut as long as one picture has room for it") {
  PictureRow row;
  row.set_steps(steps_of(8, QStringLiteral("unpooled by switches")));
  row.resize(500, 400);
  const double pitch = row.picture_rect(1).left() - row.picture_rect(0).left();
  CHECK(pitch >= QFontMetrics(font_of(TypeSize::small)).horizontalAdvance(QStringLiteral("unpooled")));
  check_apart(row);
}

TEST_CASE("tiles: captions of two lines have their room, and wide pictures waste no height") {
  TileGrid grid;
  grid.resize(300, 300);
  show_and_wait(grid);
  grid.set_tile_side(120);
  const std::vector<QImage> wide(4, QImage(30, 10, QImage::Format_RGB32));
  const QStringList one{"a", "b", "c", "d"}, two{"a\n1", "b\n2", "c\n3", "d\n4"};
  grid.set_tiles(wide, one);
  CHECK(grid.tile_rect(0).height() == 40);
  const int step = grid.tile_rect(2).top() - grid.tile_rect(0).top();
  grid.set_tiles(wide, two);
  const int line = QFontMetrics(font_of(TypeSize::small)).height();
  CHECK(grid.tile_rect(2).top() - grid.tile_rect(0).top() == step + line);
  grid.set_tiles(std::vector<QImage>(4, QImage(10, 30, QImage::Format_RGB32)), one);
  CHECK(grid.tile_rect(0).height() == 120);
}
