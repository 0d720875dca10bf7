#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/explain/deconvnet.h"
#include "core/explain/pixel_space.h"

namespace convlens {

/// All constants are ours.
struct MaximisationOptions {
  int iterations = 200;
  std::uint64_t seed = 1;
  std::optional<Position> position = std::nullopt;  ///< none: the middle of the map
  double norm_weight = 0.5;                         ///< of the squared length, which it holds near 1 (pixel_space.h)
  double variation_weight = 0.5;
  double momentum = 0.9;
  double learning_rate = 0.05;
};

/// The picture that excites a unit most.
struct Maximisation {
  int node = 0, unit = 0;
  Position position;
  Tensor<float> picture;  ///< (1, input shape), pixels from 0 to 1
  double activation = 0;  ///< of the unit, on the picture
  int iterations = 0;     ///< done, of the start that is shown
};

/// Activation maximisation (Erhan et al. 2009, Simonyan et al. 2013): gradient ascent from seeded noise on
/// activation / slope - norm - total variation, the pixels kept between 0 and 1; slope: the geometric mean of the length
/// of its derivative here and of the least so far. Where the unit
/// is a ReLU's or a softmax's, what goes into it is raised: the same unit, and a way up also where it is silent. Several
/// starts climb the first eighth; the one that is highest then goes on.
/// Throws Error(bad_value) for a layer, unit or position that there is not. progress counts the steps of all starts; when stopped,
/// what there is.
Maximisation maximise(const Model& model, int node, int unit, const MaximisationOptions& options = {},
                      std::stop_token stop = {}, const ProgressCallback& progress = {});

/// Several units of a layer, each as maximise() does it; fewer when stopped. progress counts units.
std::vector<Maximisation> maximise_units(const Model& model, int node, const std::vector<int>& units,
                                         const MaximisationOptions& options = {}, ThreadPool* pool = nullptr,
                                         std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
