#include <QLabel>
#include <QSignalSpy>
#include <algorithm>

#include "tests/ui/data_support.h"
#include "tests/ui/support.h"
#include "ui/paint/numbers.h"
#include "ui/views/evolution_view.h"
#include "ui/widgets/film_strip.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

/// The same network with its weights scaled: another moment of its training.
std::shared_ptr<const Model> scaled(const Model& model, float factor) {
  auto copy = std::make_shared<Model>(model);
  for (float& value : copy->parameters) value *= factor;
  return copy;
}

struct Bench {
  test::TemporaryFolder folder;
  QString word = drawn_data(folder, 40);
  FramePtr frame = frame_of("lenet5");
  int layer = frame->model->graph->find("relu2");
  FilmPtr film = std::make_shared<const Film>(Film{
      .snapshots = {{0, frame->model}, {16, scaled(*frame->model, -1)}, {32, scaled(*frame->model, 0.5f)}},
      .data = word.toStdString()});
  EvolutionView view;
  JobDesk desk{view};

  Bench() {
    view.resize(980, 320);
    show_and_wait(view);
    view.show_selection({layer, 4, std::nullopt, -1});
    view.show_frame(frame);
  }
  FilmStrip& strip() { return *view.findChild<FilmStrip*>(); }
  /// The grids of filters and of maps, in this order.
  TileGrid& grid(int which) { return *view.findChildren<TileGrid*>()[which]; }
  /// The picture of unit 4's projection as the core computes it.
  PatchPictures expected(std::size_t snapshot) {
    const int units[] = {4};
    return patch_pictures(*film->snapshots[snapshot].model, *view.found()->images, view.found()->moments[snapshot].strongest,
                          layer, units);
  }
};

}  // namespace

TEST_CASE("without a training the tab tells what to do - with one it shows its moments, the newest first chosen") {
  Bench bench;
  CHECK(bench.desk.done == 0);
  CHECK_FALSE(bench.view.exporter());
  CHECK_FALSE(bench.strip().isVisible());
  const auto labels = bench.view.findChildren<QLabel*>();
  CHECK(std::ranges::any_of(labels, [](QLabel* label) { return label->isVisible() && label->text().contains("Press Train"); }));
  bench.view.show_film(bench.film);
  REQUIRE(bench.strip().isVisible());
  REQUIRE(bench.strip().count() == 3);
  CHECK(bench.strip().current() == 2);
  ThreadPool pool(1);
  for (int i = 0; i < 3; ++i) {
    const auto moment = evolution_moment(bench.film->snapshots[static_cast<std::size_t>(i)], *bench.view.found()->images, pool);
    CHECK(bench.strip().frame(i).above == count_text(moment->step));
    CHECK(bench.strip().frame(i).below == short_percent(moment->accuracy));
    CHECK_FALSE(bench.strip().frame(i).picture.isNull());
  }
  CHECK(bench.grid(0).count() == 16);
  CHECK(bench.grid(1).count() == 16);
  CHECK(bench.grid(1).selected() == 4);
}

TEST_CASE("as long as there is no picture, a sentence stands in place of empty squares") {
  // Nobody does its jobs: as if they took long.
  const Bench bench;
  EvolutionView view;
  show_and_wait(view);
  view.show_frame(bench.frame);
  view.show_film(bench.film);
  CHECK_FALSE(view.findChild<FilmStrip*>()->isVisible());
  const auto labels = view.findChildren<QLabel*>();
  CHECK(std::ranges::any_of(
      labels, [](QLabel* label) { return label->isVisible() && label->text().contains("snapshots"); }));
}

TEST_CASE("scrubbing by mouse and keys shows that moment's pictures, and its numbers under the mouse") {
  Bench bench;
  bench.view.show_film(bench.film);
  QTest::mouseClick(&bench.strip(), Qt::LeftButton, {}, bench.strip().picture_rect(0).center().toPoint());
  CHECK(bench.strip().current() == 0);
  QTest::keyClick(&bench.strip(), Qt::Key_Right);
  CHECK(bench.strip().current() == 1);
  const PatchPictures pictures = bench.expected(1);
  QSignalSpy hovered(&bench.view, &ui::View::hovered);
  hover(*bench.grid(1).viewport(), bench.grid(1).tile_rect(4).center());
  REQUIRE(hovered.count() >= 1);
  const QString told = hovered.back()[0].toString();
  CHECK(told.contains(QStringLiteral("step 16 ")));
  // The value is the one behind that pixel.
  const QString place = told.section(QStringLiteral("signal at y "), 1);
  const int y = place.section(QStringLiteral(","), 0, 0).toInt();
  const int x = place.section(QStringLiteral("x "), 1).section(QLatin1Char(' '), 0, 0).toInt();
  const float value = pictures.projections[static_cast<std::size_t>(y * pictures.shape.width + x)];
  CHECK(told.endsWith(exact_number(static_cast<double>(value))));
}

TEST_CASE("a chosen moment stays while the film grows - without a choice the newest is shown") {
  Bench bench;
  bench.view.show_film(bench.film);
  Film longer = *bench.film;
  longer.snapshots.push_back({48, scaled(*bench.frame->model, 2)});
  const int before = bench.desk.done;
  bench.view.show_film(std::make_shared<const Film>(longer));
  CHECK(bench.desk.done > before);
  CHECK(bench.strip().current() == 3);
  QTest::mouseClick(&bench.strip(), Qt::LeftButton, {}, bench.strip().picture_rect(1).center().toPoint());
  longer.snapshots.push_back({64, scaled(*bench.frame->model, 3)});
  bench.view.show_film(std::make_shared<const Film>(longer));
  CHECK(bench.strip().count() == 5);
  CHECK(bench.strip().current() == 1);
}

TEST_CASE("a click on a map chooses it - the thumbnails are then that map's") {
  Bench bench;
  bench.view.show_film(bench.film);
  QSignalSpy selections(&bench.view, &ui::View::selection_requested);
  QTest::mouseClick(bench.grid(1).viewport(), Qt::LeftButton, {}, bench.grid(1).tile_rect(1).center());
  REQUIRE(selections.count() == 1);
  CHECK(selections[0][0].value<Selection>() == Selection{bench.layer, 1, std::nullopt, -1});
  const QImage before = bench.strip().frame(0).picture;
  bench.view.show_selection({bench.layer, 1, std::nullopt, -1});
  CHECK(bench.strip().frame(0).picture != before);
}

TEST_CASE("the film's export is the command line's figure - hidden, the view asks for nothing") {
  Bench bench;
  bench.view.hide();
  bench.view.show_film(bench.film);
  CHECK(bench.desk.done == 0);
  show_and_wait(bench.view);
  REQUIRE(bench.view.exporter());
  const FigureFiles files = bench.view.exporter()();
  for (const char* name : {"evolution.json", "evolution.png", "evolution-crops.npy", "evolution-projections.npy",
                           "evolution-filters.npy", "evolution-filters.png"})
    CHECK(std::ranges::find(files, name, &FigureFile::name) != files.end());
}
