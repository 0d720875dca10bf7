#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include "tests/support/catch.h"

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  // Nobody's own settings, downloads or checkpoints are read or written by tests.
  const QTemporaryDir home;
  for (const char* variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
    qputenv(variable, home.path().toUtf8());
  qunsetenv("CONVLENS_DATA");
  QApplication application(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("convlens-tests"));
  QCoreApplication::setApplicationName(QStringLiteral("test_app"));
  return Catch::Session().run(argc, argv);
}
