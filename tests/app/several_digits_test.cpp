#include <QClipboard>
#include <QLabel>

#include "core/data/generated.h"
#include "core/model/presets.h"
#include "core/training/read_digits.h"
#include "tests/app/support.h"
#include "tests/support/paper_page.h"
#include "ui/docks/digits_page.h"
#include "ui/docks/input_panel.h"
#include "ui/paint/map_image.h"
#include "ui/widgets/digit_boxes.h"

namespace convlens::app {
namespace {

const std::vector<int> kWritten{4, 0, 7, 2};

Image page_of(const std::vector<int>& digits) {
  Image page = test::photographed_paper();
  for (std::size_t i = 0; i < digits.size(); ++i)
    test::write_on(page, generate_digit(digits[i], 3, 0, i), 30 + static_cast<int>(i) * 150,
                   i % 2 == 0 ? 120 : 160);
  return page;
}

/// As a user does it: the picture is copied, and pasted into the window.
void paste(TestProgram& test, const Image& page) {
  QGuiApplication::clipboard()->setImage(ui::to_qimage(page));
  test.program.window.findChild<ui::InputPanel*>()->paste();
}

struct PageTest : TestProgram {
  using TestProgram::TestProgram;
  ui::DigitsPage& page() { return *program.window.findChild<ui::DigitsPage*>(); }
  ui::DigitBoxes& boxes() { return *page().boxes(); }
  /// What the views look at is this digit of the page.
  bool answers(const ReadDigit& digit) {
    return wait_until(
        [&] {
          const auto seen = frame->activations->input.values(), wanted = digit.pixels.values();
          return frame->probabilities == digit.probabilities &&
                 std::equal(seen.begin(), seen.end(), wanted.begin());
        },
        kPatience);
  }
};

}  // namespace

TEST_CASE("a pasted picture with several digits: boxes with what was read - a click makes one the input") {
  test::TemporaryFolder folder;
  PageTest test(folder.path());
  test.begin();
  const Image page = page_of(kWritten);
  paste(test, page);
  REQUIRE(wait_until([&] { return test.page().isVisible(); }, kPatience));
  const auto expected =
      read_digits(*test.program.session.model(), ui::to_image(ui::to_qimage(page)), InkSide::automatic);
  REQUIRE(expected.size() == kWritten.size());
  REQUIRE(test.boxes().count() == 4);
  for (int i = 0; i < 4; ++i) {
    const auto& read = expected[static_cast<std::size_t>(i)];
    CHECK(read.label == kWritten[static_cast<std::size_t>(i)]);
    CHECK(test.boxes().box(i).labels.first().startsWith(QString::number(read.label) + ' '));
    CHECK(test.boxes().box(i).place.left() * page.width == Approx(read.x));
  }
  CHECK(test.boxes().current() == 0);
  CHECK(test.answers(expected[0]));

  QTest::mouseClick(&test.boxes(), Qt::LeftButton, {}, test.boxes().box_rect(2).center().toPoint());
  CHECK(test.answers(expected[2]));
  CHECK(test.boxes().accessibleDescription() == test.boxes().box(2).description);
  test.boxes().setFocus();
  QTest::keyClick(&test.boxes(), Qt::Key_Right);
  CHECK(test.answers(expected[3]));

  // Undo goes back through what was chosen, and the page follows.
  test.pad().undo();
  CHECK(test.boxes().current() == 2);
  CHECK(test.answers(expected[2]));

  // Other weights read the page again.
  const auto other = std::make_shared<const Model>(initialised_model(find_preset("digits")->build(), 5));
  test.program.session.show_model(other, {.name = "other"});
  auto again = expected;
  read_again(*other, again);
  const QString first = QString::fromStdString(class_name(*other, again[0].label));
  REQUIRE(
      wait_until([&] { return test.boxes().box(0).labels.last() == first || again[0].no_class; }, kPatience));
  CHECK(test.answers(again[2]));

  // Something else on the pad: the page goes.
  test.pad().clear();
  CHECK_FALSE(test.page().isVisible());
}

TEST_CASE("a picture with one digit or none is the input itself, as ever") {
  test::TemporaryFolder folder;
  PageTest test(folder.path());
  test.begin();
  for (const auto& digits : {std::vector<int>{8}, std::vector<int>{}}) {
    // The left part alone, where the first digit is.
    paste(test, cropped(page_of(digits), 0, 0, 180, test::kPageHeight));
    REQUIRE(test.answered());
    REQUIRE(wait_until([&] { return !test.page().is_busy(); }, kPatience));
    CHECK_FALSE(test.page().isVisible());
    CHECK(std::holds_alternative<Image>(test.program.window.input().content));
    CHECK(test.frame->prepared->has_ink == !digits.empty());
  }
}

TEST_CASE(
    "the page with several digits goes by its button, and a network of other pictures never asks for it") {
  test::TemporaryFolder folder;
  PageTest test(folder.path());
  test.begin();
  paste(test, page_of(kWritten));
  REQUIRE(wait_until([&] { return test.page().isVisible(); }, kPatience));
  auto* close = test.page().findChild<QToolButton*>();
  CHECK_FALSE(close->accessibleName().isEmpty());
  close->setFocus();
  QTest::keyClick(close, Qt::Key_Space);
  CHECK_FALSE(test.page().isVisible());
  test.program.session.show_model(
      std::make_shared<const Model>(initialised_model(find_preset("tinyvgg")->build(), 5)),
      {.name = "tinyvgg"});
  REQUIRE(wait_until([&] { return test.frame->model == test.program.session.model(); }, kPatience));
  paste(test, page_of(kWritten));
  CHECK_FALSE(test.page().is_busy());
}

// For the eyes of whoever changes the page; CONVLENS_SHOTS names the folder.
TEST_CASE("screenshots of a page with several digits", "[.screenshots]") {
  test::TemporaryFolder folder;
  PageTest test(folder.path());
  test.begin();
  paste(test, page_of(kWritten));
  REQUIRE(wait_until([&] { return test.page().isVisible(); }, kPatience));
  REQUIRE(test.answered());
  const QString place = qEnvironmentVariable("CONVLENS_SHOTS", QStringLiteral("shots"));
  for (const bool dark : {false, true}) {
    test.program.language.use(dark ? QStringLiteral("zh_CN") : QStringLiteral("en"));
    test.program.window.set_dark(dark);
    QCoreApplication::processEvents();
    test.program.window.grab().save(QStringLiteral("%1/several-%2.png").arg(place).arg(dark));
  }
}

}  // namespace convlens::app
