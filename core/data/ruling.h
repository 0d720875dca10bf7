#pragma once
#include <opencv2/core.hpp>

namespace convlens {

// Lines printed on the paper, or its squares: fainter than the ink, as long as the paper is wide, and through every
// digit. `ink` is CV_32F, 0 where there is paper, larger where there is more ink.

/// Otsu's threshold may take printed lines for ink; a second threshold among what the first calls ink (`inked`) tells
/// them apart if its two sides are far enough from each other and the fainter one holds lines: long pieces that reach
/// the rim, together at two sides of it. Then the fainter side is taken out of `inked`. Returns the second threshold;
/// 0: there are no such lines.
float leave_ruling_out(const cv::Mat& ink, cv::Mat& inked);

/// Such lines among what is fainter than `core` become 0. Where there are some, so does everything else that is as faint, but for the nearest pixels around what is above `core`, which may be its soft
/// edge. What is not above `edge` stays as it is.
void take_away_ruling(cv::Mat& ink, float edge, float core);

}  // namespace convlens
