#pragma once
#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "app/session.h"

namespace convlens::app {

/// The networks that were trained in the window, the last ones, each in a file of its own among the user's
/// data: a run that was stopped early never takes the place of an earlier one. GUI thread.
class TrainedModels : public QObject {
  Q_OBJECT

 public:
  explicit TrainedModels(Session& session, QObject* parent = nullptr);

  /// Tells those that are there.
  void list();
  /// What a kept file is called by its name: network, data and time; none: it is no such file.
  static std::optional<ui::NetworkName> name_in(const QString& path);
  /// So many files are kept; of more, the oldest go.
  static constexpr std::size_t kMost = 10;

 public slots:
  /// A training has ended: its network is shown, saved and what the next start begins with, so that closing
  /// the window loses nothing.
  void keep(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);

 signals:
  /// The newest first.
  void changed(const std::vector<convlens::ui::KeptNetwork>& networks);

 private:
  JobRunner::Afterwards listing();

  Session& session_;
};

}  // namespace convlens::app
