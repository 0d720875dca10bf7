#pragma once
#include <QString>

#include "tests/app/support.h"

namespace convlens::app {

/// The whole program for pictures for the eyes of whoever changes the window, set up by the environment:
/// CONVLENS_SHOTS names the folder, CONVLENS_SHOT_SIZE the window's size ("1280x800"), CONVLENS_SHOT_MODEL a
/// preset or an .onnx file.
struct ScreenshotDesk {
  explicit ScreenshotDesk(const char* size);

  const QString folder = qEnvironmentVariable("CONVLENS_SHOTS", QStringLiteral("shots"));
  test::TemporaryFolder scratch;
  TestProgram test{scratch.path()};
  ui::MainWindow& window = test.program.window;
  /// CONVLENS_SHOT_DATA, a data set's word, else the generated digits.
  const QString data = qEnvironmentVariable("CONVLENS_SHOT_DATA", QStringLiteral("generated"));
};

}  // namespace convlens::app
