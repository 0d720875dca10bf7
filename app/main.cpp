#include <QApplication>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "app/cli/command_line.h"
#include "app/program.h"
#include "app/resources.h"
#include "core/data/library_threads.h"

namespace {

constexpr const char* kNoDisplay =
    "convlens: no window can be opened, there is no display; start it on a desktop, or use a command "
    "(convlens --help), such as: convlens shots --out pictures\n";

/// Qt aborts when the display does not answer; one sentence serves better than a core dump.
void end_quietly(QtMsgType type, const QMessageLogContext&, const QString& message) {
  if (type != QtFatalMsg) {
    std::fprintf(stderr, "%s\n", qPrintable(message));
    return;
  }
  std::fputs(kNoDisplay, stderr);
  std::_Exit(EXIT_FAILURE);
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool has_display(int argc, char** argv) {
#if defined(__linux__)
  for (int i = 1; i < argc; ++i)
    if (QByteArray(argv[i]).endsWith("-platform")) return true;
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("QT_QPA_PLATFORM");
#else
  return true;
#endif
}

int open_window(int argc, char** argv) {
  if (!has_display(argc, argv)) {
    std::fputs(kNoDisplay, stderr);
    return EXIT_FAILURE;
  }
  const QtMessageHandler before = qInstallMessageHandler(end_quietly);
  QApplication application(argc, argv);
  qInstallMessageHandler(before);
  QApplication::setApplicationName(QStringLiteral("convlens"));
  QApplication::setOrganizationName(QStringLiteral("convlens"));
  QApplication::setApplicationDisplayName(QStringLiteral("ConvLens"));
  QApplication::setDesktopFileName(QStringLiteral("org.convlens.ConvLens"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/convlens.svg")));

  convlens::app::Program program({.checkpoints = convlens::app::user_data_folder() / "checkpoints",
                                  .own_drawings = convlens::app::own_drawings_file(),
                                  .mirror = {}});
  program.begin();
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() > 1) program.session.open_file(arguments.at(1));
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace convlens::app;
#if defined(SIGXFSZ)
  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is then an error of write(), told like a full disk
#endif
  convlens::keep_libraries_single_threaded();
  return wants_command_line(argc, argv) ? run_command_line(argc, argv) : open_window(argc, argv);
}
