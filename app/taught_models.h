#pragma once
#include <QObject>
#include <QString>
#include <memory>
#include <vector>

#include "app/session.h"

namespace convlens::app {

/// Networks that were taught the user's hand, and the way back: what each was before, the same object, as
/// long as it or what came of it is shown; over a restart, the last one's weights to the last bit. GUI
/// thread.
class TaughtModels : public QObject {
  Q_OBJECT

 public:
  explicit TaughtModels(Session& session, QObject* parent = nullptr);

 public slots:
  /// Shows what came of `before`, unless another network has come to be shown meanwhile; saves both among the
  /// user's data, so that closing the window loses nothing.
  void take(std::shared_ptr<const convlens::Model> before, std::shared_ptr<const convlens::Model> after);
  void undo();

 signals:
  void undo_possible(bool possible);
  void told(const QString& message);

 private:
  struct Step {
    std::shared_ptr<const Model> before, after;
    ui::NetworkName name;  ///< of before
    QString word;          ///< under which `before` comes back at the next start
  };
  void look_at(const std::shared_ptr<const Model>& shown);
  /// Of the start before this one.
  void find_last();
  void save(const QString& word);

  Session& session_;
  std::vector<Step> steps_;
  bool looked_back_ = false;
};

}  // namespace convlens::app
