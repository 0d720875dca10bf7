#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/model/run.h"

namespace convlens {

enum class OcclusionGrid {
  centred,  ///< the square's centre visits 0, stride, 2 stride ...; it covers patch pixels from centre -
            ///< patch / 2
  inside,   ///< only squares wholly inside, from 0 in steps of stride
};

struct OcclusionOptions {
  int patch = 7;
  int stride = 1;
  OcclusionGrid grid = OcclusionGrid::centred;
  std::vector<float> fill = {0.5f};  ///< pixel space, one value or one a channel
  /// Node for map (b); -1: the last convolution's activation after its nonlinearity, or, in a network without
  /// a convolution, the layer of the logits.
  int layer = -1;
  /// Of that layer, for (b); none: the one with the largest single activation on the unoccluded image.
  std::optional<int> map = std::nullopt;
  std::optional<int> label =
      std::nullopt;  ///< the true class; none: the class predicted for the unoccluded image
};

/// Zeiler & Fergus 2014, figure 7: all maps are indexed by the position of the square, in row order
/// (positions_y x positions_x).
struct OcclusionResult {
  int positions_y = 0, positions_x = 0;
  std::vector<int> centres_y, centres_x;    ///< pixel rows and columns of the squares' centres
  std::vector<float> activation;            ///< (b) sum of the activations of `map`, summed in double
  std::vector<float> probability;           ///< (d) of class `label`
  std::vector<std::int32_t> most_probable;  ///< (e)
  int layer = 0;                            ///< node of (b)
  int map = 0;  ///< the one asked for, else that with the largest single activation on the unoccluded image, the
                ///< lowest if several
  int label = 0;
  bool complete = false;  ///< false: stopped; positions not reached hold NaN and -1
};

/// Lays the square over every image of a batch: rows and columns [centre - patch / 2, ... + patch), clipped
/// at the border.
void cover(View<float> image, int centre_y, int centre_x, int patch, std::span<const float> fill);

/// input: one sample. Only what the square can change is computed again, layer by layer (partial_run.h); the
/// values are those of whole runs of the covered images. Throws Error(bad_value) for a patch or stride below 1, a square larger than the image
/// with grid inside, a layer, map, label or number of fill values that the model does not have;
/// Error(shape_mismatch) for an input that does not fit. The same values with any number of threads. progress
/// counts positions.
OcclusionResult occlude(const Model& model, ConstView<float> input, const OcclusionOptions& options,
                        ThreadPool& pool, std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
