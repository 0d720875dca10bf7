#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>

#include "core/figures/compare_pictures.h"
#include "core/formats/onnx.h"
#include "core/model/presets.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/support.h"
#include "ui/paint/numbers.h"
#include "ui/views/compare_side_button.h"
#include "ui/views/compare_view.h"
#include "ui/widgets/map_panel.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/tile_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

Drawing drawn_one() {
  Drawing drawing;
  drawing.width = 24;
  drawing.strokes.push_back({{{130, 60, 1}, {132, 140, 1}, {128, 220, 1}}, false});
  return drawing;
}

/// Gives the path that a person would have chosen in the dialog.
struct ChosenPath : PathDialogs {
  explicit ChosenPath(QString chosen) : path(std::move(chosen)) {}
  void ask_file(QWidget&, const QString&, const QString&, Chosen chosen) override { chosen(path); }
  QString path;
};

struct Bench {
  std::shared_ptr<const Model> model = untrained("lenet5");
  FramePtr seven = frame_of(model, drawn_seven()), one = frame_of(model, drawn_one());
  CompareView view;
  JobDesk desk{view};

  Bench() {
    view.resize(1000, 320);
    show_and_wait(view);
    view.show_frame(seven);
    view.show_selection({model->graph->find("relu1"), 2, std::nullopt, -1});
  }
  void choose_figure(const QString& name) {
    auto* box = view.findChild<QComboBox*>();
    REQUIRE(box->findText(name) >= 0);
    box->setCurrentIndex(box->findText(name));
  }
  CompareSideButton& side(int i) { return *view.findChildren<CompareSideButton*>()[i]; }
  /// As a person does it in the side's menu.
  void choose(int i, const QString& entry) {
    for (QAction* action : side(i).menu()->actions())
      if (action->text().startsWith(entry)) {
        REQUIRE((action->isEnabled() && action->isVisible()));
        return action->trigger();
      }
    FAIL("no entry " << entry.toStdString());
  }
  MapPanel& panel(int i) { return *view.findChildren<MapPanel*>()[i]; }
  void check_panels(const Comparison& expected, std::size_t part) {
    const ComparePart shown = parts_of(expected)[part];
    const std::vector<float> of_a = plane_of(expected.a.array.values, shown), of_b = plane_of(expected.b.array.values, shown);
    const std::vector<float> between = plane_of(expected.difference, shown);
    for (int y = 0; y < shown.height; ++y)
      for (int x = 0; x < shown.width; ++x) {
        const auto i = static_cast<std::size_t>(y * shown.width + x);
        REQUIRE(panel(0).map()->value({y, x}) == of_a[i]);
        REQUIRE(panel(1).map()->value({y, x}) == of_b[i]);
        REQUIRE(panel(2).map()->value({y, x}) == between[i]);
      }
  }
  Comparison expected(const FramePtr& a, const CompareQuestion& of_a, const FramePtr& b, const CompareQuestion& of_b) {
    ThreadPool pool(1);
    return compare(*compare_side(*a->model, *a->activations, of_a, pool), *compare_side(*b->model, *b->activations, of_b, pool));
  }
  QString said() {
    QString all;
    for (const QLabel* label : view.findChildren<QLabel*>())
      if (label->isVisible()) all += label->text() + QLatin1Char('\n');
    return all;
  }
};

bool panel_differs(MapPanel& panel) {
  for (int y = 0; y < 28; ++y)
    for (int x = 0; x < 28; ++x)
      if (panel.map()->value({y, x}) != 0) return true;
  return false;
}

const CompareQuestion kMaps{.figure = ComparedFigure::maps, .layer = "relu1", .unit = 2};

}  // namespace

TEST_CASE("compare: a drawing is kept as A, and the live one is compared with it as it changes") {
  Bench bench;
  bench.choose_figure("Feature maps");
  bench.check_panels(bench.expected(bench.seven, kMaps, bench.seven, kMaps), 2);
  CHECK(bench.said().contains("No difference"));
  QTest::mouseClick(button_of(bench.view, "Keep this as A"), Qt::LeftButton);
  bench.view.show_frame(bench.one);
  bench.check_panels(bench.expected(bench.seven, kMaps, bench.one, kMaps), 2);
  CHECK_FALSE(bench.said().contains("No difference"));
  QTest::mouseClick(button_of(bench.view, "⇄"), Qt::LeftButton);
  bench.check_panels(bench.expected(bench.one, kMaps, bench.seven, kMaps), 2);
}

TEST_CASE("compare: it begins with two rules, and each side's can be changed") {
  Bench bench;
  CompareQuestion a{.figure = ComparedFigure::deconv, .layer = "relu1", .unit = 2}, b = a;
  b.projection.rule = BackwardRule::guided;
  bench.check_panels(bench.expected(bench.seven, a, bench.seven, b), 0);
  bench.choose(1, "Gradient");
  b.projection.rule = BackwardRule::gradient;
  bench.check_panels(bench.expected(bench.seven, a, bench.seven, b), 0);
  CHECK(bench.side(1).toolTip().contains("Gradient"));
  CHECK(bench.side(1).accessibleName().contains("Gradient"));
}

TEST_CASE("compare: two methods of saliency, of the class that is selected") {
  Bench bench;
  bench.choose_figure("Saliency");
  bench.choose(1, "Integrated gradients");
  bench.view.show_selection({-1, -1, std::nullopt, 4});
  CompareQuestion a{.figure = ComparedFigure::saliency, .label = 4}, b = a;
  b.method = find_explain_method("integrated-gradients");
  bench.check_panels(bench.expected(bench.seven, a, bench.seven, b), 0);
}

TEST_CASE("compare: the weights before a training") {
  Bench bench;
  bench.choose_figure("Feature maps");
  bench.view.show_training(true);
  const auto trained = std::make_shared<const Model>(initialised_model(bench.model->graph, 9));
  const FramePtr later = frame_of(trained, drawn_seven());
  bench.view.show_frame(later);
  bench.choose(0, "As before the training");
  bench.check_panels(bench.expected(bench.seven, kMaps, later, kMaps), 2);
}

TEST_CASE("compare: another network from a file, and one whose maps have another shape") {
  Bench bench;
  const test::TemporaryFolder folder;
  const std::filesystem::path other = folder / "other.onnx", tiny = folder / "tiny.onnx";
  save_onnx(other, initialised_model(bench.model->graph, 9));
  save_onnx(tiny, initialised_model(find_preset("tinyvgg")->build(), 9));
  bench.choose_figure("Feature maps");
  bench.view.set_path_dialogs(std::make_unique<ChosenPath>(QString::fromStdString(other.string())));
  bench.choose(1, "Another one");
  const FramePtr of_other = frame_of(std::make_shared<const Model>(load_onnx(other)), drawn_seven());
  bench.check_panels(bench.expected(bench.seven, kMaps, of_other, kMaps), 2);
  CHECK(bench.side(1).toolTip().contains("other.onnx"));

  // A network that ships with the program is there by its name, once, however often it is offered.
  bench.view.offer_networks({{.name = "first", .file = QString::fromStdString(tiny.string())}});
  bench.view.offer_networks({{.name = "second", .file = QString::fromStdString(other.string())}});
  int entries = 0;
  for (QAction* action : bench.side(1).menu()->actions()) entries += action->text().endsWith("as it ships");
  CHECK(entries == 1);
  CHECK(bench.side(1).toolTip().contains("second, as it ships"));
  bench.choose(0, "second, as it ships");
  bench.check_panels(bench.expected(of_other, kMaps, of_other, kMaps), 2);

  bench.view.set_path_dialogs(std::make_unique<ChosenPath>(QString::fromStdString(tiny.string())));
  bench.choose(1, "Another one");
  CHECK((bench.said().contains("takes pictures of") || bench.said().contains("has the shape")));
  CHECK_FALSE(bench.view.exporter());
}

TEST_CASE("compare: a sample of the data set") {
  Bench bench;
  bench.choose_figure("Feature maps");
  bench.choose(1, "Sample of");
  auto* number = bench.side(1).findChild<QSpinBox*>();
  REQUIRE(number);
  number->setValue(3);
  CHECK(bench.side(1).choice().sample == 3);
  CHECK(bench.side(1).toolTip().contains("sample 3"));
  CHECK(panel_differs(bench.panel(2)));
}

TEST_CASE("compare: the cursor's place is told with both values and marked on the other two") {
  Bench bench;
  bench.choose_figure("Feature maps");
  QTest::mouseClick(button_of(bench.view, "Keep this as A"), Qt::LeftButton);
  bench.view.show_frame(bench.one);
  QSignalSpy told(&bench.view, &ui::View::hovered);
  HeatMap& map = *bench.panel(0).map();
  hover(map, map.cell_rect({12, 11}).center());
  REQUIRE(told.count() > 0);
  const QString words = told.last().front().toString();
  CHECK(words.contains("y 12, x 11"));
  CHECK(words.contains(QStringLiteral("A %1").arg(exact_number(static_cast<double>(map.value({12, 11}))))));
  CHECK(words.contains(QStringLiteral("B %1").arg(exact_number(static_cast<double>(bench.panel(1).map()->value({12, 11}))))));
  CHECK(words.contains(QStringLiteral("A − B %1").arg(exact_number(static_cast<double>(bench.panel(2).map()->value({12, 11}))))));
  CHECK(bench.panel(1).map()->marked() == Position{12, 11});
  CHECK(bench.panel(2).map()->marked() == Position{12, 11});
  leave(map);
  CHECK_FALSE(bench.panel(1).map()->marked());
}

TEST_CASE("compare: all maps, those that differ most first - a click selects one") {
  Bench bench;
  bench.choose_figure("Feature maps");
  QTest::mouseClick(button_of(bench.view, "Keep this as A"), Qt::LeftButton);
  bench.view.show_frame(bench.one);
  QTest::mouseClick(button_of(bench.view, "All"), Qt::LeftButton);
  const auto grids = bench.view.findChildren<TileGrid*>();
  REQUIRE(grids.size() == 3);
  for (const TileGrid* grid : grids) CHECK(grid->count() == 6);
  CompareQuestion whole = kMaps;
  whole.unit = -1;
  const auto order = most_different(bench.expected(bench.seven, whole, bench.one, whole), -1, 6);
  QSignalSpy wanted(&bench.view, &ui::View::selection_requested);
  QTest::mouseClick(grids[2]->viewport(), Qt::LeftButton, {}, grids[2]->tile_rect(0).center());
  REQUIRE(wanted.count() == 1);
  CHECK(wanted.front().front().value<Selection>().map == order.front().unit);
}

TEST_CASE("compare: every figure shows both sides and exports the files of compare_figure") {
  Bench bench;
  QTest::mouseClick(button_of(bench.view, "Keep this as A"), Qt::LeftButton);
  bench.view.show_frame(bench.one);
  auto* box = bench.view.findChild<QComboBox*>();
  CHECK(box->count() == 10);
  for (int i = 0; i < box->count(); ++i) {
    INFO(box->itemText(i).toStdString());
    box->setCurrentIndex(i);
    const Exporter files = bench.view.exporter();
    REQUIRE(files);
    QStringList names;
    for (const FigureFile& file : files()) names << QString::fromStdString(file.name);
    for (const char* name : {"a.npy", "b.npy", "difference.npy", "compare.png", "compare.json", "difference.csv"})
      CHECK(names.contains(QLatin1String(name)));
    CHECK_FALSE(bench.view.grab().isNull());
  }
  box->setCurrentIndex(box->findText("Answer"));
  CHECK(bench.view.findChild<PairedBars*>()->rows() == 10);
}
