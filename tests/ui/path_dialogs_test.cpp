#include "ui/path_dialogs.h"

#include <QFileDialog>
#include <QLineEdit>

#include "tests/support/sanitizer.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/support.h"

using namespace convlens;
using namespace convlens::ui;

TEST_CASE("a folder whose name is typed and that is not there yet is made") {
  if (test::kThreadSanitizer)
    return;  // Qt's dialog reads folders on a thread of its own, in a library not built for it
  const test::TemporaryFolder folder;
  const auto wanted = QString::fromStdString((folder / "figures" / "of today").string());
  QWidget window;
  show_and_wait(window);
  QString chosen;
  PathDialogs().ask_folder(window, QStringLiteral("Where to?"), [&](const QString& path) { chosen = path; });
  auto* dialog = window.findChild<QFileDialog*>();
  REQUIRE(dialog);
  auto* name = dialog->findChild<QLineEdit*>();
  REQUIRE(name);
  name->setText(wanted);
  QTest::keyClick(name, Qt::Key_Return);
  CHECK(chosen == wanted);
  CHECK(QFileInfo(wanted).isDir());
}
