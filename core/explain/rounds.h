#pragma once
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <stop_token>
#include <type_traits>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"

namespace convlens {

/// How many slots (below) a pool has.
inline int slots(const ThreadPool* pool) { return pool ? pool->threads() : 1; }

/// Rounds that take less are made longer: often enough to report, and the threads wait for one another less.
inline constexpr std::chrono::milliseconds kShortRound{4};

/// one_piece_each: slot k gets the round's piece k, for callers who gather the slots' results after every
/// round.
enum class Rounds { longer_if_quick, one_piece_each };

/// Cuts [0, count) into pieces of a fixed size and runs body(slot, first, length) on them, a round at a time:
/// one piece a thread, or several where they are quick, each with a slot (below slots(pool)) of its own for
/// its buffers. Between rounds it reports progress and looks whether to stop. Which slot a piece gets must
/// not change its result. Returns how many of the `count` are done: all but when stopped. A body that gives
/// false has stopped in the middle of its piece: the round does not count.
template <typename Body>
int run_in_rounds(int count, int piece, ThreadPool* pool, const std::stop_token& stop,
                  const ProgressCallback& progress, Body&& body, Rounds rounds = Rounds::longer_if_quick) {
  int done = 0;
  int of_a_round = slots(pool);
  while (done < count && !stop.stop_requested()) {
    const auto begin = std::chrono::steady_clock::now();
    const int start = done, pieces = std::min(of_a_round, (count - start + piece - 1) / piece);
    std::atomic<bool> whole{true};
    std::atomic<int> next{0};
    const auto run_piece = [&](int slot, int i) {
      const int first = start + i * piece, length = std::min(piece, count - first);
      if constexpr (std::is_same_v<std::invoke_result_t<Body&, int, int, int>, bool>) {
        if (!body(slot, first, length)) whole = false;
      } else {
        body(slot, first, length);
      }
    };
    const auto run = [&](int slot) {
      if (rounds == Rounds::one_piece_each) return run_piece(slot, slot);
      for (int i = next.fetch_add(1); i < pieces && whole; i = next.fetch_add(1)) run_piece(slot, i);
    };
    if (pool)
      pool->run(std::min(slots(pool), pieces), run);
    else
      run(0);
    if (!whole) break;
    done = std::min(count, start + pieces * piece);
    if (rounds == Rounds::longer_if_quick && std::chrono::steady_clock::now() - begin < kShortRound)
      of_a_round = std::min(2 * of_a_round, count);
    if (progress) progress(static_cast<std::size_t>(done), static_cast<std::size_t>(count));
  }
  return done;
}

}  // namespace convlens
