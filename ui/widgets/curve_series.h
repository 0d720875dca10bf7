#pragma once
#include <cstddef>
#include <vector>

namespace convlens::ui {

/// A curve that never has more than a fixed number of points: when it is full, neighbours are averaged and
/// from then on each point stands for twice as many values. A week of training costs as little to draw as a
/// minute.
class CurveSeries {
 public:
  explicit CurveSeries(std::size_t capacity = 1024) : capacity_(capacity) {}

  void add(double x, double y);
  void clear();
  /// Averages of the complete points, then the one that is still filling.
  std::vector<double> x() const;
  std::vector<double> y() const;
  std::size_t size() const { return points_.size() + (open_.count > 0 ? 1 : 0); }
  std::size_t values_per_point() const { return per_point_; }

 private:
  struct Point {
    double x = 0, y = 0;  // sums
    std::size_t count = 0;
  };
  void halve();

  std::size_t capacity_;
  std::size_t per_point_ = 1;
  std::vector<Point> points_;
  Point open_;
};

}  // namespace convlens::ui
