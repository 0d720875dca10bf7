#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "core/data/digit_skeletons.h"

namespace convlens {

/// A letter or sign that looks like no digit, as strokes on the digits' plane (100 units high).
struct SignSkeleton {
  std::string_view name;
  bool unseen;  ///< kept out of training
  std::vector<std::vector<Knot>> strokes;
};

std::span<const SignSkeleton> sign_skeletons();

}  // namespace convlens
