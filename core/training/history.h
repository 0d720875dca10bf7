#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/training/trainer.h"

namespace convlens {

/// What one epoch came to.
struct EpochRecord {
  int epoch = 0;  ///< 1-based, as printed
  double loss = 0, train_accuracy = 0;
  std::optional<double> test_accuracy = std::nullopt;
  double images_per_second = 0;
};

/// What the curves of a training are drawn from, in bounded memory however long it takes: kept in its
/// checkpoint, so that the curves of a resumed run begin where the run began.
class TrainingHistory {
 public:
  /// Where there are more steps, neighbours are merged, and again.
  static constexpr std::size_t kRecords = 512;

  void add(const StepRecord& step);
  void add(const EpochRecord& epoch) { epochs_.push_back(epoch); }
  /// At most kRecords. Of steps that were merged: the last one's number, epoch and learning rate, the mean
  /// loss of their images, the sums of the counts.
  std::vector<StepRecord> steps() const;
  const std::vector<EpochRecord>& epochs() const { return epochs_; }

  std::string to_json() const;
  /// Throws nlohmann::json::exception for another text.
  static TrainingHistory from_json(const std::string& text);

 private:
  struct Merged {
    StepRecord last;
    double loss_sum = 0;  ///< over the images
    std::int64_t correct = 0, count = 0, steps = 0;
    void add(const Merged& later);
  };

  std::vector<Merged> steps_;
  std::int64_t steps_per_record_ = 1;
  std::vector<EpochRecord> epochs_;
};

}  // namespace convlens
