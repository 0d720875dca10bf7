#pragma once
#include <QObject>

#include "app/doorbell.h"
#include "app/job_runner.h"
#include "app/mailbox.h"
#include "ui/frame.h"

namespace convlens::app {

/// Writes the report (core/figures/report.h) of a picture, as `convlens report` does, with the steps and the
/// seed that this has by default. One at a time. GUI thread; the work is done on a thread of its own, at the
/// priority of training.
class ReportWriter : public QObject {
  Q_OBJECT

 public:
  explicit ReportWriter(QObject* parent = nullptr);

 public slots:
  /// network: its name, for the page's heading.
  void write(const QString& path, const convlens::ui::FramePtr& frame, const QString& network);
  /// Nothing is then written.
  void cancel();

 signals:
  void progressed(qint64 done, qint64 total);
  /// In a sentence, how; empty after failed().
  void ended(const QString& message);
  void failed(const QString& message);

 private:
  struct Progress {
    std::size_t done, total;
  };

  bool writing_ = false;
  NewestMailbox<Progress> progress_;
  Doorbell bell_;
  JobRunner runner_;
};

}  // namespace convlens::app
