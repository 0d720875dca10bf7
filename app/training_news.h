#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/model/model.h"
#include "ui/training_status.h"

namespace convlens::app {

enum class TrainingEnd {
  finished,  ///< all epochs done; its checkpoint is gone
  stopped,   ///< at the user's wish, or because the window closed; the checkpoint lies there
  failed,
};

/// What a training has to tell since the GUI thread looked last.
struct TrainingNews {
  bool has_status = false;
  ui::TrainingStatus status;              ///< its lists hold only what is new
  std::shared_ptr<const Model> weights;   ///< a snapshot, if one was wanted
  std::vector<std::string> failures;      ///< worded; the training may well have gone on
  std::optional<TrainingEnd> end;
};

/// Collects news until they are taken: lists grow, the rest is replaced.
class TrainingNewsBox {
 public:
  void put(ui::TrainingStatus status) {
    const std::lock_guard lock(mutex_);
    if (news_.has_status) {
      append(news_.status.steps, status.steps);
      append(news_.status.epochs, status.epochs);
      std::swap(news_.status.steps, status.steps);
      std::swap(news_.status.epochs, status.epochs);
      if (!status.film) status.film = std::move(news_.status.film);
    }
    news_.status = std::move(status);
    news_.has_status = true;
  }
  void put(std::shared_ptr<const Model> weights) {
    const std::lock_guard lock(mutex_);
    news_.weights = std::move(weights);
  }
  void put_failure(std::string message) {
    const std::lock_guard lock(mutex_);
    news_.failures.push_back(std::move(message));
  }
  void put(TrainingEnd end) {
    const std::lock_guard lock(mutex_);
    news_.end = end;
  }
  TrainingNews take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(news_, {});
  }

 private:
  template <typename T>
  static void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
  }

  std::mutex mutex_;
  TrainingNews news_;
};

}  // namespace convlens::app
