#include <fstream>

#include "core/data/dataset.h"
#include "tests/app/support.h"

namespace convlens::app {
namespace {

std::vector<float> values(const Tensor<float>& tensor) { return {tensor.values().begin(), tensor.values().end()}; }

}  // namespace

TEST_CASE("the first look is a network and a drawing with its answer") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  REQUIRE(test.frame->model->graph->input_shape() == Shape{1, 28, 28});
  REQUIRE(test.frame->prepared->has_ink);
  REQUIRE(test.bars().rows() == 10);
  REQUIRE_FALSE(test.pad().drawing().strokes.empty());
}

TEST_CASE("what the mouse draws is answered in the bars") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  test.pad().clear();
  REQUIRE(test.answered());
  REQUIRE_FALSE(test.frame->prepared->has_ink);
  for (const auto& stroke : seven()) {
    const std::uint64_t before = test.ticket();
    draw_stroke(test.pad(), stroke);
    REQUIRE(test.answered());
    REQUIRE(test.ticket() > before);
  }
  const Drawing drawn = test.pad().drawing();
  REQUIRE(drawn.strokes.size() == 2);
  Activations own;
  const Tensor<float> pixels = prepare_drawing(drawn).pixels;
  forward(*test.frame->model, pixels.view(), own);
  const Graph& graph = *test.frame->model->graph;
  const std::vector<float> expected = class_probabilities(graph, own.of(graph.output()));
  REQUIRE(test.frame->probabilities == expected);
  const auto best = std::max_element(expected.begin(), expected.end()) - expected.begin();
  REQUIRE(test.bars().row_text(static_cast<int>(best)).contains(QString::number(best)));
}

TEST_CASE("the answer is to the newest of many inputs") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  Drawing drawing;
  for (int i = 1; i <= 40; ++i) {
    drawing = {.strokes = {{.points = {{10, 10, 1}, {10.0f + static_cast<float>(i), 60, 1}}, .erases = false}},
               .width = 6.0f,
               .label = std::nullopt};
    test.program.window.set_drawing(drawing);
  }
  REQUIRE(test.answered());
  REQUIRE(values(test.frame->activations->input) == values(prepare_drawing(drawing).pixels));
}

TEST_CASE("the pad and a strokes file make the same pixels of the same strokes") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  test.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
  test.pad().set_erasing(true);
  draw_stroke(test.pad(), {{0.5, 0.2}, {0.5, 0.3}});
  test.pad().set_erasing(false);
  draw_stroke(test.pad(), {{0.2, 0.9}});
  REQUIRE(test.answered());
  REQUIRE(test.pad().drawing().strokes.size() == 4);

  Drawing drawing = test.pad().drawing();
  drawing.label = 7;
  const auto file = folder / "seven.jsonl";
  std::ofstream(file) << drawing_to_json(drawing) << "\n";
  const auto samples = open_dataset(DatasetName::parse("strokes:" + file.string()), Split::test, {});
  std::vector<float> pixels(samples->shape().size());
  samples->read(0, 0, pixels);
  REQUIRE(pixels == values(test.frame->activations->input));
  REQUIRE(samples->label(0) == 7);
}

TEST_CASE("undo, redo and clear by keyboard are answered, too") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  test.pad().clear();
  draw_stroke(test.pad(), seven()[0]);
  REQUIRE(test.answered());
  const std::vector<float> one = test.frame->probabilities;
  draw_stroke(test.pad(), seven()[1]);
  REQUIRE(test.answered());
  const std::vector<float> two = test.frame->probabilities;
  REQUIRE(one != two);
  test.program.window.activateWindow();
  test.pad().setFocus();
  QTest::keyClick(&test.pad(), Qt::Key_Z, Qt::ControlModifier);
  REQUIRE(wait_until([&] { return test.frame->probabilities == one; }, kPatience));
  QTest::keyClick(&test.pad(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  REQUIRE(wait_until([&] { return test.frame->probabilities == two; }, kPatience));
  QTest::keyClick(&test.pad(), Qt::Key_Delete);
  REQUIRE(wait_until([&] { return !test.frame->prepared->has_ink; }, kPatience));
}

}  // namespace convlens::app
