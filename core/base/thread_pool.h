#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace convlens {

/// How willingly a pool's threads give way to the window (FACTS: nice +10 works per thread on Linux).
enum class ThreadPriority { normal, background };

/// A few threads that run numbered tasks. Which thread runs a task never changes its result: callers cut the
/// work into a number of tasks that does not depend on the number of threads, and add results in task order.
class ThreadPool {
 public:
  /// threads counts the caller, who works too: 1 starts no thread. 0 means all cores.
  explicit ThreadPool(int threads = 0, ThreadPriority priority = ThreadPriority::normal);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }

  /// Runs task(0) ... task(count - 1) and returns when all are done. The first exception is rethrown here.
  /// Not reentrant; one caller at a time.
  void run(int count, const std::function<void(int)>& task);

 private:
  void work();
  void take_tasks();

  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable wake_;
  const std::function<void(int)>* task_ = nullptr;
  int count_ = 0;
  std::atomic<int> next_{0};
  std::atomic<int> busy_{0};
  std::atomic<std::uint64_t> round_{0};
  bool stopping_ = false;
  std::exception_ptr failure_;
};

/// Lowers the calling thread to nice +10, where the system has such a thing.
void set_background_priority();

}  // namespace convlens
