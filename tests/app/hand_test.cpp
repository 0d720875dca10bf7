#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <array>
#include <cmath>
#include <fstream>
#include <future>

#include "app/job_runner.h"
#include "app/own_hand.h"
#include "app/resources.h"
#include "core/data/generated.h"
#include "core/data/own_drawings.h"
#include "core/formats/onnx.h"
#include "tests/app/support.h"
#include "tests/support/broken_files.h"
#include "tests/support/mirrored_digits.h"
#include "tests/support/paper_page.h"
#include "tests/support/process.h"
#include "ui/docks/digits_page.h"
#include "ui/views/data_choice.h"
#include "ui/views/hand_view.h"
#include "ui/views/inspector.h"
#include "ui/widgets/digit_boxes.h"
#include "ui/widgets/label_buttons.h"
#include "ui/widgets/picture_grid.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

/// The seven of the other tests as in a mirror: no network has seen such a one.
std::vector<std::vector<QPointF>> odd_seven() {
  auto strokes = seven();
  strokes.pop_back();  // without the bar
  for (auto& stroke : strokes)
    for (QPointF& point : stroke) point.setX(1 - point.x());
  return strokes;
}

/// Some weight of the first convolution.
template <typename AnyModel>
auto& one_weight(AnyModel& model) {
  return model.parameter(model.graph->node(model.graph->find("conv1")).parameters.front()).front();
}

/// A person at the window.
struct Teacher {
  explicit Teacher(TestProgram& program) : test(program) {}

  TestProgram& test;
  ui::MainWindow& window() { return test.program.window; }
  ui::HandView& view() { return *window().findChild<ui::HandView*>(); }
  ui::PictureGrid& grid() { return *view().findChild<ui::PictureGrid*>(); }
  QPushButton& button(const QString& text) {
    for (auto* one : view().findChildren<QPushButton*>())
      if (one->text() == text) return *one;
    FAIL("no button " << text.toStdString());
    throw std::logic_error("unreachable");
  }

  void open_view() {
    auto* inspector = window().findChild<ui::Inspector*>();
    inspector->setCurrentWidget(&view());
  }
  void draw(const std::vector<std::vector<QPointF>>& strokes) {
    test.pad().clear();
    for (const auto& stroke : strokes) draw_stroke(test.pad(), stroke);
    REQUIRE(test.answered());
  }
  int read() { return ui::ranked(test.frame->probabilities).front(); }
  void correct(int label) {
    QPushButton* key = window().findChild<ui::LabelButtons*>()->button(label);
    REQUIRE(key->isVisible());
    REQUIRE(key->isEnabled());
    const int before = grid().count();
    QTest::mouseClick(key, Qt::LeftButton);
    REQUIRE(wait_until([&] { return grid().count() == before + 1; }, kPatience));
  }
  void wait_for_frame_of(const std::shared_ptr<const Model>& model) {
    REQUIRE(wait_until([&] { return test.frame->model == model && !view().is_busy(); }, kPatience));
  }
  std::shared_ptr<const Model> teach() {
    const auto before = test.program.session.model();
    REQUIRE(button("Teach").isEnabled());
    QTest::mouseClick(&button("Teach"), Qt::LeftButton);
    REQUIRE(wait_until([&] { return test.program.session.model() != before; }, kPatience));
    const auto after = test.program.session.model();
    wait_for_frame_of(after);
    return after;
  }
};

}  // namespace

TEST_CASE(
    "drawn, corrected and taught, the answer is another - undo gives the old weights and answer back bit for "
    "bit") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  Teacher teacher(test);
  teacher.open_view();
  REQUIRE_FALSE(teacher.button("Teach").isEnabled());
  teacher.draw(odd_seven());
  REQUIRE(teacher.read() != 7);
  teacher.correct(7);
  const auto kept = read_own_drawings(folder / "drawings.jsonl").drawings;
  REQUIRE(kept.size() == 1);
  REQUIRE(kept[0].label == 7);
  REQUIRE(kept[0].strokes == test.pad().drawing().strokes);
  teacher.view().choose_data_set("generated");

  const auto before = test.program.session.model();
  const std::vector<float> old_answer = test.frame->probabilities;
  const auto after = teacher.teach();
  REQUIRE(after->graph == before->graph);
  REQUIRE(teacher.read() == 7);
  REQUIRE(teacher.view().captions(0).front().startsWith("a 7: "));
  REQUIRE(teacher.view().captions(0).front().endsWith(QString::fromUtf8("→ 7")));
  REQUIRE(teacher.window().windowTitle().contains("taught your hand"));
  const ui::HandTeachingPtr teaching = teacher.view().teaching();
  REQUIRE(teaching->result.after == after);
  REQUIRE(tally_of(teaching->result, false).after == 1);

  REQUIRE(teacher.button("Undo").isEnabled());
  QTest::mouseClick(&teacher.button("Undo"), Qt::LeftButton);
  REQUIRE(test.program.session.model() == before);
  teacher.wait_for_frame_of(before);
  REQUIRE(test.frame->probabilities == old_answer);
  REQUIRE_FALSE(teacher.button("Undo").isEnabled());
  REQUIRE_FALSE(teacher.window().windowTitle().contains("taught"));
  // What was drawn is kept all the same.
  REQUIRE(teacher.grid().count() == 1);
}

TEST_CASE(
    "the window's teaching is the command line's: the same figures, byte by byte, and the same weights") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  Teacher teacher(test);
  teacher.open_view();
  for (const Drawing& drawing : test::mirrored_digits(7, 5, 3)) test.program.hand.keep(drawing);
  REQUIRE(wait_until([&] { return teacher.grid().count() == 5; }, kPatience));
  teacher.view().choose_data_set("generated");
  auto* freeze = teacher.view().findChild<QComboBox*>("freeze");
  freeze->setCurrentIndex(freeze->findData("conv1"));
  teacher.view().findChild<QCheckBox*>()->setChecked(true);
  const auto after = teacher.teach();
  test.program.window.set_selection({after->graph->find("conv2"), 0, std::nullopt, -1});
  const ui::Exporter files = teacher.view().exporter();
  REQUIRE(files);
  const auto path = [&](const char* name) { return (folder / name).string(); };
  const test::Outcome ended =
      test::run({"teach", "--model", "digits", "--drawings", path("drawings.jsonl"), "--data", "generated",
                 "--out", path("taught.onnx"), "--freeze", "conv1", "--leave-out", "5", "--figures",
                 path("figures"), "--layer", "conv2"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(load_onnx(folder / "taught.onnx").parameters == after->parameters);
  int compared = 0;
  for (const FigureFile& file : files()) {
    if (file.name.ends_with(".csv")) continue;
    INFO(file.name);
    const test::Bytes bytes = test::get(folder.path() / "figures" / file.name);
    CHECK(std::string(bytes.begin(), bytes.end()) == file.bytes);
    ++compared;
  }
  CHECK(compared == 6);
}

TEST_CASE("what is read in a photograph is kept with its label: one digit, or one of several") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  Teacher teacher(test);
  teacher.open_view();
  auto* labels = teacher.window().findChild<ui::LabelButtons*>();
  Image page = test::photographed_paper();
  const Drawing four = generate_digit(4, 3, 0, 0), seven = generate_digit(7, 3, 0, 2);
  test::write_on(page, four, 60, 120);
  teacher.window().set_input({cropped(page, 0, 0, 250, test::kPageHeight), std::nullopt});
  REQUIRE(test.answered());
  CHECK(labels->button(4)->isEnabled());
  teacher.correct(4);

  test::write_on(page, seven, 380, 120);
  teacher.window().set_input({page, std::nullopt});
  auto* several = teacher.window().findChild<ui::DigitsPage*>();
  REQUIRE(wait_until([&] { return several->isVisible(); }, kPatience));
  QTest::mouseClick(several->boxes(), Qt::LeftButton, {}, several->boxes()->box_rect(1).center().toPoint());
  teacher.correct(7);

  const auto kept = read_own_drawings(folder / "drawings.jsonl").drawings;
  REQUIRE(kept.size() == 2);
  const std::array written{four, seven};
  for (std::size_t i = 0; i < kept.size(); ++i) {
    CHECK(kept[i].label == written[i].label);
    const auto mine = prepare_drawing(kept[i]).pixels, theirs = prepare_drawing(written[i]).pixels;
    double difference = 0;
    for (std::size_t p = 0; p < mine.size(); ++p) difference += std::abs(mine.data()[p] - theirs.data()[p]);
    CHECK(difference / static_cast<double>(mine.size()) < 0.05);
  }

  // An empty page has nothing to keep, and says so.
  teacher.window().set_input({test::photographed_paper(), std::nullopt});
  QTest::mouseClick(labels->button(3), Qt::LeftButton);
  REQUIRE(wait_until([&] { return test.message().contains("no ink"); }, kPatience));
  CHECK(read_own_drawings(folder / "drawings.jsonl").drawings.size() == 2);
}

TEST_CASE("a drawing is corrected by keyboard, walked to, made the input and removed by the keys") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  Teacher teacher(test);
  teacher.open_view();
  auto* labels = teacher.window().findChild<ui::LabelButtons*>();
  teacher.draw(seven());
  for (const int label : {4, 7}) {  // a slip, and its correction
    labels->button(label)->setFocus();
    QTest::keyClick(labels->button(label), Qt::Key_Space);
    REQUIRE(wait_until(
        [&] {
          return teacher.grid().count() == 1 &&
                 teacher.view().captions(0).front().startsWith(QString("a %1").arg(label));
        },
        kPatience));
  }
  teacher.draw({seven()[0]});
  teacher.correct(1);
  teacher.grid().setFocus();
  QTest::keyClick(&teacher.grid(), Qt::Key_Home);
  QTest::keyClick(&teacher.grid(), Qt::Key_Return);
  REQUIRE(test.answered());
  REQUIRE(test.frame->true_label == 7);
  QTest::keyClick(&teacher.grid(), Qt::Key_Delete);
  REQUIRE(wait_until([&] { return teacher.grid().count() == 1; }, kPatience));
  REQUIRE(read_own_drawings(folder / "drawings.jsonl").drawings.at(0).label == 1);
  // A picture has no strokes to keep.
  test.pad().clear();
  REQUIRE_FALSE(labels->button(3)->isEnabled());
}

TEST_CASE("a training that begins ends a teaching, and nothing is taught while it runs") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  Teacher teacher(test);
  teacher.open_view();
  teacher.draw(odd_seven());
  teacher.correct(7);
  teacher.view().choose_data_set("generated");
  QTest::mouseClick(&teacher.button("Teach"), Qt::LeftButton);
  REQUIRE(teacher.view().is_busy());
  emit test.program.window.train_requested(small_training(small_data(folder, 160), 5000));
  REQUIRE(
      wait_until([&] { return test.steps.size() > 5 && !teacher.button("Teach").isEnabled(); }, kPatience));
  REQUIRE_FALSE(teacher.view().teaching());
  test.action("Stop").trigger();
  REQUIRE(wait_until([&] { return test.trained && teacher.button("Teach").isEnabled(); }, kPatience));
  REQUIRE_FALSE(teacher.button("Undo").isEnabled());
}

TEST_CASE("what was taught of a network that is no longer shown is not used") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  const auto old = test.program.session.model();
  emit test.program.window.model_requested("lenet5");
  REQUIRE(wait_until([&] { return test.program.session.model() != old; }, kPatience));
  const auto shown = test.program.session.model();
  emit test.program.window.taught(old, std::make_shared<const Model>(*old));
  REQUIRE(test.program.session.model() == shown);
}

TEST_CASE("lines that cannot be read are complained of by number - another window's drawings are not lost") {
  test::TemporaryFolder folder;
  const fs::path file = folder / "drawings.jsonl";
  std::ofstream(file) << "no JSON\n";
  TestProgram test(folder / "checkpoints");
  test.begin();
  Teacher teacher(test);
  teacher.open_view();
  REQUIRE(wait_until([&] { return test.message().contains("line 1"); }, kPatience));
  keep_own_drawing(file, test::mirrored_digits(2, 1, 5)[0]);
  teacher.draw(seven());
  QTest::mouseClick(teacher.window().findChild<ui::LabelButtons*>()->button(7), Qt::LeftButton);
  REQUIRE(wait_until([&] { return teacher.grid().count() == 2; }, kPatience));
  REQUIRE(read_own_drawings(file).broken.size() == 1);
}

TEST_CASE("what is to be kept is written when its keeper is gone already") {
  test::TemporaryFolder folder;
  const fs::path file = folder / "drawings.jsonl";
  const auto own = test::mirrored_digits(7, 2, 3);
  {
    JobRunner files;
    std::promise<void> open;
    files.run([gate = open.get_future().share()](std::stop_token) -> JobRunner::Afterwards {
      gate.wait();
      return {};
    });
    {
      OwnHand hand(file, files);
      for (const Drawing& drawing : own) hand.keep(drawing);
    }
    open.set_value();
  }
  CHECK(read_own_drawings(file).drawings == own);
}

TEST_CASE("closing the window loses neither drawings nor what was taught, nor the way back") {
  test::TemporaryFolder folder;
  const Program::Options options{.remember = true,
                                 .checkpoints = folder / "checkpoints",
                                 .own_drawings = folder / "drawings.jsonl",
                                 .mirror = {}};
  QSettings().remove("model");
  const auto own = test::mirrored_digits(7, 2, 3);
  std::shared_ptr<const Model> first, taught_model;
  const auto begun = [](Program& program) {
    program.begin();
    REQUIRE(wait_until([&] { return program.session.model() != nullptr; }, kPatience));
  };
  {
    Program program(options);
    begun(program);
    first = program.session.model();
    for (const Drawing& drawing : own) program.hand.keep(drawing);
    // Twice: the way back is to the last one.
    for (const float factor : {1.5f, 2.0f}) {
      auto other = std::make_shared<Model>(*program.session.model());
      one_weight(*other) *= factor;
      program.taught.take(program.session.model(), other);
    }
    taught_model = program.session.model();
    program.window.close();
  }
  {
    Program program(options);
    bool possible = false;
    std::vector<Drawing> drawings;
    QObject::connect(&program.taught, &TaughtModels::undo_possible, [&](bool now) { possible = now; });
    QObject::connect(&program.hand, &OwnHand::changed,
                     [&](const std::vector<Drawing>& all) { drawings = all; });
    begun(program);
    CHECK(program.session.model()->parameters == taught_model->parameters);
    REQUIRE(wait_until([&] { return possible && drawings.size() == own.size(); }, kPatience));
    CHECK(drawings == own);
    program.taught.undo();
    CHECK(one_weight(*program.session.model()) == one_weight(*first) * 1.5f);
    CHECK(program.session.model()->graph->names() == first->graph->names());
    program.window.close();
  }
  {
    Program program(options);
    begun(program);
    CHECK(one_weight(*program.session.model()) == one_weight(*first) * 1.5f);
    // Taught once from what ships: undone, the program begins with that again.
    emit program.window.model_requested("digits");
    REQUIRE(wait_until([&] { return program.session.word() == "digits"; }, kPatience));
    const auto shipped = program.session.model();
    program.taught.take(shipped, std::make_shared<Model>(*shipped));
    program.taught.undo();
    CHECK(program.session.model() == shipped);
    program.window.close();
  }
  {
    Program program(options);
    begun(program);
    CHECK(program.session.word() == "digits");
    CHECK_FALSE(fs::exists(user_data_folder() / "before-teaching.onnx"));
    program.window.close();
  }
  QSettings().clear();
}

}  // namespace convlens::app
