#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/data/strokes.h"
#include "core/model/transfer.h"
#include "core/training/evaluate.h"

namespace convlens {

/// Teaching a network its user's hand: it is trained on for seconds, at a small learning rate, on the user's
/// own drawings mixed with pictures of the original data, so that it does not forget these ("rehearsal",
/// Robins 1995). Study and not training: what came of it on both, and what moved, is the point.

/// Whether it reads drawings as the ten digits: takes 1x28x28 and answers with ten classes, named 0..9 if at
/// all.
bool can_be_taught(const Model& model);

struct TeachOptions {
  std::string freeze = {};  ///< the last layer that shall not move; empty: all move
  int leave_out = 0;  ///< every nth drawing is not taught, only read before and after; 0: all are taught
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: all cores. Never changes a bit of the result.
  ThreadPriority priority = ThreadPriority::normal;
};

// Ours, found by trying with the shipped network and pen strokes that it reads wrongly (README): a lower rate leaves some
// of 50 drawings unlearned, more repeats or a larger share make it forget others' ways of writing.
inline constexpr std::size_t kTeachPictures = 8192;  ///< of the original data, each seen once
inline constexpr double kOwnShare = 0.125;           ///< of all pictures that are seen
inline constexpr std::size_t kMostRepeats = 32;      ///< of one drawing, each time with other random changes
inline constexpr float kTeachLearningRate = 0.01f;   ///< at the start; half a cosine wave takes it to 0
/// Every nth picture of the original training data is never trained on; tells what was forgotten. As many as
/// are held out from the shipped network's own training, and the same ones.
inline constexpr int kTeachHeldOut = 21;
inline constexpr std::size_t kMostHeldOut = 5000;

struct TaughtDrawing {
  int label = 0;
  bool left_out = false;  ///< the network was not taught this one
  ClassAnswer before, after;
};

struct Tally {
  std::size_t before = 0, after = 0, count = 0;  ///< read rightly, of how many
};

struct TeachResult {
  std::shared_ptr<const Model> before, after;  ///< of one graph
  std::vector<TaughtDrawing> drawings;         ///< in the order of those given
  Tally held_out;                              ///< of the original data
  std::size_t pictures = 0, repeats = 0;       ///< of the original data; of each drawing
  /// What the training moved. (The temperature comes on top, for the last dense layer.)
  std::vector<LayerMove> layers;
  /// Found anew by the held-out pictures where the model came with one (core/training/calibrate.h), and so is
  /// its threshold for "no class". 1: none.
  float temperature = 1;
};

/// Those that were taught, or those that were left out.
Tally tally_of(const TeachResult& result, bool left_out);

/// own: at least one drawing that is taught, labels 0..9. original: a training split; `data` is its word, for
/// the recipe in the metadata. nullopt: stopped. Throws Error(shape_mismatch) where the model does not take
/// 1x28x28 or the data has other classes, Error(bad_value, unknown_name, empty_image) for what cannot be
/// taught.
std::optional<TeachResult> teach(std::shared_ptr<const Model> model, const std::vector<Drawing>& own,
                                 std::shared_ptr<const Samples> original, const std::string& data,
                                 const TeachOptions& options, std::stop_token stop = {},
                                 const ProgressCallback& progress = {});

}  // namespace convlens
