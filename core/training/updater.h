#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/model/graph.h"
#include "core/training/batch_pass.h"
#include "core/training/optimizer.h"

namespace convlens {

/// Adds the lanes' gradients in lane order, moves the weights, and leaves the lanes at zero for the next step; all in
/// one walk over memory, cut into pieces that the pool shares. Every value depends on its own place only, so the
/// number of threads changes nothing.
class Updater {
 public:
  /// late: makes the gradients that it leaves out of the lanes; must outlive the updater. nullptr: all are there.
  Updater(const Graph& graph, const OptimizerOptions& options, const BatchPass* late = nullptr);

  /// step: 1 for the first. rate: the learning rate now, after the schedule. lanes: laid out like the parameters.
  void update(ThreadPool& pool, std::int64_t step, float rate, std::span<AlignedVector<float>> lanes,
              std::span<float> parameters);

  /// One buffer for SGD's momentum, two for Adam; zero at the start. Laid out like the parameters.
  std::vector<AlignedVector<float>>& moments() { return moments_; }
  const std::vector<AlignedVector<float>>& moments() const { return moments_; }

 private:
  struct Piece {
    std::size_t offset, size;
    bool decays;
    int late_node = -1, first_row = 0, rows = 0;  ///< of weights whose gradient is late
  };
  void move(const Piece& piece, const float* gradient, float rate, std::int64_t step, std::span<float> parameters);

  const BatchPass* late_;
  OptimizerOptions options_;
  std::vector<Piece> pieces_;
  std::vector<AlignedVector<float>> moments_;
};

}  // namespace convlens
