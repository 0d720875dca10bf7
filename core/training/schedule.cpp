#include "core/training/schedule.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "core/base/error.h"

namespace convlens {
namespace {

constexpr std::array<std::pair<std::string_view, Schedule>, 3> kNames{
    {{"constant", Schedule::constant}, {"cosine", Schedule::cosine}, {"one-cycle", Schedule::one_cycle}}};

// One-cycle's usual shape (Smith & Topin 2018, as PyTorch's defaults have it).
constexpr double kWarmUpShare = 0.3, kStart = 1.0 / 25, kEnd = 1e-4;

double half_cosine(double from, double to, double part) {
  return to + (from - to) * (1 + std::cos(std::numbers::pi * part)) / 2;
}

}  // namespace

double schedule_factor(Schedule schedule, std::int64_t step, std::int64_t total) {
  if (schedule == Schedule::constant || total <= 0) return 1;
  const double part = static_cast<double>(step) / static_cast<double>(total);
  if (schedule == Schedule::cosine) return half_cosine(1, 0, part);
  if (part < kWarmUpShare) return kStart + (1 - kStart) * part / kWarmUpShare;
  return half_cosine(1, kEnd, (part - kWarmUpShare) / (1 - kWarmUpShare));
}

Schedule parse_schedule(std::string_view name) {
  for (const auto& [known, schedule] : kNames)
    if (known == name) return schedule;
  throw Error(ErrorKind::unknown_name, std::string(name), "no such schedule", "constant, cosine, one-cycle");
}

std::string_view to_string(Schedule schedule) {
  for (const auto& [name, known] : kNames)
    if (known == schedule) return name;
  return {};
}

}  // namespace convlens
