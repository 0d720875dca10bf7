#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "core/base/progress.h"

namespace convlens::app {

/// A line on standard error that shows how far a command is; nothing where that is no terminal. Goes away
/// with the object. Safe to call from many threads.
class ProgressBar {
 public:
  explicit ProgressBar(std::string what);
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::size_t done, std::size_t total);
  /// Makes room for a line of results.
  void clear();
  /// Refers to this object.
  ProgressCallback callback();

 private:
  std::string what_;
  bool terminal_;
  bool drawn_ = false;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace convlens::app
