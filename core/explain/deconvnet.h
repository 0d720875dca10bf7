#pragma once
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/model/run.h"

namespace convlens {

/// A position in a feature map.
struct Position {
  int y = 0, x = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

enum class SeedValue { activation, one };

struct ProjectionOptions {
  BackwardRule rule = BackwardRule::deconvnet;
  SeedValue seed = SeedValue::activation;
  std::optional<Position> position =
      std::nullopt;  ///< none: the map's strongest, the first in row order if several
};

/// One unit's signal carried down to the pixels (Zeiler & Fergus 2014; REFERENCE.md "Deconvnet").
struct Projection {
  Tensor<float> pixels;  ///< (1, input shape), in pixel units: the walk went on through the normalisation
  Position position;
  float activation = 0;
};

/// The strongest position of a map (sample 0), the first in row order if several.
Position strongest_position(const Tensor<float>& activations, int unit);

/// Activations of a batch of 1. A unit is a map; of a dense layer an output, at position 0, 0. A layer kind
/// that has no rule of its own (softmax, leaky ReLU) passes its true derivative under every rule. Throws
/// Error(bad_value) for a unit or a position that the layer does not have. `path`: where given, filled with
/// the signal at every node on the way (the window's row of pictures).
Projection project(const Model& model, const Activations& activations, int node, int unit,
                   const ProjectionOptions& options = {}, Gradients* path = nullptr);

/// The projections of every unit of a layer, each on its own.
struct Projections {
  Shape shape;                      ///< of one projection: the input's
  std::vector<float> pixels;        ///< (units, c, h, w); NaN for units not reached when stopped
  std::vector<Position> positions;  ///< of the units done
  std::vector<float> activations;
  bool complete = false;
};
/// As project() for every unit, to the last bit, with any number of threads: several signals go down together, so that
/// the weights are made ready once for all of them. progress counts units.
Projections project_all(const Model& model, const Activations& activations, int node,
                        const ProjectionOptions& options = {}, ThreadPool* pool = nullptr,
                        std::stop_token stop = {}, const ProgressCallback& progress = {});

/// "deconvnet", "guided", "gradient" (explain/registry.h); throws Error(unknown_name).
BackwardRule parse_rule(std::string_view name);

}  // namespace convlens
