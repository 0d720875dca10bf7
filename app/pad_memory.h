#pragma once
#include <QObject>
#include <QTimer>
#include <filesystem>
#include <optional>

#include "app/job_runner.h"
#include "ui/frame.h"

namespace convlens::app {

/// The drawing on the pad, kept in a file for the next start: a while after the last stroke, and when the
/// window closes. GUI thread; the file is touched on the runner's.
class PadMemory : public QObject {
  Q_OBJECT

 public:
  /// An empty path keeps nothing.
  PadMemory(std::filesystem::path file, JobRunner& files, QObject* parent = nullptr);

  /// None where there is none, or where it cannot be read: the start is none of its fault. Any thread.
  static std::optional<Drawing> recall(const std::filesystem::path& file);

 public slots:
  /// Drawings are kept; a picture leaves the last drawing there, an empty pad none.
  void see(const convlens::ui::Input& input);
  /// What is not written yet.
  void close();

 private:
  void write();

  std::filesystem::path file_;
  JobRunner& files_;
  QTimer soon_;
  std::optional<Drawing> unwritten_;
};

}  // namespace convlens::app
