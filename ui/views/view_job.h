#pragma once
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"

namespace convlens::ui {

/// What a job made, of a type that only the view that asked knows. Immutable once handed over.
using JobResult = std::shared_ptr<const void>;

/// What a job has while it runs, on a thread that is not the GUI's.
class JobReport {
 public:
  virtual ~JobReport() = default;
  /// To be looked at every few milliseconds.
  virtual std::stop_token stop() const = 0;
  virtual ThreadPool& pool() = 0;
  virtual void progress(std::size_t done, std::size_t total) = 0;
  /// A result that is not finished and yet worth painting.
  virtual void partial(JobResult result) = 0;
};

/// A computation that a view wants. It touches nothing but values that it owns or shares immutably, so that it can
/// run while the window changes or closes.
struct ViewJob {
  enum class Lane {
    live,     ///< follows the pen: done within a few frames; waits for nothing long
    lengthy,  ///< seconds; at the priority of training
  };
  Lane lane = Lane::live;
  std::function<JobResult(JobReport&)> compute;  ///< what it returns when stopped is dropped
};

/// What comes back from a job, on the GUI thread.
struct JobNews {
  std::uint64_t ticket = 0;    ///< of the job, as View::ask numbered it
  JobResult result;            ///< null while there is only progress
  bool complete = false;       ///< the last news of this job
  std::size_t done = 0, total = 0;
  QString failure;             ///< a sentence; then there is no result
};

}  // namespace convlens::ui
