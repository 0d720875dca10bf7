#include "tests/app/screenshots.h"

#include <QDir>

namespace convlens::app {

ScreenshotDesk::ScreenshotDesk(const char* size) {
  QDir().mkpath(folder);
  test.begin();
  const QStringList wanted = qEnvironmentVariable("CONVLENS_SHOT_SIZE", QString::fromLatin1(size)).split('x');
  window.resize(wanted.value(0).toInt(), wanted.value(1).toInt());
  const QString model = qEnvironmentVariable("CONVLENS_SHOT_MODEL");
  if (model.isEmpty()) return;
  const auto before = test.program.session.model();
  emit window.model_requested(model);
  REQUIRE(wait_until([&] { return test.frame->model != before; }, kPatience));
}

}  // namespace convlens::app
