#include <QPushButton>
#include <QSignalSpy>

#include "tests/ui/data_support.h"
#include "tests/ui/support.h"
#include "ui/views/probe_view.h"
#include "ui/widgets/layer_curves.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

constexpr ProbeOptions kFew{.images = 40, .epochs = 2, .subset = 20};

}  // namespace

TEST_CASE("a probe starts when asked, draws a curve a classifier, and can be exported") {
  const test::TemporaryFolder folder;
  const FramePtr frame = frame_of("lenet5");
  const QString word = drawn_data(folder, 40);
  ProbeView view;
  JobDesk desk(view);
  view.set_options(kFew);
  view.resize(950, 260);
  show_and_wait(view);
  view.show_data_sets({word}, word);
  view.show_frame(frame);
  CHECK(desk.done == 0);
  CHECK_FALSE(view.exporter());
  QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  CHECK(desk.done == 1);
  const auto& curves = view.findChild<LayerCurves*>()->curves();
  REQUIRE(curves.size() == 4);
  CHECK(curves[3].is_level);
  CHECK(curves[3].percent.front() == curves[3].percent.back());
  const std::size_t layers = probed_layers(*frame->model->graph).size();
  for (const LayerCurves::Curve& curve : curves) {
    CHECK(curve.percent.size() == layers);
    for (const double value : curve.percent) CHECK((value >= 0 && value <= 100));
  }
  CHECK(view.exporter()().front().name == "probe.json");
}

TEST_CASE("a probe can be cancelled, and nothing is shown of it") {
  const FramePtr frame = frame_of("lenet5");
  ProbeView view;
  JobsOnDemand jobs(view);
  show_and_wait(view);
  view.show_frame(frame);
  QTest::mouseClick(button_of(view, QStringLiteral("Start")), Qt::LeftButton);
  CHECK(jobs.asked == 1);
  CHECK(view.is_busy());
  CHECK_FALSE(button_of(view, QStringLiteral("Start"))->isEnabled());
  view.receive(0, {.ticket = 1, .result = nullptr, .complete = false, .done = 1, .total = 2, .failure = {}});
  button_of(view, QStringLiteral("Cancel"))->click();  // it shows itself after half a second only
  CHECK(jobs.cancelled == 1);
  CHECK_FALSE(view.is_busy());
  CHECK(view.findChild<LayerCurves*>()->curves().empty());
}
