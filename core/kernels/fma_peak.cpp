#include <algorithm>
#include <barrier>
#include <chrono>
#include <thread>
#include <vector>

#include "core/kernels/isa.h"
#include "core/kernels/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/fma_peak.cpp"
// foreach_target.h must come before everything that is compiled once an instruction set.
// clang-format off
#include "hwy/foreach_target.h"
#include "core/kernels/partial-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace convlens::kernels {
namespace HWY_NAMESPACE {

/// Independent chains: more than latency (4 cycles) times multiply-adds a cycle (2), fewer than the
/// registers.
constexpr int kChains = 12;

/// Does `steps` multiply-adds in each chain; gives the number of floating-point operations. The sum goes out
/// through `result`, so that no compiler may leave the work out.
double multiply_add_chains(long steps, float* result) {
  const FloatTag d;
  FloatVector sum[kChains];
#pragma GCC unroll 12
  for (int c = 0; c < kChains; ++c) sum[c] = hn::Set(d, result[0] + static_cast<float>(c));
  const FloatVector factor = hn::Set(d, 0.5f), addend = hn::Set(d, 1.0f);
  for (long step = 0; step < steps; ++step)
#pragma GCC unroll 12
    for (int c = 0; c < kChains; ++c) sum[c] = hn::MulAdd(sum[c], factor, addend);
#pragma GCC unroll 12
  for (int c = 1; c < kChains; ++c) sum[0] = hn::Add(sum[0], sum[c]);
  result[0] = hn::GetLane(sum[0]);
  return 2.0 * static_cast<double>(kLanes) * kChains * static_cast<double>(steps);
}

}  // namespace HWY_NAMESPACE
}  // namespace convlens::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convlens::kernels {

HWY_EXPORT(multiply_add_chains);

double fma_peak_gflops(int threads) {
  // The best of many short rounds, all threads starting each together: other programs can only slow one down.
  constexpr long kSteps = 100'000;
  constexpr int kRounds = 50;
  const std::size_t count = static_cast<std::size_t>(std::max(1, threads));
  std::vector<double> operations(count), seconds(count);
  double best = 0;
  std::barrier start(static_cast<std::ptrdiff_t>(count));
  std::barrier finish(static_cast<std::ptrdiff_t>(count), [&]() noexcept {
    double all = 0;
    for (const double one : operations) all += one;
    best = std::max(best, all / *std::max_element(seconds.begin(), seconds.end()) / 1e9);
  });
  const auto work = [&](std::size_t i) {
    float result = static_cast<float>(i);
    for (int round = 0; round < kRounds; ++round) {
      start.arrive_and_wait();
      const auto before = std::chrono::steady_clock::now();
      operations[i] = HWY_DYNAMIC_DISPATCH(multiply_add_chains)(kSteps, &result);
      seconds[i] = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
      // Never true, but the compiler cannot know.
      if (result == -1) operations[i] = 0;
      finish.arrive_and_wait();
    }
  };
  {
    std::vector<std::jthread> team;
    for (std::size_t i = 0; i < count; ++i) team.emplace_back(work, i);
  }
  return best;
}

}  // namespace convlens::kernels
#endif
