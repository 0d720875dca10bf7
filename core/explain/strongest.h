#pragma once
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/explain/deconvnet.h"
#include "core/model/run.h"

namespace convlens {

/// Nine, as in Zeiler & Fergus 2014, figure 2.
inline constexpr int kStrongestCount = 9;

/// Where one image excites one map most.
struct StrongPatch {
  int image = 0;      ///< index in the data set
  Position position;  ///< the map's strongest in this image, the first in row order if several
  float activation = 0;
  friend bool operator==(const StrongPatch&, const StrongPatch&) = default;
};
/// The order of a map's patches: the larger activation first, of equal ones the lower image. What is no
/// number comes last.
bool is_stronger(const StrongPatch& a, const StrongPatch& b);

/// For every map of every layer (every output of a dense one) the images that excite it most, at most one
/// position an image.
struct StrongestPatches {
  int count = 0;           ///< kept of each map; fewer than asked for where there are fewer images
  std::size_t images = 0;  ///< looked at
  std::size_t total = 0;   ///< of the data set
  std::vector<std::vector<StrongPatch>> layers;  ///< one a node: unit by unit, each from its strongest on

  bool complete() const { return images == total; }
  std::span<const StrongPatch> of(int node, int unit) const;
};

/// One walk through a data set. All layers are searched at once: they are all computed on the way to the last.
class StrongestSearch {
 public:
  /// All must outlive this object. Throws Error(shape_mismatch) for data that does not fit the model,
  /// Error(bad_value) for a count below 1, Error(no_data) for a data set without images.
  StrongestSearch(const Model& model, const Samples& samples, int count = kStrongestCount);

  /// The same result with any number of threads. false: stopped. progress counts images; it may ask for
  /// found().
  bool run(ThreadPool& pool, const std::stop_token& stop = {}, const ProgressCallback& progress = {});
  /// What has been found so far. Not while run() is under way, except from its progress.
  StrongestPatches found() const;

 private:
  /// A thread's own: its buffers, and the strongest of the images that it saw.
  struct Slot {
    Tensor<float> input;
    Activations activations;
    std::vector<float> best;
    std::vector<int> where;
    std::vector<std::vector<StrongPatch>> ranks;  ///< as StrongestPatches::layers, `count_` a unit
  };
  void search(Slot& slot, int first, int length) const;

  const Model& model_;
  const Samples& samples_;
  std::size_t count_;
  std::vector<Slot> slots_;
  std::size_t done_ = 0;
};

}  // namespace convlens
