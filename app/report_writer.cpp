#include "app/report_writer.h"

#include "core/base/file.h"
#include "core/figures/report.h"

namespace convlens::app {

ReportWriter::ReportWriter(QObject* parent)
    : QObject(parent), bell_([this] {
        const auto progress = progress_.take();
        // What still lay here when it ended would show it as running.
        if (progress && writing_)
          emit progressed(static_cast<qint64>(progress->done), static_cast<qint64>(progress->total));
      }) {}

void ReportWriter::write(const QString& path, const ui::FramePtr& frame, const QString& network) {
  if (writing_ || !frame) return;
  writing_ = true;
  emit progressed(0, 0);
  runner_.run(
      [this, path, frame, title = report_title("The picture", network.toStdString())](
          std::stop_token stop) -> JobRunner::Afterwards {
        set_background_priority();
        ThreadPool pool(0, ThreadPriority::background);
        const std::string page = report(*frame->model, *frame->activations, {.title = title}, pool, stop,
                                        [this](std::size_t done, std::size_t total) {
                                          progress_.put({done, total});
                                          bell_.ring();
                                        });
        if (!page.empty()) write_file(path.toStdString(), page);
        return [this, path, complete = !page.empty()] {
          writing_ = false;
          emit ended(complete ? tr("Saved %1").arg(path) : tr("Stopped. No report was saved."));
        };
      },
      [this](const QString& message) {
        writing_ = false;
        emit ended(QString());
        emit failed(message);
      });
}

void ReportWriter::cancel() { runner_.stop(); }

}  // namespace convlens::app
