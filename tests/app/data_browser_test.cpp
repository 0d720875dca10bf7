#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include "core/data/dataset.h"
#include "core/training/evaluate.h"
#include "tests/app/support.h"
#include "tests/support/sanitizer.h"
#include "ui/docks/answer_panel.h"
#include "ui/docks/input_panel.h"
#include "ui/views/data_view.h"
#include "ui/widgets/confusion_matrix.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::app {
namespace {

constexpr int kFew = 200;
/// More than is evaluated before a test looks, and in time when it runs to its end.
constexpr int kMany = test::kThreadSanitizer ? 1000 : 6000;

/// The program with the Data tab in front and a data set of its own chosen.
class DataTab : public TestProgram {
 public:
  DataTab(const test::TemporaryFolder& folder, int count)
      : TestProgram(folder.path()), word(QString::fromStdString(small_data(folder, count))) {}

  void open() {
    begin();
    view = program.window.findChild<ui::DataView*>();
    REQUIRE(view);
    view->choose_data_set(word);
    auto* tabs = program.window.findChild<QTabWidget*>();
    tabs->setCurrentWidget(view);
  }
  bool evaluated() {
    return wait_until([this] { return view->evaluation() && view->evaluation()->complete(); }, kPatience);
  }
  bool begun() {
    return wait_until([this] { return view->evaluation() && view->evaluation()->done > 0; }, kPatience);
  }
  ui::PictureGrid& grid() { return *view->findChild<ui::PictureGrid*>(); }
  ui::ConfusionMatrix& matrix() { return *view->findChild<ui::ConfusionMatrix*>(); }

  QString word;
  ui::DataView* view = nullptr;
};

}  // namespace

TEST_CASE("the data browser evaluates the test split with the network shown, to core's own matrix") {
  test::TemporaryFolder folder;
  DataTab tab(folder, kFew);
  tab.open();
  REQUIRE(tab.evaluated());
  const auto samples = open_dataset(DatasetName::parse(tab.word.toStdString()), Split::test, {});
  ThreadPool pool;
  const auto expected = evaluate(*tab.program.session.model(), *samples, pool);
  REQUIRE(tab.view->evaluation()->confusion == expected->confusion);
  REQUIRE(tab.view->evaluation()->model == tab.program.session.model());
  REQUIRE(tab.grid().count() == kFew);

  // A cell of the diagonal: its images, all of them right.
  const ui::ConfusionCell cell{3, 3};
  REQUIRE(tab.matrix().count(cell) > 0);
  QTest::mouseClick(&tab.matrix(), Qt::LeftButton, {}, tab.matrix().cell_rect(cell).center().toPoint());
  REQUIRE(tab.grid().count() == tab.matrix().count(cell));
}

TEST_CASE("an image of the data set becomes the input: its own pixels, its true label, no preprocessing") {
  test::TemporaryFolder folder;
  DataTab tab(folder, kFew);
  tab.open();
  REQUIRE(tab.evaluated());
  const Drawing before = tab.pad().drawing();
  QTest::mouseClick(tab.grid().viewport(), Qt::LeftButton, {}, tab.grid().picture_rect(1).center());
  REQUIRE(tab.answered());
  const auto index = static_cast<std::size_t>(tab.view->picture_at(1));
  const Samples& samples = *tab.view->evaluation()->samples;
  std::vector<float> expected(samples.shape().size());
  samples.read(index, 0, expected);
  REQUIRE(std::ranges::equal(tab.frame->activations->input.values(), expected));
  REQUIRE(tab.frame->as_is);
  REQUIRE(tab.frame->prepared == nullptr);
  REQUIRE(tab.frame->true_label == samples.label(index));
  const auto labels = tab.program.window.findChild<ui::AnswerPanel*>()->findChildren<QLabel*>();
  REQUIRE(std::ranges::any_of(labels, [&](QLabel* label) {
    return label->text().contains(QString("it is: %1").arg(samples.label(index)));
  }));
  // The answer in the bars is the one that the browser shows.
  const ClassAnswer& answer = tab.view->evaluation()->answers[index];
  REQUIRE(tab.frame->probabilities[static_cast<std::size_t>(answer.predicted)] == Approx(answer.p).margin(1e-6));
  tab.pad().undo();
  REQUIRE(tab.answered());
  REQUIRE(tab.pad().drawing() == before);
  REQUIRE(tab.frame->prepared != nullptr);
  tab.pad().redo();
  REQUIRE(tab.answered());
  REQUIRE(std::ranges::equal(tab.frame->activations->input.values(), expected));
}

TEST_CASE("an image of another network's data is resized, which is said, and bears no label") {
  test::TemporaryFolder folder;
  DataTab tab(folder, kFew);
  tab.open();
  auto pixels = std::make_shared<Tensor<float>>(1, Shape{3, 32, 32});
  pixels->fill(0.5f);
  tab.program.window.set_input({ui::NetworkPixels(pixels), 4});
  REQUIRE(tab.answered());
  REQUIRE(tab.frame->activations->input.shape() == Shape{1, 28, 28});
  REQUIRE_FALSE(tab.frame->as_is);
  REQUIRE_FALSE(tab.frame->true_label.has_value());
  const auto labels = tab.program.window.findChild<ui::InputPanel*>()->findChildren<QLabel*>();
  REQUIRE(std::ranges::any_of(labels, [](QLabel* label) { return label->text().contains(QString::fromUtf8("3×32×32")); }));
}

TEST_CASE("an evaluation is cancelled in the middle and begun again") {
  test::TemporaryFolder folder;
  DataTab tab(folder, kMany);
  tab.open();
  REQUIRE(tab.begun());
  QPushButton* cancel = nullptr;
  for (auto* button : tab.view->findChildren<QPushButton*>())
    if (button->text() == "Cancel") cancel = button;
  REQUIRE(cancel);
  REQUIRE(wait_until([&] { return cancel->isVisible() || tab.view->evaluation()->complete(); }, kPatience));
  if (!tab.view->evaluation()->complete()) {
    QTest::mouseClick(cancel, Qt::LeftButton);
    const std::size_t done = tab.view->evaluation()->done;
    draw_stroke(tab.pad(), seven()[0]);
    REQUIRE(tab.answered());
    REQUIRE(tab.view->evaluation()->done == done);
    for (auto* button : tab.view->findChildren<QPushButton*>())
      if (button->text() == "Evaluate again") QTest::mouseClick(button, Qt::LeftButton);
  }
  REQUIRE(tab.evaluated());
}

TEST_CASE("the network is switched while an evaluation runs: the new one is evaluated") {
  test::TemporaryFolder folder;
  DataTab tab(folder, kMany);
  tab.open();
  REQUIRE(tab.begun());
  emit tab.program.window.model_requested("lenet5");
  const auto old = tab.program.session.model();
  REQUIRE(wait_until([&] { return tab.frame->model != old; }, kPatience));
  if (tab.view->evaluation()->model == old && tab.view->evaluation()->complete()) {
    WARN("too quick a machine: the evaluation had ended before the switch");
    return;
  }
  REQUIRE(wait_until([&] { return tab.view->evaluation()->model == tab.program.session.model(); }, kPatience));
  REQUIRE(tab.evaluated());
  REQUIRE(tab.view->evaluation()->model == tab.program.session.model());
}

TEST_CASE("the window is closed while an evaluation runs") {
  test::TemporaryFolder folder;
  for (int round = 0; round < 3; ++round) {
    DataTab tab(folder, kMany);
    tab.open();
    if (round > 0) wait_until([&] { return tab.view->evaluation() != nullptr; }, kPatience);
    tab.program.window.close();
  }
}

TEST_CASE("a training does not have the data evaluated at every step, its end does") {
  test::TemporaryFolder folder;
  DataTab tab(folder, kFew);
  tab.open();
  REQUIRE(tab.evaluated());
  const auto first = tab.view->evaluation()->model;
  emit tab.program.window.train_requested(small_training(tab.word.toStdString(), 3));
  bool evaluated_meanwhile = false;
  REQUIRE(wait_until([&] {
    evaluated_meanwhile = evaluated_meanwhile || (!tab.trained && tab.program.training.busy() &&
                                                  tab.status.phase == ui::TrainingPhase::running &&
                                                  tab.view->evaluation()->model != first);
    return tab.trained;
  }, kPatience));
  REQUIRE_FALSE(evaluated_meanwhile);
  REQUIRE(wait_until([&] {
    return tab.view->evaluation()->model == tab.program.session.model() && tab.view->evaluation()->complete();
  }, kPatience));
}

}  // namespace convlens::app
