#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <algorithm>

#include "core/explain/strongest_store.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/data_support.h"
#include "tests/ui/support.h"
#include "ui/paint/numbers.h"
#include "ui/views/data_choice.h"
#include "ui/views/data_evaluation.h"
#include "ui/views/strongest_view.h"
#include "ui/widgets/paired_pictures.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

constexpr int kPictures = 40;

/// The view on a small network and a small data set, looking at conv2's activation.
struct Bench {
  test::TemporaryFolder cache;
  test::Environment environment{"XDG_CACHE_HOME", cache.path().string()};
  std::shared_ptr<const Samples> samples;
  FramePtr frame = frame_of("lenet5");
  int layer = frame->model->graph->find("relu2");
  test::TemporaryFolder folder;
  QString word = drawn_data(folder, kPictures);
  StrongestView view;
  JobDesk desk{view};

  Bench() {
    view.resize(950, 260);
    show_and_wait(view);
    view.show_data_sets({word}, word);
    view.show_selection({layer, 4, std::nullopt, -1});
    view.show_frame(frame);
    samples = view.found()->samples;
  }
  StrongestPatches expected(const Model& model) const {
    ThreadPool pool(1);
    StrongestSearch search(model, *samples);
    REQUIRE(search.run(pool));
    return search.found();
  }
  PairedPictures& pairs() { return *view.findChild<PairedPictures*>(); }
};

}  // namespace

TEST_CASE("the strongest patches of the selected map are shown, strongest first, each with its activation") {
  Bench bench;
  REQUIRE(bench.samples->size() == static_cast<std::size_t>(kPictures));
  const StrongestPatches expected = bench.expected(*bench.frame->model);
  REQUIRE(bench.pairs().count() == kStrongestCount);
  for (int i = 0; i < kStrongestCount; ++i) {
    const StrongPatch& patch = expected.of(bench.layer, 4)[static_cast<std::size_t>(i)];
    CHECK(bench.pairs().pair(i).caption == short_number(static_cast<double>(patch.activation)));
    CHECK(bench.pairs().pair(i).upper.size() == QSize(14, 14));
    CHECK_FALSE(bench.pairs().pair(i).lower.isNull());
  }
  auto* overview = bench.view.findChild<TileGrid*>();
  CHECK(overview->count() == 16);
  CHECK(overview->selected() == 4);
  bench.view.show_selection({bench.layer, 7, std::nullopt, -1});
  CHECK(bench.pairs().pair(0).caption ==
        short_number(static_cast<double>(expected.of(bench.layer, 7)[0].activation)));
}

TEST_CASE("a click on a patch makes its image the input, a click on a map chooses it, hovering tells which it is") {
  Bench bench;
  const StrongPatch patch = bench.expected(*bench.frame->model).of(bench.layer, 4)[2];
  QSignalSpy inputs(&bench.view, &ui::View::input_requested), hovered(&bench.view, &ui::View::hovered);
  const QPoint place = bench.pairs().lower_rect(2).center().toPoint();
  hover(bench.pairs(), place);
  REQUIRE(hovered.count() == 1);
  CHECK(hovered[0][0].toString().contains(QStringLiteral("test image %1 ").arg(patch.image)));
  QTest::mouseClick(&bench.pairs(), Qt::LeftButton, {}, place);
  REQUIRE(inputs.count() == 1);
  const auto input = inputs[0][0].value<ui::Input>();
  const auto& pixels = std::get<NetworkPixels>(input.content);
  const auto wanted = sample_pixels(*bench.samples, patch.image);
  CHECK(std::ranges::equal(pixels->values(), wanted->values()));
  CHECK(input.true_label == bench.samples->label(static_cast<std::size_t>(patch.image)));

  QTest::keyClick(&bench.pairs(), Qt::Key_Right);
  QTest::keyClick(&bench.pairs(), Qt::Key_Return);
  CHECK(inputs.count() == 2);

  QSignalSpy selections(&bench.view, &ui::View::selection_requested);
  auto* overview = bench.view.findChild<TileGrid*>();
  QTest::mouseClick(overview->viewport(), Qt::LeftButton, {}, overview->tile_rect(1).center());
  REQUIRE(selections.count() == 1);
  CHECK(selections[0][0].value<Selection>() == Selection{bench.layer, 1, std::nullopt, -1});
}

TEST_CASE("other weights are searched again, but not while they are being trained - the same frame asks for nothing") {
  Bench bench;
  const int jobs = bench.desk.done;
  bench.view.show_frame(bench.frame);
  CHECK(bench.desk.done == jobs);

  auto changed = std::make_shared<Model>(*bench.frame->model);
  for (float& value : changed->parameters) value = -value;
  auto next = std::make_shared<Frame>(*bench.frame);
  next->model = changed;
  bench.view.show_training(true);
  bench.view.show_frame(next);
  CHECK(bench.view.found()->model == bench.frame->model);
  CHECK(button_of(bench.view, QStringLiteral("Search again"))->isVisible());
  bench.view.show_training(false);
  CHECK(bench.view.found()->model == changed);
  CHECK_FALSE(button_of(bench.view, QStringLiteral("Search again"))->isVisible());
  const StrongestPatches expected = bench.expected(*changed);
  CHECK(bench.view.found()->patches.layers == expected.layers);
}

TEST_CASE("the search is kept: another view finds it in the cache folder") {
  Bench bench;
  const std::string key = strongest_key(*bench.frame->model, *bench.samples);
  const auto kept = load_strongest(strongest_folder(), key, *bench.frame->model->graph, kStrongestCount);
  REQUIRE(kept);
  CHECK(kept->layers == bench.view.found()->patches.layers);
}

TEST_CASE("the export is a figure of the whole layer") {
  Bench bench;
  const FigureFiles files = bench.view.exporter()();
  std::vector<std::string> names;
  for (const FigureFile& file : files) names.push_back(file.name);
  for (const char* name : {"relu2.json", "relu2.png", "relu2-crops.npy", "relu2-projections.npy"})
    CHECK(std::ranges::find(names, name) != names.end());
}
