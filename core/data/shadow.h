#pragma once
#include <opencv2/core.hpp>
#include <optional>

#include "core/data/light.h"
#include "core/data/preprocess.h"

namespace convlens {

/// What level_shadow() makes of the paper, and which side of it is ink.
struct UnshadowedPaper {
  LevelPaper paper;
  bool dark_ink = true;
};

/// A page across which the light changes at a line: the shadow of a hand or of a window's frame, or the
/// paper's own edge on a table. No smooth surface follows such a border, but a grey-scale closing does (for
/// light ink an opening; Serra 1982): it fills what is thinner than its window, ink, and leaves straight
/// edges where they are. The whole picture (CV_32F, 0 to 1) is made as bright as its brightest paper, divided
/// by that level; what is darker in one piece with the picture's rim is taken for the corner of a shadow and
/// becomes paper. nullopt, and the picture as it was: no such border, which is one that parts the picture's
/// rim and across which the light changes by more than a third.
std::optional<UnshadowedPaper> level_shadow(cv::Mat& picture, InkSide side);

}  // namespace convlens
