#pragma once
#include <opencv2/core.hpp>

namespace convlens {

// Lines printed on the paper, or its squares: fainter than the ink, as long as the paper is wide, and through every
// digit. `ink` is CV_32F, 0 where there is paper, larger where there is more ink.

/// Where ink seems to reach the picture's rim, it may be printed lines that Otsu's threshold did not tell from ink: a
/// second threshold among what the first calls ink (`inked`) does, if its two sides are apart, and what it calls
/// fainter is taken out of `inked`. Returns it; 0: there is none.
float leave_ruling_out(const cv::Mat& ink, cv::Mat& inked);

/// A piece fainter than `core` that leads from far away to the picture's rim becomes 0. Where there is one, so does
/// everything else that is as faint, but for the nearest pixels around what is above `core`, which may be its soft
/// edge. What is not above `edge` stays as it is.
void take_away_ruling(cv::Mat& ink, float edge, float core);

}  // namespace convlens
