#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/model.h"

namespace convlens {

/// The weights at one moment of a training.
struct Snapshot {
  std::int64_t step = 0;  ///< steps done
  std::shared_ptr<const Model> model;
};

/// What is kept of one training, the earliest first, all of one structure. Immutable once handed over.
struct Film {
  std::vector<Snapshot> snapshots;
  std::string data;        ///< the word of the data set that is learned from
  std::uint64_t seed = 1;  ///< that it was opened with
  bool too_large = false;  ///< not even two snapshots of these weights may be kept

  /// All snapshots'; there must be one.
  const Graph& graph() const { return *snapshots.front().model->graph; }
};
using FilmPtr = std::shared_ptr<const Film>;

/// Ours: a strip that can be taken in at a glance, and memory that a small machine has to spare.
struct FilmLimits {
  std::size_t snapshots = 24, bytes = 64 << 20;
};
/// Steps between the snapshots of a training of that length: the smallest power of two at which all multiples that it
/// reaches, 0 among them, stay within `snapshots`.
std::int64_t film_interval(std::int64_t total_steps, std::size_t snapshots = FilmLimits{}.snapshots);

/// Keeps snapshots while the end of a training is not known: every step's at first; each time there are too many, the
/// interval doubles and every other one goes. After the last step it holds what film_interval() tells, and that step.
class FilmRecorder {
 public:
  explicit FilmRecorder(FilmLimits limits = {}) : limits_(limits) {}

  /// Whether add(), or finish(), would keep this step's weights: asked first, so that others need no copy.
  bool wants(std::int64_t step) const;
  bool wants_last(std::int64_t step) const { return !snapshots_.empty() && snapshots_.back().step < step; }
  /// The first one decides how many there is room for.
  void add(Snapshot snapshot);
  /// The last step's weights, whatever the interval; they come on top.
  void finish(Snapshot snapshot);
  const std::vector<Snapshot>& snapshots() const { return snapshots_; }
  bool too_large() const { return begun_ && room_ == 0; }

 private:
  void thin_out();

  FilmLimits limits_;
  std::vector<Snapshot> snapshots_;
  std::size_t room_ = 0;
  std::int64_t interval_ = 1;
  bool begun_ = false;
};

}  // namespace convlens
