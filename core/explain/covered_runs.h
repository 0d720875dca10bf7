#pragma once
#include <span>
#include <stop_token>
#include <vector>

#include "core/explain/occlusion.h"
#include "core/model/partial_run.h"

namespace convlens {

/// The pixels under a square of `patch` pixels around a centre (from centre - patch / 2), clipped at the
/// border.
Rect covered_by(const Shape& image, int centre_y, int centre_x, int patch);

/// How many of the square's positions go through the dense layers together; does not depend on the threads.
int chunk_size(const Graph& graph, int positions);

/// One thread's runs of an image under the square.
class CoveredRuns {
 public:
  /// `sweep`: layer, map, label and centres are read. All must outlive this object.
  CoveredRuns(const Model& model, const Activations& uncovered, const OcclusionResult& sweep,
              const OcclusionOptions& options);

  /// Fills the results at positions [first, first + count); false: stopped before the end, nothing filled.
  bool run(int first, int count, const std::stop_token& stop, OcclusionResult& result);

 private:
  /// Runs positions [first, first + count).
  void cover_and_run(int first, int count, const OcclusionResult& sweep);

  const Model& model_;
  const OcclusionOptions& options_;
  PartialRun part_;
  std::vector<int> whole_nodes_;  ///< computed whole, all positions together
  std::vector<int> inputs_;       ///< what these read, and what the results read
  Activations activations_;       ///< of the positions of one chunk; only the nodes above
  std::vector<Rect> squares_;
  std::vector<float> pixels_;  ///< of all of them
};

}  // namespace convlens
