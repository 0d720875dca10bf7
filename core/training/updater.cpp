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

}  // namespace

Updater::Updater(const Graph& graph, const OptimizerOptions& options, const BatchPass* late)
    : late_(late), options_(options) {
  for (int i = 0; i < graph.size(); ++i) {
    const Node& node = graph.node(i);
    for (const ParameterSlot& slot : node.parameters) {
      if (!slot.spec.trainable) continue;
      const bool is_late = late_ != nullptr && late_->is_late(i) && &slot == &node.parameters[0];
      const std::size_t row = is_late ? static_cast<std::size_t>(node.shape.channels) : 1;
      const std::size_t rows = is_late ? std::max<std::size_t>(1, kPiece / row) : kPiece;
      for (std::size_t at = 0; at < slot.size; at += rows * row) {
        Piece piece{slot.offset + at, std::min(rows * row, slot.size - at), slot.spec.decays};
        if (is_late) {
          piece.late_node = i;
          piece.first_row = static_cast<int>(at / row);
          piece.rows = static_cast<int>(piece.size / row);
        }
        pieces_.push_back(piece);
      }
    }
  }
  moments_.assign(options.kind == OptimizerKind::adam ? 2 : 1,
                  AlignedVector<float>(graph.parameter_buffer_size(), 0.0f));
}

void Updater::update(ThreadPool& pool, std::int64_t step, float rate, std::span<AlignedVector<float>> lanes,
                     std::span<float> parameters) {
  const auto task = [&](int index) {
    const Piece& piece = pieces_[static_cast<std::size_t>(index)];
    if (piece.late_node < 0) {
      std::array<const float*, kGradientLanes> chunks{};
      for (std::size_t i = 0; i < lanes.size(); ++i) chunks[i] = lanes[i].data() + piece.offset;
      float* gradient = lanes[0].data() + piece.offset;
      kernels::sum_in_order(piece.size, {chunks.data(), lanes.size()}, gradient);
      move(piece, gradient, rate, step, parameters);
      for (auto& lane : lanes) std::fill_n(lane.data() + piece.offset, piece.size, 0.0f);
      return;
    }
    // A thread keeps its memory from step to step.
    thread_local AlignedVector<float> gradient;
    gradient.assign(piece.size, 0.0f);
    late_->add_late_gradient(piece.late_node, piece.first_row, piece.rows, gradient.data());
    move(piece, gradient.data(), rate, step, parameters);
  };
  pool.run(static_cast<int>(pieces_.size()), std::cref(task));
}

void Updater::move(const Piece& piece, const float* gradient, float rate, std::int64_t step,
                   std::span<float> parameters) {
  float* weights = parameters.data() + piece.offset;
  float* moment = moments_[0].data() + piece.offset;
  const float decay = piece.decays ? options_.weight_decay : 0.0f;
  if (options_.kind == OptimizerKind::sgd)
    return kernels::sgd_update(piece.size, rate, options_.momentum, decay, gradient, moment, weights);
  const float t = static_cast<float>(step);
  const float correction1 = 1 - std::pow(options_.momentum, t), correction2 = 1 - std::pow(options_.beta2, t);
  kernels::adam_update(piece.size, rate, options_.momentum, options_.beta2, options_.epsilon, decay,
                       correction1, correction2, gradient, moment, moments_[1].data() + piece.offset,
                       weights);
}

}  // namespace convlens
