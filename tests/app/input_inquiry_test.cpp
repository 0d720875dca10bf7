#include <QRadioButton>
#include <filesystem>
#include <fstream>

#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "tests/app/support.h"
#include "tests/support/process.h"
#include "ui/input_dialog.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

/// Somebody else's: colour pictures in, four numbers out, no word about pixels or classes.
Model foreign_network() {
  auto graph = std::make_shared<Graph>(Shape{3, 16, 16});
  graph->add("conv", make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{3, 3}},
                                           {kOutChannels, std::int64_t{6}}}));
  graph->add("relu", make_layer("relu", {}));
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("dense", make_layer("dense", {{kOutChannels, std::int64_t{4}}}));
  graph->add("softmax", make_layer("softmax", {}));
  return initialised_model(graph, 11);
}

struct Desk : TestProgram {
  explicit Desk(const test::TemporaryFolder& folder) : TestProgram(folder.path()) { begin(); }

  ui::InputDialog* dialog() {
    for (auto* found : program.window.findChildren<ui::InputDialog*>())
      if (found->isVisible()) return found;
    return nullptr;
  }
  /// Opens it and waits until it is what is answered by.
  void open(const fs::path& path) {
    const auto before = program.session.model();
    emit program.window.model_requested(QString::fromStdString(path.string()));
    REQUIRE(wait_until([&] { return program.session.model() != before; }, kPatience));
    REQUIRE(shown_answers());
  }
  bool shown_answers() {
    return wait_until([this] { return frame->model == program.session.model(); }, kPatience);
  }
  void choose(const QString& range) {
    for (auto* choice : dialog()->findChildren<QRadioButton*>())
      if (choice->text() == range)
        return QTest::mouseClick(choice, Qt::LeftButton, {}, {8, choice->height() / 2});
    FAIL("no choice " << range.toStdString());
  }
  void press(QDialogButtonBox::StandardButton button) {
    QTest::mouseClick(dialog()->findChild<QDialogButtonBox*>()->button(button), Qt::LeftButton);
  }
  void use_answer() {
    const auto before = program.session.model();
    press(QDialogButtonBox::Ok);
    REQUIRE(wait_until([&] { return program.session.model() != before && !dialog(); }, kPatience));
    REQUIRE(shown_answers());
  }
};

/// What `convlens describe` makes of the file.
fs::path described_by_command(const fs::path& model, const fs::path& names, const fs::path& out) {
  const test::Outcome ended = test::run({"describe", model.string(), "--pixels", "caffe", "--order", "bgr",
                                         "--classes", names.string(), "--out", out.string()});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  return out;
}

}  // namespace

TEST_CASE("how its input is, is asked once for the same bytes, and the answer is what describe makes") {
  const test::TemporaryFolder folder;
  Desk desk(folder);
  // Bytes that no other case has described.
  Model foreign = foreign_network();
  foreign.metadata["note"] = "asked once";
  save_onnx(folder / "foreign.onnx", foreign);
  write_file(folder / "names.txt", std::string_view("cat\ndog\nbird\nfish\n"));
  CHECK_FALSE(desk.action("Describe the input…").isEnabled());
  desk.open(folder / "foreign.onnx");
  REQUIRE(wait_until([&] { return desk.dialog() != nullptr; }, kPatience));
  CHECK_FALSE(desk.dialog()->isModal());
  CHECK(desk.dialog()->answer() == InputAnswer{});
  const std::vector<float> as_it_was = desk.frame->probabilities;

  desk.choose("Caffe");
  auto* order = desk.dialog()->findChild<QComboBox*>();
  order->setFocus();
  QTest::keyClick(order, Qt::Key_Down);
  emit desk.dialog()->class_names_chosen(QString::fromStdString((folder / "names.txt").string()));
  REQUIRE(wait_until([&] { return !desk.dialog()->answer().class_names.empty(); }, kPatience));
  const InputAnswer expected{
      .range = "caffe", .blue_first = true, .class_names = {"cat", "dog", "bird", "fish"}};
  CHECK(desk.dialog()->answer() == expected);
  desk.use_answer();
  const auto described = desk.program.session.model();
  const std::vector<float> answer = desk.frame->probabilities;
  CHECK(answer != as_it_was);
  CHECK(described->class_names == expected.class_names);
  CHECK(desk.program.session.name().text() == "foreign.onnx");

  // The command line's file says how its input is: nobody asks, and the answers are the same to the last bit.
  desk.open(described_by_command(folder / "foreign.onnx", folder / "names.txt", folder / "described.onnx"));
  CHECK(desk.frame->probabilities == answer);
  CHECK(desk.program.session.model()->parameters == described->parameters);
  CHECK(desk.dialog() == nullptr);
  CHECK_FALSE(desk.action("Describe the input…").isEnabled());

  fs::rename(folder / "foreign.onnx", folder / "another name.onnx");
  desk.open(folder / "another name.onnx");
  CHECK(desk.frame->probabilities == answer);
  CHECK(desk.dialog() == nullptr);

  // Changed later.
  REQUIRE(desk.action("Describe the input…").isEnabled());
  desk.action("Describe the input…").trigger();
  REQUIRE(wait_until([&] { return desk.dialog() != nullptr; }, kPatience));
  CHECK(desk.dialog()->answer() == expected);
  desk.choose("0 to 1");
  order = desk.dialog()->findChild<QComboBox*>();
  order->setFocus();
  QTest::keyClick(order, Qt::Key_Up);
  desk.use_answer();
  CHECK(desk.frame->probabilities == as_it_was);
}

TEST_CASE("each choice shows its answer to the picture of the moment, and follows the pen") {
  const test::TemporaryFolder folder;
  Desk desk(folder);
  Model foreign = foreign_network();
  foreign.metadata["note"] = "previews";
  save_onnx(folder / "foreign.onnx", foreign);
  ui::InputPreviews previews;
  QObject::connect(&desk.program.session.inquiry(), &InputInquiry::previewed, &desk.program.window,
                   [&](const ui::InputPreviews& news) { previews = news; });
  const auto expected = [&] {
    std::vector<float> largest;
    for (const std::string& range : input_ranges()) {
      Activations run;
      const Model described = with_answer(foreign, {.range = range});
      forward(described, desk.frame->activations->input.view(), run);
      const auto values = run.of(described.graph->output()).values();
      largest.push_back(*std::max_element(values.begin(), values.end()));
    }
    return largest;
  };
  const auto as_expected = [&] {
    const std::vector<float> largest = expected();
    if (previews.size() != largest.size()) return false;
    for (std::size_t i = 0; i < largest.size(); ++i)
      if (std::abs(previews[i].probability - largest[i]) > 1e-4f) return false;
    return true;
  };
  desk.open(folder / "foreign.onnx");
  REQUIRE(wait_until(as_expected, kPatience));
  desk.pad().clear();
  for (const auto& stroke : seven()) draw_stroke(desk.pad(), stroke);
  REQUIRE(desk.answered());
  REQUIRE(wait_until(as_expected, kPatience));
}

TEST_CASE(
    "a question that is put off comes again, another network takes it back, and what cannot be is said in "
    "it") {
  const test::TemporaryFolder folder;
  Desk desk(folder);
  Model foreign = foreign_network();
  foreign.metadata["note"] = "put off";
  save_onnx(folder / "foreign.onnx", foreign);
  desk.open(folder / "foreign.onnx");
  REQUIRE(wait_until([&] { return desk.dialog() != nullptr; }, kPatience));
  QTest::keyClick(desk.dialog(), Qt::Key_Escape);
  REQUIRE(wait_until([&] { return desk.dialog() == nullptr; }, kPatience));
  desk.open(folder / "foreign.onnx");
  REQUIRE(wait_until([&] { return desk.dialog() != nullptr; }, kPatience));

  write_file(folder / "two.json", std::string_view(R"(["cat", "dog"])"));
  emit desk.dialog()->class_names_chosen(QString::fromStdString((folder / "two.json").string()));
  const auto problem = [&] {
    for (auto* label : desk.dialog()->findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains("two.json")) return true;
    return false;
  };
  REQUIRE(wait_until(problem, kPatience));
  CHECK(desk.dialog()->answer().class_names.empty());

  emit desk.program.window.model_requested("digits");
  REQUIRE(wait_until([&] { return desk.dialog() == nullptr; }, kPatience));
  CHECK_FALSE(desk.action("Describe the input…").isEnabled());
}

}  // namespace convlens::app
