#pragma once
#include "core/explain/strongest.h"
#include "core/model/partial_run.h"

namespace convlens {

/// The part of the input that a unit of a layer sees, in pixels; it may hang over the border. Along an axis
/// where the receptive field is as large as the input or larger, all of the input.
Rect patch_field(const Graph& graph, int node, const Position& position);

/// A layer's strongest patches as pictures: what the unit saw, and what in it the unit answered to.
struct PatchPictures {
  std::vector<int> units;  ///< of the layer
  int patches = 0;         ///< of each unit
  Shape shape;             ///< of one picture: the receptive field's, with the input's channels
  /// (units, patches, c, h, w): the images cropped to the receptive field, 0 beyond the border.
  std::vector<float> crops;
  /// The same of each unit's projection (explain/deconvnet.h) from its position, seeded by its activation; it is 0
  /// outside of the field. Empty: not asked for.
  std::vector<float> projections;
  bool complete = false;  ///< false: stopped
};

struct PictureOptions {
  int patches = 0;  ///< of each unit, from the strongest on; 0: all there are
  bool projections = true;
  BackwardRule rule = BackwardRule::deconvnet;
};
/// The same values with any number of threads. progress counts units.
PatchPictures patch_pictures(const Model& model, const Samples& samples, const StrongestPatches& strongest, int node,
                             std::span<const int> units, const PictureOptions& options = {},
                             ThreadPool* pool = nullptr, const std::stop_token& stop = {},
                             const ProgressCallback& progress = {});

}  // namespace convlens
