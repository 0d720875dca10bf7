#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include "tests/support/catch.h"

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  // Nobody's own settings are read or written by tests.
  const QTemporaryDir settings;
  qputenv("XDG_CACHE_HOME", settings.path().toUtf8());
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  QCoreApplication::setOrganizationName(QStringLiteral("convlens-tests"));
  QCoreApplication::setApplicationName(QStringLiteral("test_ui"));
  return Catch::Session().run(argc, argv);
}
