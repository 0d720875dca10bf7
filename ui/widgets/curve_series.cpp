#include "ui/widgets/curve_series.h"

namespace convlens::ui {

void CurveSeries::add(double x, double y) {
  open_.x += x;
  open_.y += y;
  if (++open_.count < per_point_) return;
  points_.push_back(open_);
  open_ = {};
  if (points_.size() >= capacity_) halve();
}

void CurveSeries::halve() {
  std::vector<Point> halved;
  halved.reserve(capacity_);
  std::size_t i = 0;
  for (; i + 1 < points_.size(); i += 2)
    halved.push_back({points_[i].x + points_[i + 1].x, points_[i].y + points_[i + 1].y,
                      points_[i].count + points_[i + 1].count});
  if (i < points_.size()) open_ = points_[i];
  points_ = std::move(halved);
  per_point_ *= 2;
}

void CurveSeries::clear() {
  points_.clear();
  open_ = {};
  per_point_ = 1;
}

std::vector<double> CurveSeries::x() const {
  std::vector<double> out;
  for (const Point& p : points_) out.push_back(p.x / static_cast<double>(p.count));
  if (open_.count > 0) out.push_back(open_.x / static_cast<double>(open_.count));
  return out;
}

std::vector<double> CurveSeries::y() const {
  std::vector<double> out;
  for (const Point& p : points_) out.push_back(p.y / static_cast<double>(p.count));
  if (open_.count > 0) out.push_back(open_.y / static_cast<double>(open_.count));
  return out;
}

}  // namespace convlens::ui
