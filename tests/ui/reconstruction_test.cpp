#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <numeric>

#include "core/explain/registry.h"
#include "tests/ui/support.h"
#include "ui/paint/projection_image.h"
#include "ui/views/explain_text.h"
#include "ui/views/reconstruction_view.h"
#include "ui/views/rules_page.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/input_picture.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/picture_row.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

/// A reconstruction view on a small network, looking at conv2's activation.
struct Bench {
  FramePtr frame = frame_of("lenet5");
  int layer = frame->model->graph->find("relu2");
  ReconstructionView view;
  JobDesk desk{view};

  Bench() {
    view.resize(900, 280);
    show_and_wait(view);
    view.show_selection({layer, 4, std::nullopt, -1});
    view.show_frame(frame);
  }
  Projection expected(BackwardRule rule, std::optional<Position> position = {}) const {
    return project(*frame->model, *frame->activations, layer, 4, {.rule = rule, .position = position});
  }
  /// Of the page that is shown.
  const HeatMap* shown_map() const {
    for (const HeatMap* map : view.findChildren<HeatMap*>())
      if (map->isVisible()) return map;
    return nullptr;
  }
  void check_shown(const Projection& projection) {
    const HeatMap* map = shown_map();
    REQUIRE(map);
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 28; ++x) REQUIRE(map->value({y, x}) == projection.pixels.at(0, 0, y, x));
  }
  QAbstractButton& page(int id) { return *view.findChild<QButtonGroup*>()->button(id); }
};

}  // namespace

TEST_CASE("the reconstruction shown is deconvnet's own, and follows rule, start and position") {
  Bench bench;
  bench.check_shown(bench.expected(BackwardRule::deconvnet));
  auto* rule = bench.view.findChildren<QComboBox*>()[0];
  QTest::keyClick(rule, Qt::Key_Down);
  bench.check_shown(bench.expected(BackwardRule::guided));
  QTest::keyClick(rule, Qt::Key_Down);
  bench.check_shown(bench.expected(BackwardRule::gradient));
  bench.view.show_selection({bench.layer, 4, Position{3, 2}, -1});
  bench.check_shown(bench.expected(BackwardRule::gradient, Position{3, 2}));
}

TEST_CASE("the overlay is the reconstruction's colours over the input, and shows nothing where there is nothing") {
  Bench bench;
  const auto pictures = bench.view.findChildren<InputPicture*>();
  REQUIRE(pictures.size() == 2);
  const Projection projection = bench.expected(BackwardRule::deconvnet);
  const QImage overlay = pictures[1]->overlay();
  int seen = 0;
  for (int y = 0; y < 28; ++y)
    for (int x = 0; x < 28; ++x) {
      const float value = projection.pixels.at(0, 0, y, x);
      if (value == 0) CHECK(qAlpha(overlay.pixel(x, y)) == 0);
      if (qAlpha(overlay.pixel(x, y)) == 0) continue;
      ++seen;
      const bool red = qRed(overlay.pixel(x, y)) > qBlue(overlay.pixel(x, y));
      CHECK(red == (value > 0));
    }
  CHECK(seen > 0);
}

TEST_CASE("all maps of a layer: a click chooses one, hovering tells the value") {
  Bench bench;
  QTest::mouseClick(&bench.page(2), Qt::LeftButton);
  auto* sheet = bench.view.findChild<TileGrid*>();
  REQUIRE(sheet->count() == 16);
  CHECK(sheet->selected() == 4);
  QSignalSpy requested(&bench.view, &ui::View::selection_requested), hovered(&bench.view, &ui::View::hovered);
  QTest::mouseMove(sheet->viewport(), sheet->tile_rect(2).center());
  REQUIRE(hovered.count() > 0);
  CHECK(hovered.back()[0].toString().startsWith(QStringLiteral("map 2 ")));
  QTest::mouseClick(sheet->viewport(), Qt::LeftButton, {}, sheet->tile_rect(2).center());
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>() == Selection{bench.layer, 2, std::nullopt, -1});
}

TEST_CASE("the way down begins at the unit alone and ends at the pixels") {
  const FramePtr frame = frame_of("lenet5");
  const Graph& graph = *frame->model->graph;
  struct Silent : JobReport {
    ThreadPool threads{1};
    std::stop_token stop() const override { return {}; }
    ThreadPool& pool() override { return threads; }
    void progress(std::size_t, std::size_t) override {}
    void partial(JobResult) override {}
  } report;
  ReconstructionQuestion question;
  question.frame = frame;
  question.layer = graph.find("relu2");
  question.map = 4;
  const auto result =
      std::static_pointer_cast<const Reconstruction>(reconstruction_job(question).compute(report));
  const auto& path = result->path;
  REQUIRE(path.size() >= 6);
  // One position holds the unit's activation, everything else nothing.
  const float sum = std::accumulate(path.front().norm.begin(), path.front().norm.end(), 0.0f);
  CHECK(sum == Approx(std::abs(result->projection.activation)));
  CHECK(path.front().through == -1);
  CHECK(path.back().node == kGraphInput);
  CHECK(path.back().height == 28);
  for (int i = 0; i < 28 * 28; ++i)
    CHECK(path.back().norm[static_cast<std::size_t>(i)] ==
          Approx(std::abs(result->projection.pixels.data()[i])).margin(1e-6));
  // Each step came through the layer above it.
  for (std::size_t i = 1; i < path.size(); ++i) CHECK(path[i].through == path[i - 1].node);

  Bench bench;
  QTest::mouseClick(&bench.page(1), Qt::LeftButton);
  auto* row = bench.view.findChild<PictureRow*>();
  CHECK(row->count() == static_cast<int>(path.size()));
  QSignalSpy requested(&bench.view, &ui::View::selection_requested);
  QTest::mouseClick(row, Qt::LeftButton, {}, row->picture_rect(2).center().toPoint());
  REQUIRE(requested.count() == 1);
  CHECK(requested[0][0].value<Selection>().layer == path[2].node);
}

TEST_CASE("a frozen view stays while the others move on, and catches up when thawed") {
  Bench bench;
  const HeatMap* map = bench.shown_map();
  REQUIRE(map);
  const Projection before = bench.expected(BackwardRule::deconvnet);
  bench.view.set_frozen(true);
  const int jobs = bench.desk.done;
  Drawing other = drawn_seven();
  for (auto& point : other.strokes[0].points) point.x = 300 - point.x;
  const FramePtr next = frame_of(bench.frame->model, other);
  bench.view.show_frame(next);
  bench.view.show_selection({bench.layer, 7, std::nullopt, -1});
  CHECK(bench.desk.done == jobs);
  bench.check_shown(before);
  bench.view.set_frozen(false);
  CHECK(bench.desk.done > jobs);
  const Projection now = project(*next->model, *next->activations, bench.layer, 7, {});
  CHECK(map->value({14, 14}) == now.pixels.at(0, 0, 14, 14));
}

TEST_CASE("the words of every method can be translated") {
  for (const ExplainMethod& method : explain_methods())
    for (const std::string_view words : {method.summary, method.caveat}) {
      INFO(words);
      CHECK(is_known_method_text(words));
    }
}

TEST_CASE("the three rules stand side by side, each core's own numbers, of the selected unit") {
  Bench bench;
  QTest::mouseClick(&bench.page(3), Qt::LeftButton);
  const auto panels = bench.view.findChild<RulesPage*>()->findChildren<MapPanel*>();
  REQUIRE(panels.size() == 3);
  std::size_t place = 0;
  for (const ExplainMethod& method : explain_methods()) {
    if (!method.rule) continue;
    const Projection expected = bench.expected(*method.rule);
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 28; ++x)
        REQUIRE(panels[static_cast<int>(place)]->map()->value({y, x}) == expected.pixels.at(0, 0, y, x));
    ++place;
  }
}
