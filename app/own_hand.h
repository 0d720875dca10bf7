#pragma once
#include <QObject>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/job_runner.h"
#include "core/data/image.h"
#include "core/data/own_drawings.h"

namespace convlens::app {

/// The user's own labelled drawings, in one file for all windows. GUI thread; the file is touched on the
/// runner's.
class OwnHand : public QObject {
  Q_OBJECT

 public:
  OwnHand(std::filesystem::path file, JobRunner& files, QObject* parent = nullptr);
  /// Tells those that are there. Lines that cannot be read are complained of, by number.
  void begin();

 public slots:
  /// With a label; one that is there already gets this label.
  void keep(const convlens::Drawing& drawing);
  /// The digit in a scan or photograph, as strokes.
  void keep_picture(const std::shared_ptr<const convlens::Image>& picture, int label);
  void remove(const convlens::Drawing& drawing);

 signals:
  void changed(const std::vector<convlens::Drawing>& drawings);
  void told(const QString& message);
  void failed(const QString& message);

 private:
  /// On the runner's thread, which ends its jobs when this object is gone already: what they need of it they take
  /// along.
  JobRunner::Afterwards kept(const std::filesystem::path& file, const Drawing& drawing);

  std::filesystem::path file_;
  JobRunner& files_;
};

}  // namespace convlens::app
