#pragma once
#include <cmath>

namespace convlens::app {

/// How fast a training goes just now: images a second over about the last two seconds of work, pauses and
/// evaluations not counted.
class TrainingPace {
 public:
  void add(int images, double seconds) {
    const double kept = std::exp(-seconds / kWindowSeconds);
    images_ = images_ * kept + images;
    seconds_ = seconds_ * kept + seconds;
  }
  double images_per_second() const { return seconds_ > 0 ? images_ / seconds_ : 0; }

 private:
  static constexpr double kWindowSeconds = 2;
  double images_ = 0, seconds_ = 0;
};

}  // namespace convlens::app
