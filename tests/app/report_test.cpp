#include <QProgressBar>
#include <QPushButton>
#include <QStatusBar>
#include <filesystem>

#include "tests/app/support.h"
#include "tests/support/broken_files.h"
#include "tests/support/process.h"
#include "ui/path_dialogs.h"
#include "ui/widgets/job_progress.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

/// Answers at once with the path that is meant.
struct ReadyAnswer : ui::PathDialogs {
  explicit ReadyAnswer(const fs::path& answer) : path(answer) {}
  void ask_new_file(QWidget&, const QString&, const QString& filter, const QString& suffix,
                    Chosen chosen) override {
    CHECK(filter.contains("*.html"));
    CHECK(suffix == "html");
    chosen(QString::fromStdString(path.string()));
  }
  fs::path path;
};

/// The window with a seven, whose report is to go to `page`.
struct ReportDesk {
  test::TemporaryFolder folder;
  TestProgram test{folder / "checkpoints"};
  fs::path page = folder / "page.html";
  QString ended, failed;
  int news = 0;
  bool running = false;

  ReportDesk() {
    test.begin();
    test.pad().clear();
    for (const auto& stroke : seven()) draw_stroke(test.pad(), stroke);
    REQUIRE(test.answered());
    save_to(page);
    QObject::connect(&test.program.reports, &ReportWriter::progressed, &test.program.window,
                     [this](qint64, qint64 total) {
                       running = true;
                       news += total > 0;
                     });
    QObject::connect(&test.program.reports, &ReportWriter::ended, &test.program.window,
                     [this](const QString& message) {
                       ended = message;
                       running = false;
                     });
    QObject::connect(&test.program.reports, &ReportWriter::failed, &test.program.window,
                     [this](const QString& message) { failed = message; });
  }

  void save_to(const fs::path& path) {
    test.program.window.set_path_dialogs(std::make_unique<ReadyAnswer>(path));
  }
  QAction& action() { return test.action("Export a report…"); }
  ui::JobProgress& progress() {
    return *test.program.window.findChild<ui::JobProgress*>(QStringLiteral("report_progress"));
  }
  void wait_for_end() {
    REQUIRE(wait_until([&] { return !running; }, kPatience));
  }
};

}  // namespace

TEST_CASE("the report exported from the window is the command line's, byte by byte") {
  ReportDesk desk;
  const fs::path drawing = desk.folder / "seven.jsonl", other = desk.folder / "other.html";
  emit desk.test.program.window.save_drawing_requested(QString::fromStdString(drawing.string()),
                                                       desk.test.pad().drawing());
  desk.action().trigger();
  REQUIRE(desk.running);
  CHECK_FALSE(desk.action().isEnabled());
  // What is drawn on meanwhile is not what was asked for.
  draw_stroke(desk.test.pad(), {{0.2, 0.8}, {0.5, 0.85}, {0.8, 0.8}});
  desk.wait_for_end();
  CHECK(desk.news > 1);
  CHECK(desk.ended.contains("page.html"));
  CHECK(desk.test.program.window.statusBar()->currentMessage() == desk.ended);
  CHECK(desk.action().isEnabled());
  CHECK_FALSE(desk.progress().is_running());
  const test::Outcome command =
      test::run({"report", "--model", "digits", "--image", drawing.string(), "--title",
                 "The picture as digits sees it", "--out", other.string()});
  INFO(command.err);
  REQUIRE(command.code == 0);
  const test::Bytes page = test::get(desk.page);
  CHECK_FALSE(page.empty());
  CHECK(page == test::get(other));
}

TEST_CASE("a report that is cancelled leaves no file - and the next one can be asked for") {
  ReportDesk desk;
  for (int i = 0; i < 2; ++i) {
    desk.action().trigger();
    REQUIRE(wait_until([&] { return desk.progress().isVisible() && desk.news > 0; }, kPatience));
    QTest::mouseClick(desk.progress().findChild<QPushButton*>(), Qt::LeftButton);
    desk.wait_for_end();
    CHECK(desk.ended == "Stopped. No report was saved.");
    CHECK_FALSE(desk.progress().isVisible());
    CHECK_FALSE(fs::exists(desk.page));
    desk.news = 0;
  }
}

TEST_CASE("a report that cannot be written is told of in one sentence") {
  ReportDesk desk;
  // A folder that is not there: fails for every user, root too.
  desk.save_to(desk.folder / "nowhere" / "page.html");
  desk.action().trigger();
  desk.wait_for_end();
  CHECK(desk.failed.contains("nowhere"));
  CHECK(desk.test.message() == desk.failed);
  CHECK(desk.action().isEnabled());
}

TEST_CASE("the window closes while a report is being written, and leaves nothing half done") {
  fs::path page;
  {
    ReportDesk desk;
    page = desk.page;
    desk.action().trigger();
    REQUIRE(wait_until([&] { return desk.news > 0; }, kPatience));
    desk.test.program.window.close();
    CHECK_FALSE(fs::exists(page));
  }
}

}  // namespace convlens::app
