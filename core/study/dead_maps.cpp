#include "core/study/dead_maps.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "core/model/rectified.h"
#include "core/model/run.h"

namespace convlens {
namespace {

// Stop is looked at between chunks: a few milliseconds of work each.
constexpr std::size_t kChunk = 32;

struct Rectified {
  int convolution, rectifier;
};

/// Which maps have fired, a flag a map.
using Fired = std::vector<std::vector<char>>;

void mark(const Tensor<float>& values, std::vector<char>& fired) {
  const std::span<const float> all = values.values();
  const std::size_t maps = fired.size();
  for (std::size_t first = 0; first < all.size(); first += maps)
    for (std::size_t map = 0; map < maps; ++map)
      if (fires(all[first + map])) fired[map] = 1;
}

}  // namespace

std::optional<std::vector<DeadMaps>> count_dead_maps(const Model& model, const Samples& samples,
                                                     ThreadPool& pool, const std::stop_token& stop) {
  const Graph& graph = *model.graph;
  std::vector<Rectified> layers;
  Fired fired;
  int last = kGraphInput;
  for (int i = 0; i < graph.size(); ++i) {
    if (graph.node(i).layer->kind() != "conv2d") continue;
    const auto rectifier = rectifier_behind(graph, i);
    if (!rectifier) continue;
    layers.push_back({i, *rectifier});
    fired.emplace_back(static_cast<std::size_t>(graph.node(*rectifier).shape.channels), 0);
    last = std::max(last, *rectifier);
  }
  if (layers.empty()) return std::vector<DeadMaps>{};

  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  pool.run(pool.threads(), [&](int) {
    Activations activations;
    Tensor<float> input;
    Fired mine = fired;
    for (;;) {
      const std::size_t first = next.fetch_add(kChunk);
      if (first >= samples.size() || stop.stop_requested()) break;
      const std::size_t count = std::min(kChunk, samples.size() - first);
      input.resize(static_cast<int>(count), samples.shape());
      for (std::size_t n = 0; n < count; ++n)
        samples.read(first + n, 0, input.samples(static_cast<int>(n), 1).values());
      forward(model, std::as_const(input).view(), activations, {.last_node = last});
      for (std::size_t i = 0; i < layers.size(); ++i) mark(activations.of(layers[i].rectifier), mine[i]);
    }
    const std::lock_guard lock(mutex);
    for (std::size_t i = 0; i < layers.size(); ++i)
      for (std::size_t map = 0; map < mine[i].size(); ++map) fired[i][map] |= mine[i][map];
  });
  if (stop.stop_requested()) return std::nullopt;

  std::vector<DeadMaps> result;
  for (std::size_t i = 0; i < layers.size(); ++i)
    result.push_back({.layer = graph.node(layers[i].convolution).name,
                      .dead = static_cast<int>(std::ranges::count(fired[i], 0)),
                      .maps = static_cast<int>(fired[i].size())});
  return result;
}

DeadMaps total_of(const std::vector<DeadMaps>& layers) {
  DeadMaps total;
  for (const DeadMaps& layer : layers) {
    total.dead += layer.dead;
    total.maps += layer.maps;
  }
  return total;
}

}  // namespace convlens
