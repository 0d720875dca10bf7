#include "core/explain/deletion.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/explain/covered_runs.h"
#include "core/explain/rounds.h"
#include "core/explain/stoppable.h"

namespace convlens {
namespace {

/// Pictures that go through the network together; does not depend on the threads.
constexpr int kChunk = 16;
/// The order's place among the random numbers of a seed: beside the training's shuffles, which are epochs from 0 on.
constexpr std::uint64_t kOrderEpoch = ~0ULL;

std::vector<std::uint32_t> order_of(const OcclusionResult& sweep, bool in_map_order, std::uint64_t seed) {
  std::vector<std::uint32_t> order(sweep.probability.size());
  std::iota(order.begin(), order.end(), 0u);
  if (in_map_order) {
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return sweep.probability[a] < sweep.probability[b];
    });
  } else {
    Random random(seed, RandomPurpose::shuffle, kOrderEpoch);
    shuffle(order, random);
  }
  return order;
}

/// From which point of the curve on each pixel is covered, and the covered share at each point.
struct Covering {
  std::vector<int> since;
  std::vector<float> area{0.0f};

  Covering(const Shape& image, const OcclusionResult& sweep, const OcclusionOptions& options,
           const std::vector<std::uint32_t>& order)
      : since(static_cast<std::size_t>(image.height) * static_cast<std::size_t>(image.width), never()) {
    std::size_t covered = 0;
    for (const std::uint32_t position : order) {
      const int row = static_cast<int>(position) / sweep.positions_x, column = static_cast<int>(position) % sweep.positions_x;
      const Rect square = covered_by(image, sweep.centres_y[static_cast<std::size_t>(row)],
                                     sweep.centres_x[static_cast<std::size_t>(column)], options.patch);
      const std::size_t before = covered;
      for (int y = square.top; y < square.bottom; ++y)
        for (int x = square.left; x < square.right; ++x) {
          int& first = since[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
          if (first != never()) continue;
          first = static_cast<int>(area.size());
          ++covered;
        }
      if (covered > before) area.push_back(static_cast<float>(covered) / static_cast<float>(since.size()));
    }
  }
  static constexpr int never() { return std::numeric_limits<int>::max(); }
};

double mean_over_area(const DeletionCurve& curve) {
  double sum = 0;
  for (std::size_t i = 1; i < curve.area.size(); ++i)
    sum += (static_cast<double>(curve.probability[i]) + static_cast<double>(curve.probability[i - 1])) / 2 *
           (static_cast<double>(curve.area[i]) - static_cast<double>(curve.area[i - 1]));
  return curve.area.back() > 0 ? sum / static_cast<double>(curve.area.back()) : static_cast<double>(curve.probability[0]);
}

}  // namespace

DeletionCurve deletion_curve(const Model& model, ConstView<float> input, const OcclusionResult& sweep,
                             const OcclusionOptions& options, bool in_map_order, std::uint64_t seed, ThreadPool& pool,
                             std::stop_token stop, const ProgressCallback& progress) {
  if (!sweep.complete) throw Error(ErrorKind::bad_value, "sweep", "one that was stopped", "a whole one");
  const Covering covering(input.shape, sweep, options, order_of(sweep, in_map_order, seed));
  DeletionCurve curve;
  curve.area = covering.area;
  curve.probability.resize(curve.area.size());
  const auto channels = static_cast<std::size_t>(input.shape.channels);
  const int points = static_cast<int>(curve.area.size());
  std::vector<Activations> runs(static_cast<std::size_t>(slots(&pool)));
  const int done = run_in_rounds(points, kChunk, &pool, stop, progress, [&](int slot, int first, int count) {
    Tensor<float> pictures(count, input.shape);
    for (int n = 0; n < count; ++n) {
      float* picture = pictures.view().sample(n);
      for (std::size_t i = 0; i < input.shape.size(); ++i)
        picture[i] = covering.since[i / channels] <= first + n
                         ? options.fill[options.fill.size() == 1 ? 0 : i % channels]
                         : input.data[i];
    }
    Activations& run = runs[static_cast<std::size_t>(slot)];
    if (!forward_unless_stopped(stop, model, std::as_const(pictures).view(), run)) return false;
    const std::vector<float> rows = class_probabilities(*model.graph, run.of(model.graph->output()));
    const std::size_t classes = rows.size() / static_cast<std::size_t>(count);
    for (int n = 0; n < count; ++n)
      curve.probability[static_cast<std::size_t>(first + n)] =
          rows[static_cast<std::size_t>(n) * classes + static_cast<std::size_t>(sweep.label)];
    return true;
  });
  curve.complete = done == points;
  if (curve.complete) curve.mean = mean_over_area(curve);
  return curve;
}

}  // namespace convlens
