#pragma once
#include "ui/frame.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// Which unit's signal is carried down to the pixels, and how.
struct ReconstructionQuestion {
  FramePtr frame;
  int layer = 0;
  int map = 0;
  std::optional<Position> position = std::nullopt;  ///< none: the map's strongest
  BackwardRule rule = BackwardRule::deconvnet;
  SeedValue seed = SeedValue::activation;

  ProjectionOptions options() const { return {.rule = rule, .seed = seed, .position = position}; }
};

/// What is left of the signal at one place of the way down: its length over the channels, position by position; of a
/// vector, the magnitudes of its values.
struct PathStep {
  int node = 0;             ///< whose output the signal is at; kGraphInput: at the pixels
  int through = -1;         ///< the node that it came down through; -1: the unit itself, where it began
  /// Of a vector: as a near-square in row order.
  int height = 1, width = 1;
  int channels = 1;
  /// sqrt of the sum of squares over the channels, row order; a vector's last row may be cut short.
  std::vector<float> norm;
};

/// One unit: its picture and the way there.
struct Reconstruction {
  ReconstructionQuestion question;
  Projection projection;
  std::vector<PathStep> path;  ///< from the unit to the pixels
};
ViewJob reconstruction_job(const ReconstructionQuestion& question);

/// The same unit under each rule, in the order of explain_methods(); the question's rule does not matter.
struct ReconstructionRules {
  ReconstructionQuestion question;
  std::vector<Projection> projections;
};
ViewJob rules_job(const ReconstructionQuestion& question);

/// All maps of the layer.
struct ReconstructionSheet {
  ReconstructionQuestion question;
  Projections projections;
};
/// The sheet of a layer; each map from its own strongest position.
ViewJob sheet_job(const ReconstructionQuestion& question);

}  // namespace convlens::ui
