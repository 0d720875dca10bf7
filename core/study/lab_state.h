#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/model.h"
#include "core/study/dead_maps.h"
#include "core/study/variant.h"

namespace convlens {

/// What a lab trains, and on what. All variants have the same seed, data and number of epochs.
struct LabSettings {
  std::string model;  ///< what the user calls the base
  std::string data;   ///< the data set's word (CLI.md)
  std::shared_ptr<const Graph> base = {};
  std::vector<Variant> variants = {};
  int epochs = 2;
  std::size_t images = 0;  ///< of the training split, the first ones; 0: all
  std::uint64_t seed = 1;
};

/// Ours: every this many pictures one is held out from training, to choose by. Sets whose classes stand in turn have ten
/// or two of them: no multiple of those.
inline constexpr int kLabHoldOut = 11;
/// Ours: among so many held-out pictures a map that never fires is called dead.
inline constexpr std::size_t kDeadImages = 1000;
/// Ours: a training is looked at this often, at least at each epoch's end.
inline constexpr int kLabLooks = 8;

/// Ours: more could not be told apart in a figure.
inline constexpr std::size_t kMostVariants = 64;

/// A variant at one moment of its training.
struct LabLook {
  std::int64_t step = 0;  ///< steps done
  double epochs = 0;      ///< the same in epochs
  double loss = 0;        ///< mean cross-entropy of the training batches since the look before
  double held_out = 0;    ///< accuracy on the held-out pictures
  double seconds = 0;     ///< of training so far; looking does not count
  std::vector<DeadMaps> dead = {};
};

/// How far a variant's training is: enough, with the trainer's own state, to go on as if nothing had
/// happened.
struct LabProgress {
  std::int64_t step = 0;
  double seconds = 0;
  double loss_sum = 0;  ///< since the last look, over loss_count pictures
  std::int64_t loss_count = 0;
  std::vector<LabLook> looks = {};
  std::optional<double> test = {};  ///< accuracy on the test split, after the last step
};

/// One variant as it is shown.
struct LabVariant {
  Variant variant;
  std::size_t parameters = 0;      ///< trainable ones
  std::int64_t multiply_adds = 0;  ///< of one picture's forward run
  std::int64_t total_steps = 0;    ///< 0: not known before its training has begun
  LabProgress progress = {};
  Filters filters = {};  ///< of the first convolution; no values before its training has begun

  bool finished() const { return total_steps > 0 && progress.step == total_steps && looked(); }
  /// Whether the last step has been looked at.
  bool looked() const { return !progress.looks.empty() && progress.looks.back().step == progress.step; }
};

/// A lab at rest or under way, to be shown: all that its folder holds but the weights.
struct LabState {
  LabSettings settings;
  std::vector<LabVariant> variants = {};

  bool begun() const;
  bool finished() const;
  /// Share of all steps that are done, 0..1.
  double done() const;
};

/// A variant before its first step. Throws what build_variant throws.
LabVariant untrained_variant(const Graph& base, const Variant& variant);
/// The lab of these settings before its first step: what will be trained. Throws what build_variant throws.
LabState planned_lab(const LabSettings& settings);
/// "01" for the first: variants in the names of files.
std::string variant_number(std::size_t variant);
/// The first convolution's filters; none where there is no convolution.
Filters first_filters(const Model& model);

}  // namespace convlens
