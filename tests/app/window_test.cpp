#include <QAction>

#include "tests/app/support.h"

namespace convlens::app {

TEST_CASE("the theme is switched there and back while the window is used") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  for (const bool dark : {true, false, true, false}) {
    test.program.window.set_dark(dark);
    REQUIRE(test.program.window.is_dark() == dark);
    test.pad().clear();
    draw_stroke(test.pad(), seven()[0]);
    REQUIRE(test.answered());
    const QColor background = test.program.window.grab().toImage().pixelColor(2, test.program.window.height() / 2);
    REQUIRE((background.lightness() < 128) == dark);
  }
}

TEST_CASE("the language is switched there and back while the window is used") {
  test::TemporaryFolder folder;
  TestProgram test(folder.path());
  test.begin();
  for (const char* language : {"zh_CN", "en", "zh_CN", "en"}) {
    emit test.program.window.language_requested(language);
    draw_stroke(test.pad(), seven()[1]);
    REQUIRE(test.answered());
  }
  REQUIRE(test.action("Train").isEnabled());
}

}  // namespace convlens::app
