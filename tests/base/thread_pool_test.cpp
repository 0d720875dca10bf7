#include <atomic>
#include <stdexcept>
#include <vector>

#include "core/base/thread_pool.h"
#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("a pool runs every task once, round after round, for any number of threads") {
  for (const int threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    CHECK(pool.threads() == threads);
    for (int round = 0; round < 300; ++round) {
      const int count = round % 17;
      std::vector<std::atomic<int>> seen(static_cast<std::size_t>(count));
      pool.run(count, [&](int i) { ++seen[static_cast<std::size_t>(i)]; });
      for (const auto& times : seen) REQUIRE(times == 1);
    }
  }
}

TEST_CASE("a task's exception reaches the caller, and the pool goes on") {
  ThreadPool pool(2);
  CHECK_THROWS_AS(pool.run(10, [](int i) { if (i == 7) throw std::runtime_error("seven"); }), std::runtime_error);
  std::atomic<int> sum{0};
  pool.run(10, [&](int i) { sum += i; });
  CHECK(sum == 45);
}
