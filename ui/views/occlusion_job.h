#pragma once
#include "core/explain/deletion.h"
#include "ui/frame.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

struct OcclusionQuestion {
  FramePtr frame;
  OcclusionOptions options;
};

/// One sweep of the square over the input, and the strongest map's deconvnet picture beside it (REFERENCE.md, maps b,
/// d, e and c).
struct OcclusionPicture {
  OcclusionQuestion question;
  OcclusionResult result;
  int stride = 1;         ///< of this sweep: larger than the question's while it is still coarse
  Projection projection;  ///< of the map that (b) sums, from its strongest position
};
/// Where a sweep takes longer than a few frames, coarse sweeps come first, as partial results.
ViewJob occlusion_job(const OcclusionQuestion& question);

/// Whether a sweep is done within a few frames.
bool is_live_sweep(const Graph& graph, const OcclusionOptions& options);

/// How fast the class is lost when the sweep's squares are laid on one after another: a check on map (d).
struct DeletionPicture {
  std::shared_ptr<const OcclusionPicture> sweep;
  DeletionCurve curve, random;
};
ViewJob deletion_job(std::shared_ptr<const OcclusionPicture> sweep);

/// What the network makes of the input with the square at one place.
struct CoveredPicture {
  FramePtr frame;
  Position cell;                     ///< of the sweep's maps
  Tensor<float> image;               ///< the input with the square on it
  std::vector<float> probabilities;
  Tensor<float> activations;         ///< of the layer that (b) looks at
  int map = 0;
};
ViewJob covered_job(std::shared_ptr<const OcclusionPicture> picture, Position cell);

}  // namespace convlens::ui
