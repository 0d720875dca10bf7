#include "core/training/updater.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "core/kernels/update.h"

namespace convlens {
namespace {

// 16 KiB of each buffer: gradients, moments and weights of a piece stay in the first-level cache together.
constexpr std::size_t kPiece = 4096;
constexpr std::size_t kMostLanes = 16;

}  // namespace

Updater::Updater(const Graph& graph, const OptimizerOptions& options) : options_(options) {
  for (const Node& node : graph.nodes())
    for (const ParameterSlot& slot : node.parameters) {
      if (!slot.spec.trainable) continue;
      for (std::size_t at = 0; at < slot.size; at += kPiece)
        pieces_.push_back({slot.offset + at, std::min(kPiece, slot.size - at), slot.spec.decays});
    }
  moments_.assign(options.kind == OptimizerKind::adam ? 2 : 1, AlignedVector<float>(graph.parameter_buffer_size(), 0.0f));
}

void Updater::update(ThreadPool& pool, std::int64_t step, float rate, std::span<AlignedVector<float>> lanes,
                     std::span<float> parameters) {
  const float t = static_cast<float>(step);
  const float correction1 = 1 - std::pow(options_.momentum, t), correction2 = 1 - std::pow(options_.beta2, t);
  const auto task = [&](int index) {
    const Piece& piece = pieces_[static_cast<std::size_t>(index)];
    std::array<const float*, kMostLanes> chunks{};
    for (std::size_t i = 0; i < lanes.size(); ++i) chunks[i] = lanes[i].data() + piece.offset;
    float* gradient = lanes[0].data() + piece.offset;
    kernels::sum_in_order(piece.size, {chunks.data(), lanes.size()}, gradient);
    float* weights = parameters.data() + piece.offset;
    float* moment = moments_[0].data() + piece.offset;
    const float decay = piece.decays ? options_.weight_decay : 0.0f;
    if (options_.kind == OptimizerKind::sgd)
      kernels::sgd_update(piece.size, rate, options_.momentum, decay, gradient, moment, weights);
    else
      kernels::adam_update(piece.size, rate, options_.momentum, options_.beta2, options_.epsilon, decay, correction1,
                           correction2, gradient, moment, moments_[1].data() + piece.offset, weights);
    for (auto& lane : lanes) std::fill_n(lane.data() + piece.offset, piece.size, 0.0f);
  };
  pool.run(static_cast<int>(pieces_.size()), std::cref(task));
}

}  // namespace convlens
