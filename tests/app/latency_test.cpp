#include <algorithm>
#include <chrono>
#include <cstdio>

#include <QElapsedTimer>

#include "tests/app/support.h"
#include "ui/views/inspector.h"

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

/// A pen that is down on the pad and moves a little at a time.
class Pen {
 public:
  explicit Pen(ui::DrawPad& pad) : pad_(pad) { QTest::mousePress(&pad, Qt::LeftButton, Qt::NoModifier, place(0)); }
  ~Pen() { QTest::mouseRelease(&pad_, Qt::LeftButton, Qt::NoModifier, place(moves_)); }
  void move() { QTest::mouseMove(&pad_, place(++moves_)); }

 private:
  QPoint place(int move) const {
    constexpr int kSwing = 7;
    const int side = std::min(pad_.width(), pad_.height());
    const QPoint corner((pad_.width() - side) / 2, (pad_.height() - side) / 2);
    const double x = 0.2 + 0.004 * (move % 150), y = 0.2 + 0.3 * (move % kSwing) / kSwing;
    return corner + (QPointF(x, y) * side).toPoint();
  }
  ui::DrawPad& pad_;
  int moves_ = 0;
};

void print_sorted(const char* what, std::vector<double> milliseconds) {
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto at = [&](double share) {
    return milliseconds[std::min(milliseconds.size() - 1, static_cast<std::size_t>(share * static_cast<double>(milliseconds.size())))];
  };
  std::printf("%s: median %.1f, p99 %.1f, worst of %zu %.1f ms\n", what, at(0.5), at(0.99), milliseconds.size(),
              milliseconds.back());
}

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

TEST_CASE("from the mouse event to every visible view", "[benchmark]") {
  using Clock = std::chrono::steady_clock;
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  auto* inspector = test.program.window.findChild<ui::Inspector*>();
  for (int tab = 0; tab < inspector->count(); ++tab) {
    inspector->setCurrentIndex(tab);
    ui::View* view = inspector->views()[static_cast<std::size_t>(tab)];
    test.pad().clear();
    REQUIRE(test.answered());
    REQUIRE(wait_until([&] { return !view->is_busy(); }, kPatience));
    PaintWatch watch(test.bars());
    Pen pen(test.pad());
    std::vector<double> milliseconds;
    // A view that takes seconds for an answer tells its figure with the fewest moves. A sanitizer's build is no
    // measurement: there the way counts, not the figure.
    constexpr int kMostMoves = 60, kFewestMoves = 5;
    constexpr double kSeconds = test::kSanitizer ? 0 : 2;
    QElapsedTimer since;
    since.start();
    for (int i = 0; i < kFewestMoves || (i < kMostMoves && since.elapsed() < kSeconds * 1000); ++i) {
      const auto begin = Clock::now();
      pen.move();
      const std::uint64_t ticket = test.program.session.live().newest_ticket();
      REQUIRE(wait_until(
          [&] {
            if (test.ticket() < ticket) watch.painted = false;
            return test.ticket() >= ticket && watch.painted && !view->is_busy();
          },
          kPatience));
      QCoreApplication::processEvents();  // what the last result asked to be painted
      milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    print_sorted(qPrintable(QStringLiteral("mouse to bars, network and tab \"%1\"").arg(view->objectName())), milliseconds);
    REQUIRE(milliseconds.size() >= kFewestMoves);
  }
}

TEST_CASE("the event loop's delay while training and drawing", "[benchmark]") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  auto* inspector = test.program.window.findChild<ui::Inspector*>();
  inspector->setCurrentWidget(inspector->findChild<ui::View*>(QStringLiteral("occlusion")));
  ui::TrainingRequest request{.data = QStringLiteral("generated"), .model = QStringLiteral("digits"), .options = {}};
  request.options.epochs = 50;
  test.program.training.start(request);
  REQUIRE(wait_until([&] { return test.status.step > 0; }, kPatience));
  constexpr int kProbe = 10, kPenEvery = 2;  // milliseconds; probes
  constexpr double kSeconds = 4;
  std::vector<double> late;
  {
    Pen pen(test.pad());
    QElapsedTimer since;
    QTimer probe;
    probe.setTimerType(Qt::PreciseTimer);
    QObject::connect(&probe, &QTimer::timeout, [&] {
      late.push_back(std::max(0.0, static_cast<double>(since.nsecsElapsed()) / 1e6 - kProbe));
      since.start();
      if (late.size() % kPenEvery == 0) pen.move();
    });
    since.start();
    probe.start(kProbe);
    wait_until([] { return false; }, kSeconds);
  }
  print_sorted("event loop late by", late);
  constexpr double kEdges[] = {1, 2, 4, 8, 16, 32, 64, 128, 1e9};
  double below = 0;
  for (const double edge : kEdges) {
    const auto count = std::count_if(late.begin(), late.end(), [&](double v) { return v >= below && v < edge; });
    if (count > 0) std::printf("  %4.0f to %4.0f ms: %ld\n", below, std::min(edge, 9999.0), static_cast<long>(count));
    below = edge;
  }
  test.program.training.worker().stop();
  REQUIRE(wait_until([&] { return test.trained; }, kPatience));
  REQUIRE(late.size() > 1);
}

}  // namespace convlens::app
