#pragma once
#include "core/data/image.h"
#include "core/data/preprocess.h"

namespace convlens {

/// Ink 0..1 on paper that is exactly 0, from a scan or photograph of a single digit.
/// The side of Otsu's threshold with fewer pixels is ink, unless told; a large picture whose light is too
/// uneven for one threshold is first levelled (light.h; shadow.h where a shadow's border crosses it). The
/// paper's level is a plane fitted to the background side (light falls off across a photograph); what differs
/// from it by no more than the background's own noise, measured away from the ink, becomes 0. In a picture
/// without noise everything above the background is ink, so that MNIST's own images pass unchanged. In a
/// noisy one ink must hang together with a clearly inked core, and specks that are tiny beside the largest
/// piece go. Ink too faint for the noise is looked for again in the picture blurred, no more than it needs;
/// lines and squares printed on the paper, fainter than the ink, go (ruling.h). Longer sides above
/// kMaxPhotographSide are first shrunk by area. Nothing but paper: all 0.
GreyImage find_ink(GreyImage grey, InkSide side);

inline constexpr int kMaxPhotographSide = 1000;

}  // namespace convlens
