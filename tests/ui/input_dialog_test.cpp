#include "ui/input_dialog.h"

#include <QRadioButton>
#include <QSignalSpy>

#include "tests/ui/support.h"
#include "ui/input_words.h"
#include "ui/main_window.h"
#include "ui/path_dialogs.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

InputQuestion colour_question() {
  return {.file = QStringLiteral("resnet50.onnx"),
          .shape = {3, 224, 224},
          .guess = {"imagenet", InputClue::image_net},
          .answer = {.range = "imagenet"}};
}

QAbstractButton* choice(const InputDialog& dialog, const QString& text) {
  for (auto* button : dialog.findChildren<QRadioButton*>())
    if (button->text() == text) return button;
  FAIL("no choice " << text.toStdString());
  return nullptr;
}

bool shows(const InputDialog& dialog, const QString& text) {
  for (auto* label : dialog.findChildren<QLabel*>())
    if (label->isVisible() && label->text().contains(text)) return true;
  return false;
}

struct OneFile : PathDialogs {
  void ask_file(QWidget&, const QString&, const QString&, Chosen chosen) override {
    chosen(QStringLiteral("/names.txt"));
  }
};

}  // namespace

TEST_CASE("the guess is chosen and explained, keys and mouse choose otherwise") {
  auto* dialog = new InputDialog(colour_question());
  show_and_wait(*dialog);
  CHECK(dialog->answer() == InputAnswer{.range = "imagenet"});
  CHECK(shows(*dialog, "Guessed: ImageNet, because it has the size"));
  CHECK(shows(*dialog, "resnet50.onnx"));
  QTest::mouseClick(choice(*dialog, "Caffe"), Qt::LeftButton, {}, {8, 8});
  CHECK(dialog->answer().range == "caffe");
  QTest::keyClick(choice(*dialog, "Caffe"), Qt::Key_Up);
  CHECK(dialog->answer().range == "imagenet");
  QSignalSpy order_changed(dialog, &InputDialog::blue_first_changed),
      answered(dialog, &InputDialog::answered);
  auto* order = dialog->findChild<QComboBox*>();
  CHECK_FALSE(order->accessibleName().isEmpty());
  QTest::keyClick(order, Qt::Key_Down);
  REQUIRE(order_changed.count() == 1);
  CHECK(order_changed[0][0].toBool());
  QTest::mouseClick(button_of(*dialog, "Use this"), Qt::LeftButton);
  REQUIRE(answered.count() == 1);
  CHECK(answered[0][0].value<InputAnswer>() == InputAnswer{.range = "imagenet", .blue_first = true});
  delete dialog;
}

TEST_CASE("the order of colours is asked of colour pictures only") {
  InputQuestion question = colour_question();
  question.shape = {1, 28, 28};
  question.answer.blue_first = true;  // of a file that somebody edited
  InputDialog dialog(question);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  show_and_wait(dialog);
  CHECK_FALSE(dialog.findChild<QComboBox*>()->isVisible());
  CHECK_FALSE(dialog.answer().blue_first);
}

TEST_CASE("previews are worded with the names there are: the list's, the file's, numbers") {
  InputQuestion question = colour_question();
  InputDialog dialog(question);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  show_and_wait(dialog);
  const InputPreviews previews{{0, 0.5f}, {1, 0.25f}, {2, 1}, {1, 0.875f}, {0, 0.125f}};
  dialog.show_previews(previews);
  CHECK(shows(dialog, "1 · 87.5"));
  dialog.show_class_names({"cat", "dog", "bird"});
  CHECK(shows(dialog, "dog · 87.5"));
  CHECK(shows(dialog, "3: from cat to bird"));
  CHECK(dialog.answer().class_names.size() == 3);
  dialog.show_problem("names.txt: 2 class names");
  CHECK(shows(dialog, "names.txt: 2 class names"));
  dialog.show_class_names({"cat", "dog", "bird"});
  CHECK_FALSE(shows(dialog, "2 class names"));
  question.file_names = {"one", "two", "three"};
  InputDialog named(question);
  named.setAttribute(Qt::WA_DeleteOnClose, false);
  show_and_wait(named);
  named.show_previews(previews);
  CHECK(shows(named, "two · 87.5"));
  CHECK(named.answer().class_names.empty());
}

TEST_CASE("the window asks without blocking and hands on the file of class names") {
  MainWindow window;
  window.set_path_dialogs(std::make_unique<OneFile>());
  show_and_wait(window);
  InputDialog* dialog = window.ask_input(colour_question());
  CHECK(dialog->isVisible());
  CHECK_FALSE(dialog->isModal());
  QSignalSpy chosen(dialog, &InputDialog::class_names_chosen);
  QTest::mouseClick(button_of(*dialog, QStringLiteral("Load a list…")), Qt::LeftButton);
  REQUIRE(chosen.count() == 1);
  CHECK(chosen[0][0].toString() == "/names.txt");
  const QPointer<InputDialog> watch = dialog;
  QTest::mouseClick(button_of(*dialog, QStringLiteral("Not now")), Qt::LeftButton);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  CHECK(watch.isNull());
}

TEST_CASE("every range and every clue has its words") {
  for (const std::string& range : input_ranges()) {
    CHECK(range_words(range).name.size() > 3);
    CHECK(range_words(range).explanation.size() > 10);
  }
  for (const InputClue clue : {InputClue::batch_norm, InputClue::one_channel, InputClue::channels_last,
                               InputClue::image_net, InputClue::nothing_special})
    CHECK(clue_text(clue).size() > 10);
}
