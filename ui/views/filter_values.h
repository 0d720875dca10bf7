#pragma once
#include <memory>
#include <span>

#include "core/model/convolutions.h"
#include "core/model/model.h"
#include "ui/paint/map_image.h"

namespace convlens::ui {

/// The weights of now, those kept from before, or the difference now - before.
enum class WeightsShown { now, before, change };

/// Two states of one network.
struct TwoModels {
  std::shared_ptr<const Model> now, before;  ///< of one graph
  friend bool operator==(const TwoModels&, const TwoModels&) = default;
};

/// Whether a convolution looks straight at a picture of three colours (the normalisation may stand between).
bool looks_at_colours(const Graph& graph, int convolution);

Filters filters_shown(const TwoModels& models, int convolution, WeightsShown shown);
/// One output map's weights over all input channels, and one kernel of them.
std::span<const float> filter_of(const Filters& filters, int out);
std::span<const float> kernel_of(const Filters& filters, int out, int in);

/// Of now what was before, of before what is now, so that one scale serves both; of a change nothing (out: 0).
Filters filters_compared_with(const TwoModels& models, int convolution, WeightsShown shown);

/// Smallest and largest weight of all convolutions: of both states together, or of the changes.
ValueRange network_weights_range(const TwoModels& models, WeightsShown shown);

struct WeightStatistics {
  double smallest = 0, largest = 0, mean = 0, norm = 0;  ///< norm: L2
};
WeightStatistics statistics_of(std::span<const float> weights);

}  // namespace convlens::ui
