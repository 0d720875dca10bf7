#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/model/run.h"

namespace convlens {

/// A batch is always cut into this many parts, whatever the number of threads, and the parts' gradients are
/// added in this order: that is what makes a run the same to the last bit on any machine of one instruction
/// set.
inline constexpr int kGradientLanes = 4;

/// Forward, loss and backward of one batch, over a pool. Buffers are kept: the second batch allocates
/// nothing.
class BatchPass {
 public:
  /// late_weights: leaves the gradients of large dense layers' weights out of the lanes. Whoever needs them
  /// makes them a part at a time, while the part is in the cache (add_late_gradient): four lanes of them
  /// would be written, read, and set to zero at every step.
  explicit BatchPass(std::shared_ptr<const Graph> graph, bool late_weights = false);

  struct Batch {
    int size = 0;
    std::uint64_t seed = 0, step = 0;
    /// Fills the pixels of sample n of the batch and returns its label, or kNoClass; called from many threads.
    std::function<int(int n, std::span<float> pixels)> read;
  };
  struct Outcome {
    /// Sum of the cross-entropies, natural logarithm; for a picture of no class, with the same belief in all of them
    /// (Hendrycks et al. 2019), less that belief's own entropy.
    double loss = 0;
    int correct = 0;  ///< a picture of no class: where no class gets more than half
  };
  /// Gradients of the MEAN loss are added to lanes (kGradientLanes buffers like the parameters). Moves the
  /// running statistics of batch norms in parameters.
  Outcome run(ThreadPool& pool, const Batch& batch, std::span<float> parameters,
              std::span<AlignedVector<float>> lanes);

  bool is_late(int node) const { return late_[static_cast<std::size_t>(node)] != 0; }
  /// Adds the last batch's gradient for rows [first, first + rows) of the late node's weights (in, out): sample
  /// after sample, so that the part makes no difference.
  void add_late_gradient(int node, int first, int rows, float* gradient) const;

 private:
  struct Lane {
    Activations activations;
    Gradients gradients;
    Tensor<float> seed;
    std::vector<int> labels;
    std::vector<double> sums, gradient_sums;
    Outcome outcome;
    int first = 0, count = 0;
  };
  void read(Lane& lane, const Batch& batch);
  void loss(Lane& lane, const Batch& batch);
  void gather_gradient_statistics(Lane& lane, std::span<const float> weights, int node,
                                  const std::vector<double>& statistics) const;

  std::shared_ptr<const Graph> graph_;
  std::vector<char> late_;     ///< one a node
  std::vector<int> barriers_;  ///< nodes whose output depends on the whole batch, ascending
  std::vector<std::vector<double>> statistics_,
      gradient_statistics_;  ///< one a barrier, over the whole batch
  std::vector<Lane> lanes_;
};

}  // namespace convlens
