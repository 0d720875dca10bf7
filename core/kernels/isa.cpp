#include "core/kernels/isa.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "core/base/error.h"
#include "core/kernels/simd_targets.h"
#include "hwy/highway.h"

namespace convlens::kernels {
namespace {

std::string_view name_of(std::int64_t target) {
  switch (target) {
    case HWY_AVX3:
      return "avx512";
    case HWY_AVX2:
      return "avx2";
    case HWY_SSE4:
      return "sse4";
    case HWY_NEON:
      return "neon";
    default:
      return "scalar";
  }
}

/// What the machine can do, found out once: later choices hide the rest from Highway.
std::int64_t machine_targets() {
  static const std::int64_t targets = (hwy::SupportedTargets() & HWY_TARGETS) | HWY_STATIC_TARGET;
  return targets;
}

/// A lower bit is a better instruction set.
std::int64_t best_of(std::int64_t targets) { return targets & -targets; }

std::optional<std::int64_t> target_named(std::string_view name) {
  for (std::int64_t rest = machine_targets(); rest != 0; rest &= rest - 1)
    if (name_of(best_of(rest)) == name) return best_of(rest);
  return std::nullopt;
}

std::int64_t chosen_target = 0;

void choose(std::int64_t target) {
  chosen_target = target;
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().Update(target);
}

}  // namespace

bool choose_instruction_set() {
  if (chosen_target != 0) return true;
  const char* name = std::getenv("CONVLENS_ISA");
  const std::optional<std::int64_t> wanted = name != nullptr ? target_named(name) : std::nullopt;
  choose(wanted.value_or(best_of(machine_targets())));
  return true;
}

std::string_view instruction_set() { return name_of(chosen_target); }

std::vector<std::string> instruction_sets() {
  std::vector<std::string> names;
  for (std::int64_t rest = machine_targets(); rest != 0; rest &= rest - 1)
    names.emplace_back(name_of(best_of(rest)));
  return names;
}

void use_instruction_set(std::string_view name) {
  const std::optional<std::int64_t> target = target_named(name);
  if (!target) {
    std::string known;
    for (const std::string& one : instruction_sets()) known += (known.empty() ? "" : ", ") + one;
    throw Error(ErrorKind::unknown_name, std::string(name), {}, known);
  }
  choose(*target);
}

}  // namespace convlens::kernels
