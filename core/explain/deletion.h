#pragma once
#include <vector>

#include "core/explain/occlusion.h"

namespace convlens {

/// The probability of the class while more and more of the picture is covered.
struct DeletionCurve {
  std::vector<float> area;         ///< covered share of the picture, from 0 on, always growing
  std::vector<float> probability;  ///< of the sweep's class
  double mean = 0;                 ///< of the probability over the area: the lower, the better the order
  bool complete = false;
};

/// Deletion (Petsiuk, Das & Saenko 2018) with the squares of an occlusion sweep, as a check on its map: those where
/// covering hurts most are laid on first, the first in row order of equals, and stay. `in_map_order` false: in an order
/// drawn from the seed, for comparison. A square that covers nothing new is passed over. The sweep must be complete.
/// The same values with any number of threads. progress counts squares.
DeletionCurve deletion_curve(const Model& model, ConstView<float> input, const OcclusionResult& sweep,
                             const OcclusionOptions& options, bool in_map_order, std::uint64_t seed, ThreadPool& pool,
                             std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
