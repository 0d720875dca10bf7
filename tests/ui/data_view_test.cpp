#include "ui/views/data_view.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <filesystem>
#include <iostream>

#include "core/data/dataset.h"
#include "tests/ui/data_support.h"
#include "ui/widgets/confusion_matrix.h"
#include "ui/widgets/picture_grid.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

constexpr int kPictures = 80;

struct Browser {
  test::TemporaryFolder folder;
  QString word = drawn_data(folder, kPictures);
  std::shared_ptr<const Model> model = untrained("lenet5");
  DataView view;
  JobsOnDemand jobs{view};

  Browser() {
    view.resize(960, 320);
    view.show_data_sets({QStringLiteral("generated")}, QStringLiteral("generated"));
    view.choose_data_set(word);
  }
  void look() {
    show_and_wait(view);
    view.show_frame(frame_of(model, drawn_seven()));
  }
  void look_at_result() {
    look();
    jobs.run();
    REQUIRE(view.evaluation());
  }
  ConfusionMatrix& matrix() { return *view.findChild<ConfusionMatrix*>(); }
  PictureGrid& grid() { return *view.findChild<PictureGrid*>(); }
  QToolButton& chip() { return *view.findChild<QToolButton*>("cell_chip"); }
  QPushButton& button(const QString& text) {
    for (auto* button : view.findChildren<QPushButton*>())
      if (button->text() == text) return *button;
    FAIL("no button " << text.toStdString());
    throw std::logic_error("unreachable");
  }
  bool says(const QString& text) {
    const auto labels = view.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](QLabel* label) { return label->isVisible() && label->text().contains(text); });
  }
  /// A wrong cell that has pictures.
  ConfusionCell error_cell() {
    const auto& confusion = view.evaluation()->confusion;
    for (int truth = 0; truth < 10; ++truth)
      for (int predicted = 0; predicted < 10; ++predicted)
        if (truth != predicted && confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predicted)] > 0)
          return {truth, predicted};
    FAIL("the untrained network makes no error");
    return {};
  }
};

}  // namespace

TEST_CASE("the data browser evaluates once when it is first seen, and then leaves the pen alone") {
  Browser browser;
  browser.view.show_frame(frame_of(browser.model, drawn_seven()));
  CHECK(browser.jobs.asked == 0);  // hidden
  browser.look();
  CHECK(browser.jobs.asked == 1);
  browser.jobs.run();
  for (int i = 0; i < 5; ++i) browser.view.show_frame(frame_of(browser.model, drawn_seven()));
  CHECK(browser.jobs.asked == 1);
  CHECK(browser.grid().count() == kPictures);
  CHECK_FALSE(browser.button("Evaluate again").isVisible());
}

TEST_CASE("the matrix and the accuracy are core's") {
  Browser browser;
  browser.look_at_result();
  ThreadPool pool(2);
  const auto samples = open_dataset(DatasetName::parse(browser.word.toStdString()), Split::test, {});
  const auto expected = evaluate(*browser.model, *samples, pool);
  CHECK(browser.view.evaluation()->confusion == expected->confusion);
  CHECK(browser.view.evaluation()->correct == expected->correct);
  for (int truth = 0; truth < 10; ++truth)
    for (int predicted = 0; predicted < 10; ++predicted)
      CHECK(browser.matrix().count({truth, predicted}) ==
            expected->confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predicted)]);
  CHECK(browser.says(QString::number(100 * expected->accuracy(), 'f', 2)));
}

TEST_CASE("pictures are filtered and ordered by class, fault and confidence") {
  Browser browser;
  browser.look_at_result();
  const DataEvaluation& evaluation = *browser.view.evaluation();
  const auto answer = [&](int i) { return evaluation.answers[static_cast<std::size_t>(i)]; };
  const auto label = [&](int i) { return evaluation.samples->label(static_cast<std::size_t>(i)); };
  const auto wrong = [&](int i) { return answer(i).predicted != label(i); };
  const auto first = filtered_pictures(evaluation, {});
  REQUIRE(first.size() == kPictures);
  for (std::size_t i = 1; i < first.size(); ++i) {
    CHECK(wrong(first[i - 1]) >= wrong(first[i]));
    if (wrong(first[i - 1]) == wrong(first[i])) CHECK(answer(first[i - 1]).p >= answer(first[i]).p);
  }
  const auto only = filtered_pictures(evaluation, {.class_index = -1,
                                                   .which = WhichPictures::only_wrong,
                                                   .order = PictureOrder::least_sure_first,
                                                   .cell = std::nullopt});
  CHECK(only.size() == evaluation.total() - evaluation.correct);
  for (std::size_t i = 1; i < only.size(); ++i) CHECK(answer(only[i - 1]).p <= answer(only[i]).p);
  const auto threes = filtered_pictures(evaluation, {.class_index = 3,
                                                     .which = WhichPictures::all,
                                                     .order = PictureOrder::surest_first,
                                                     .cell = std::nullopt});
  CHECK(threes.size() == kPictures / 10);
  for (const int i : threes) CHECK(label(i) == 3);
  CHECK(filtered_pictures(evaluation, {.cell = ConfusionCell{0, 1}}).size() ==
        static_cast<std::size_t>(evaluation.confusion[0][1]));
}

TEST_CASE("a cell tells its images under the cursor and opens them - a chip tells so and closes it") {
  Browser browser;
  browser.look_at_result();
  const ConfusionCell cell = browser.error_cell();
  const int images = browser.matrix().count(cell);
  const QPoint at = browser.matrix().cell_rect(cell).center().toPoint();
  QSignalSpy hovered(&browser.view, &ui::View::hovered);
  QTest::mouseMove(&browser.matrix(), at);
  REQUIRE(hovered.count() > 0);
  const QString told = hovered.last()[0].toString();
  CHECK(told.startsWith(QString("true %1, read as %2: %3").arg(cell.truth).arg(cell.predicted).arg(images)));
  CHECK(browser.matrix().accessibleDescription() == told);

  CHECK_FALSE(browser.chip().isVisible());
  QTest::mouseClick(&browser.matrix(), Qt::LeftButton, {}, at);
  CHECK(browser.grid().count() == images);
  for (int place = 0; place < images; ++place) {
    const auto index = static_cast<std::size_t>(browser.view.picture_at(place));
    CHECK(browser.view.evaluation()->samples->label(index) == cell.truth);
    CHECK(browser.view.evaluation()->answers[index].predicted == cell.predicted);
  }
  REQUIRE(browser.chip().isVisible());
  CHECK(browser.chip().text().contains(QString::number(cell.predicted)));
  QTest::mouseClick(&browser.chip(), Qt::LeftButton);
  CHECK(browser.grid().count() == kPictures);
  CHECK_FALSE(browser.chip().isVisible());
  CHECK_FALSE(browser.matrix().chosen().has_value());
}

TEST_CASE("the matrix is walked and opened by keyboard") {
  Browser browser;
  browser.look_at_result();
  browser.matrix().setFocus(Qt::TabFocusReason);
  QSignalSpy chosen(&browser.matrix(), &ConfusionMatrix::cell_chosen);
  for (const int key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Left, Qt::Key_Left, Qt::Key_Right})
    QTest::keyClick(&browser.matrix(), static_cast<Qt::Key>(key));
  QTest::keyClick(&browser.matrix(), Qt::Key_Return);
  REQUIRE(chosen.count() == 1);
  CHECK(chosen[0][0].value<ConfusionCell>() == ConfusionCell{2, 1});
  CHECK(browser.matrix().chosen() == ConfusionCell{2, 1});
  QTest::keyClick(&browser.matrix(), Qt::Key_Return);  // once more: closed
  CHECK_FALSE(browser.matrix().chosen().has_value());
  CHECK(browser.grid().count() == kPictures);
}

TEST_CASE("a picture that is clicked, or chosen by keyboard, is asked to become the input as it is") {
  Browser browser;
  browser.look_at_result();
  std::vector<Input> inputs;
  QObject::connect(&browser.view, &ui::View::input_requested, [&](const Input& input) { inputs.push_back(input); });
  QTest::mouseClick(browser.grid().viewport(), Qt::LeftButton, {}, browser.grid().picture_rect(2).center());
  browser.grid().setFocus();
  QTest::keyClick(&browser.grid(), Qt::Key_Right);
  CHECK(inputs.size() == 1);
  QTest::keyClick(&browser.grid(), Qt::Key_Return);
  REQUIRE(inputs.size() == 2);
  for (int i = 0; i < 2; ++i) {
    const auto index = static_cast<std::size_t>(browser.view.picture_at(2 + i));
    const Samples& samples = *browser.view.evaluation()->samples;
    const auto pixels = std::get<NetworkPixels>(inputs[static_cast<std::size_t>(i)].content);
    std::vector<float> expected(samples.shape().size());
    samples.read(index, 0, expected);
    CHECK(std::ranges::equal(pixels->values(), expected));
    CHECK(inputs[static_cast<std::size_t>(i)].true_label == samples.label(index));
  }
}

TEST_CASE("other weights make the results stale: dimmed, with a button, and no evaluation of its own accord") {
  Browser browser;
  browser.look_at_result();
  const QImage fresh = browser.matrix().grab().toImage();
  const auto other = std::make_shared<const Model>(initialised_model(browser.model->graph, 2));
  browser.view.show_frame(frame_of(other, drawn_seven()));
  CHECK(browser.jobs.asked == 1);
  CHECK(browser.matrix().grab().toImage() != fresh);
  CHECK(browser.says("other weights"));
  REQUIRE(browser.button("Evaluate again").isVisible());
  QTest::mouseClick(&browser.button("Evaluate again"), Qt::LeftButton);
  REQUIRE(browser.jobs.asked == 2);
  browser.jobs.run();
  CHECK(browser.view.evaluation()->model == other);
  CHECK_FALSE(browser.button("Evaluate again").isVisible());
}

TEST_CASE("during a training nothing is evaluated again - at its end it is, with the last weights") {
  Browser browser;
  browser.look_at_result();
  browser.view.show_training(true);
  std::shared_ptr<const Model> weights;
  for (std::uint64_t seed = 2; seed < 6; ++seed) {
    weights = std::make_shared<const Model>(initialised_model(browser.model->graph, seed));
    browser.view.show_frame(frame_of(weights, drawn_seven()));
  }
  CHECK(browser.jobs.asked == 1);
  browser.view.show_training(false);
  CHECK(browser.jobs.asked == 2);
  // The last weights are shown a moment after the end was told.
  const auto last = std::make_shared<const Model>(initialised_model(browser.model->graph, 9));
  browser.view.show_frame(frame_of(last, drawn_seven()));
  CHECK(browser.jobs.asked == 3);
  browser.jobs.run();
  CHECK(browser.view.evaluation()->model == last);
  browser.view.show_frame(frame_of(last, drawn_seven()));
  CHECK(browser.jobs.asked == 3);
}

TEST_CASE("partial results are shown - cancelled in the middle they stay, and can be begun again") {
  Browser browser;
  browser.look();
  browser.jobs.run_until_partial();
  REQUIRE(browser.view.evaluation());
  const std::size_t done = browser.view.evaluation()->done;
  CHECK(done > 0);
  CHECK(done < kPictures);
  CHECK(browser.grid().count() == static_cast<int>(done));
  REQUIRE(QTest::qWaitFor([&] { return browser.button("Cancel").isVisible(); }));
  QTest::mouseClick(&browser.button("Cancel"), Qt::LeftButton);
  CHECK(browser.jobs.cancelled == 1);
  CHECK_FALSE(browser.button("Cancel").isVisible());
  CHECK(browser.says("stopped"));
  CHECK(browser.grid().count() == static_cast<int>(done));
  browser.jobs.run();  // what a cancelled job still tells is dropped
  CHECK(browser.view.evaluation()->done == done);
  QTest::mouseClick(&browser.button("Evaluate again"), Qt::LeftButton);
  browser.jobs.run();
  CHECK(browser.view.evaluation()->complete());
}

TEST_CASE("data that does not fit the network is said in one sentence with both shapes") {
  Browser browser;
  browser.model = untrained("tinyvgg");
  browser.look();
  browser.jobs.run();
  CHECK(browser.says(QString::fromUtf8("1×28×28")));
  CHECK(browser.says(QString::fromUtf8("3×")));
  CHECK_FALSE(browser.grid().isVisible());
  browser.view.show_frame(frame_of("lenet5"));  // another network may do
  browser.jobs.run();
  CHECK(browser.grid().isVisible());
  browser.view.choose_data_set("strokes:/nowhere/at/all.jsonl");
  browser.jobs.run();
  CHECK(browser.says("all.jsonl"));
  browser.view.choose_data_set(browser.word);
  browser.view.show_frame(frame_of("lenet5"));
  browser.jobs.run();
  CHECK(browser.grid().isVisible());
}

TEST_CASE("a folder of colour images fits a network that takes such") {
  Browser browser;
  browser.model = untrained("tinyvgg");
  const Shape& shape = browser.model->graph->input_shape();
  REQUIRE(shape.channels == 3);
  for (int name = 0; name < 4; ++name) {
    const auto folder = browser.folder / "pictures" / std::string(name % 2 == 0 ? "even" : "odd");
    std::filesystem::create_directories(folder);
    QImage picture(shape.width, shape.height, QImage::Format_RGB32);
    picture.fill(QColor(200, 40 * name, 10));
    REQUIRE(picture.save(QString::fromStdString((folder / (std::to_string(name) + ".png")).string())));
  }
  browser.view.choose_data_set("folder:" + QString::fromStdString((browser.folder / "pictures").string()));
  browser.look();
  browser.jobs.run();
  REQUIRE(browser.view.evaluation());
  REQUIRE(browser.grid().count() == 4);
  std::vector<Input> inputs;
  QObject::connect(&browser.view, &ui::View::input_requested, [&](const Input& input) { inputs.push_back(input); });
  QTest::mouseClick(browser.grid().viewport(), Qt::LeftButton, {}, browser.grid().picture_rect(0).center());
  REQUIRE(inputs.size() == 1);
  const auto pixels = std::get<NetworkPixels>(inputs[0].content);
  CHECK(pixels->shape() == shape);
  CHECK(pixels->at(0, 0, 5, 5) == 200 / 255.0f);
  CHECK(browser.grid().grab().toImage().pixelColor(browser.grid().picture_rect(0).center()).red() == 200);
}

TEST_CASE("every control of the data browser has an accessible name and takes the keyboard") {
  Browser browser;
  browser.look_at_result();
  QTest::mouseClick(&browser.matrix(), Qt::LeftButton, {},
                    browser.matrix().cell_rect(browser.error_cell()).center().toPoint());
  int seen = 0;
  for (QWidget* widget : browser.view.findChildren<QWidget*>()) {
    const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                         qobject_cast<ConfusionMatrix*>(widget) || qobject_cast<PictureGrid*>(widget);
    if (!control || !widget->isVisible() || widget->objectName().startsWith("qt_")) continue;
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
    REQUIRE(face);
    INFO(widget->metaObject()->className());
    CHECK_FALSE(face->text(QAccessible::Name).isEmpty());
    CHECK(widget->focusPolicy() != Qt::NoFocus);
    ++seen;
  }
  CHECK(seen >= 5);
}

// Not part of the tests, which never judge by the clock: what ten thousand images cost the GUI thread.
TEST_CASE("milliseconds of the data browser", "[.timing]") {
  Browser browser;
  browser.view.choose_data_set("generated");
  browser.look_at_result();
  REQUIRE(browser.grid().count() == 10000);
  const auto median_ms = [](auto work) {
    std::vector<qint64> times;
    for (int i = 0; i < 51; ++i) {
      QElapsedTimer clock;
      clock.start();
      work();
      times.push_back(clock.nsecsElapsed());
    }
    std::ranges::nth_element(times, times.begin() + 25);
    return static_cast<double>(times[25]) / 1e6;
  };
  QScrollBar* bar = browser.grid().verticalScrollBar();
  std::cout << "a page further, painted: " << median_ms([&] {
    bar->setValue(bar->value() + bar->pageStep());
    browser.grid().viewport()->repaint();
  }) << " ms\n";
  std::cout << "filtered and ordered: " << median_ms([&] { filtered_pictures(*browser.view.evaluation(), {}); })
            << " ms\n";
  std::cout << "matrix painted: " << median_ms([&] { browser.matrix().repaint(); }) << " ms\n";
  const FramePtr frame = frame_of(browser.model, drawn_seven());
  std::cout << "a frame of the same weights: " << median_ms([&] { browser.view.show_frame(frame); }) << " ms\n";
}
