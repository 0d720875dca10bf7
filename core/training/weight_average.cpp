#include "core/training/weight_average.h"

#include <algorithm>
#include <functional>

#include "core/kernels/update.h"

namespace convlens {
namespace {

constexpr std::size_t kPiece = 1 << 15;
constexpr double kWarmUp = 10;  // steps, about

}  // namespace

void add_to_average(ThreadPool& pool, float decay, std::int64_t step, std::span<const float> parameters,
                    std::span<float> average) {
  const double steps = static_cast<double>(step);
  const float part = 1 - std::min(decay, static_cast<float>((1 + steps) / (kWarmUp + steps)));
  const auto task = [&](int index) {
    const std::size_t first = static_cast<std::size_t>(index) * kPiece;
    kernels::move_towards(std::min(kPiece, average.size() - first), part, parameters.data() + first,
                          average.data() + first);
  };
  pool.run(static_cast<int>((average.size() + kPiece - 1) / kPiece), std::cref(task));
}

}  // namespace convlens
