#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <stop_token>
#include <type_traits>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"

namespace convlens {

/// Cuts [0, count) into pieces of a fixed size and runs body(slot, first, length) on them, a round at a time:
/// one piece a thread, each with a slot (below slots(pool)) of its own for its buffers. Between rounds it
/// reports progress and looks whether to stop. Which slot a piece gets must not change its result. Returns
/// how many of the `count` are done: all but when stopped. A body that gives false has stopped in the middle of
/// its piece: the round does not count.
inline int slots(const ThreadPool* pool) { return pool ? pool->threads() : 1; }

template <typename Body>
int run_in_rounds(int count, int piece, ThreadPool* pool, const std::stop_token& stop,
                  const ProgressCallback& progress, Body&& body) {
  int done = 0;
  while (done < count && !stop.stop_requested()) {
    const int start = done, pieces = std::min(slots(pool), (count - start + piece - 1) / piece);
    std::atomic<bool> whole{true};
    const auto run = [&](int slot) {
      const int first = start + slot * piece, length = std::min(piece, count - first);
      if constexpr (std::is_same_v<std::invoke_result_t<Body&, int, int, int>, bool>) {
        if (!body(slot, first, length)) whole = false;
      } else {
        body(slot, first, length);
      }
    };
    if (pool)
      pool->run(pieces, run);
    else
      run(0);
    if (!whole) break;
    done = std::min(count, start + pieces * piece);
    if (progress) progress(static_cast<std::size_t>(done), static_cast<std::size_t>(count));
  }
  return done;
}

}  // namespace convlens
