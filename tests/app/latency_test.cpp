#include <algorithm>
#include <chrono>
#include <cstdio>

#include "tests/app/support.h"

namespace convlens::app {
namespace {

/// Whether the widget has painted since it was last asked.
class PaintWatch : public QObject {
 public:
  explicit PaintWatch(QWidget& widget) : QObject(&widget) { widget.installEventFilter(this); }
  bool eventFilter(QObject*, QEvent* event) override {
    painted |= event->type() == QEvent::Paint;
    return false;
  }
  bool painted = false;
};

}  // namespace

// Measured and printed, never asserted: a busy machine says nothing about the program.
TEST_CASE("from the mouse event to repainted bars", "[benchmark]") {
  using Clock = std::chrono::steady_clock;
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  test.pad().clear();
  REQUIRE(test.answered());
  PaintWatch watch(test.bars());
  const int side = std::min(test.pad().width(), test.pad().height());
  const QPoint corner((test.pad().width() - side) / 2, (test.pad().height() - side) / 2);
  const auto place = [&](double x, double y) { return corner + (QPointF(x, y) * side).toPoint(); };
  QTest::mousePress(&test.pad(), Qt::LeftButton, Qt::NoModifier, place(0.2, 0.2));
  REQUIRE(test.answered());
  std::vector<double> milliseconds;
  constexpr int kMoves = 100;
  for (int i = 1; i <= kMoves; ++i) {
    const auto begin = Clock::now();
    QTest::mouseMove(&test.pad(), place(0.2 + 0.005 * i, 0.2 + 0.3 * (i % 7) / 7.0));
    const std::uint64_t ticket = test.program.session.live().newest_ticket();
    REQUIRE(wait_until(
        [&] {
          if (test.ticket() < ticket) watch.painted = false;
          return test.ticket() >= ticket && watch.painted;
        },
        kPatience));
    milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  QTest::mouseRelease(&test.pad(), Qt::LeftButton, Qt::NoModifier, place(0.7, 0.2));
  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("mouse to repainted bars: median %.1f ms, worst of %d: %.1f ms\n", milliseconds[kMoves / 2], kMoves,
              milliseconds.back());
  REQUIRE(milliseconds.size() == kMoves);
}

}  // namespace convlens::app
