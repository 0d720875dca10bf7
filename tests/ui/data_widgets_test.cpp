#include <QSignalSpy>
#include <set>

#include "tests/ui/support.h"
#include "ui/widgets/confusion_matrix.h"
#include "ui/widgets/picture_grid.h"

using namespace convlens;
using namespace convlens::ui;

TEST_CASE("a grid of ten thousand asks for what is in sight only, by keys and by scrolling") {
  PictureGrid grid;
  grid.resize(420, 260);
  show_and_wait(grid);
  std::set<int> asked;
  QImage image(28, 28, QImage::Format_RGB32);
  image.fill(Qt::black);
  grid.set_pictures(10000, [&](int index) {
    asked.insert(index);
    return GridPicture{image, {QString::number(index)}, index % 2 == 0};
  });
  grid.grab();
  CHECK(asked.size() < 40);
  CHECK(asked.contains(0));
  grid.setFocus();
  QTest::keyClick(&grid, Qt::Key_End);
  CHECK(grid.current() == 9999);
  grid.grab();
  CHECK(asked.contains(9999));
  CHECK(asked.size() < 80);
  const QRect last = grid.picture_rect(9999);
  CHECK(grid.viewport()->rect().contains(last));
  QTest::keyClick(&grid, Qt::Key_Up);
  QTest::keyClick(&grid, Qt::Key_PageUp);
  CHECK(grid.current() < 9990);
  QTest::keyClick(&grid, Qt::Key_Home);
  CHECK(grid.current() == 0);
  CHECK(grid.picture_rect(0).top() >= 0);
}

TEST_CASE("a matrix of very many classes shows only those that occur") {
  constexpr int kClasses = 300;
  std::vector<std::vector<int>> counts(kClasses, std::vector<int>(kClasses, 0));
  counts[7][7] = 3;
  counts[7][250] = 2;
  ConfusionMatrix matrix;
  matrix.resize(400, 220);
  show_and_wait(matrix);
  matrix.set_counts(counts, {});
  CHECK(matrix.cell_rect({8, 8}).isNull());
  const QRectF error = matrix.cell_rect({7, 250});
  REQUIRE(QRectF(matrix.rect()).contains(error));
  QSignalSpy chosen(&matrix, &ConfusionMatrix::cell_chosen);
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, error.center().toPoint());
  REQUIRE(chosen.count() == 1);
  CHECK(chosen[0][0].value<ConfusionCell>() == ConfusionCell{7, 250});
}
