#pragma once
#include <vector>

#include "core/model/presets.h"

namespace convlens::test {

/// The presets for pictures of at most 64x64: those for photographs are made of the same layers, and would keep the
/// tests busy for minutes.
inline std::vector<Preset> small_presets() {
  constexpr int kSide = 64;
  std::vector<Preset> small;
  for (const Preset& preset : presets())
    if (preset.build()->input_shape().height <= kSide) small.push_back(preset);
  return small;
}

}  // namespace convlens::test
