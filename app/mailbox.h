#pragma once
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace convlens::app {

/// Holds one letter between two threads: a newer one replaces one that was not yet taken.
template <typename Letter>
class NewestMailbox {
 public:
  void put(Letter letter) {
    std::optional<Letter> replaced;  // goes away outside the lock: it may own a whole run's activations
    const std::lock_guard lock(mutex_);
    replaced = std::exchange(letter_, std::move(letter));
  }
  std::optional<Letter> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(letter_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::optional<Letter> letter_;
};

/// Keeps every letter, in order.
template <typename Letter>
class MailQueue {
 public:
  void put(Letter letter) {
    const std::lock_guard lock(mutex_);
    letters_.push_back(std::move(letter));
  }
  std::vector<Letter> take_all() {
    const std::lock_guard lock(mutex_);
    return std::exchange(letters_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<Letter> letters_;
};

}  // namespace convlens::app
