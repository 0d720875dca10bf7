#pragma once
#include <vector>

#include "core/explain/registry.h"

namespace convlens {

struct SanityOptions {
  AttributionOptions attribution;  ///< label: none means the class that the network itself gives the highest score
  std::uint64_t seed = 1;          ///< of the random weights
};

/// What an explanation looks like once the weights of a layer, and of all above it, are random.
struct SanityStep {
  int node = 0;
  std::vector<float> values;         ///< (c, h, w), as SanityCheck::values
  double correlation = 0;            ///< Spearman's, with the explanation of the real weights; NaN: a flat picture
  double magnitude_correlation = 0;  ///< the same of the magnitudes
};

struct SanityCheck {
  const ExplainMethod* method = nullptr;
  int label = 0;
  Shape shape;
  std::vector<float> values;      ///< the explanation itself
  std::vector<SanityStep> steps;  ///< from the top layer down; fewer when stopped
  bool complete = false;
};

/// Adebayo et al. 2018, cascading randomisation: the layers with weights are made random one after another from the top
/// down, and each time the same class is explained anew. An explanation that stays as it is does not explain what was
/// learned. For every method of the registry that gives the input's pixels values for a class: those with a rule (the
/// class's score carried down from 1), those with `attribute`, and occlusion (its probability map, default square).
/// The same values with any number of threads. Throws Error(bad_value) for other methods and as the method itself does.
/// progress counts explanations.
SanityCheck check_sanity(const Model& model, const Activations& activations, const ExplainMethod& method,
                         const SanityOptions& options, ThreadPool& pool, std::stop_token stop = {},
                         const ProgressCallback& progress = {});

/// Whether check_sanity() can check it.
bool can_check_sanity(const ExplainMethod& method);

}  // namespace convlens
