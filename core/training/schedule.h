#pragma once
#include <cstdint>
#include <string_view>

namespace convlens {

enum class Schedule { constant, cosine, one_cycle };

/// The factor on the base learning rate at step (0-based) of total.
/// cosine: (1 + cos(pi step / total)) / 2. one_cycle: linear warm-up from 1/25 over the first 30 %, then cosine to
/// 1e-4 of the base (Smith & Topin 2018).
double schedule_factor(Schedule schedule, std::int64_t step, std::int64_t total);

/// "constant", "cosine", "one-cycle"; throws Error(unknown_name).
Schedule parse_schedule(std::string_view name);
std::string_view to_string(Schedule schedule);

}  // namespace convlens
