#pragma once
#include <vector>

#include "core/data/digit_skeletons.h"

namespace convlens {

// The tables of digit_skeletons().
std::vector<DigitSkeleton> ways_of_zero();
std::vector<DigitSkeleton> ways_of_one();
std::vector<DigitSkeleton> ways_of_two();
std::vector<DigitSkeleton> ways_of_three();
std::vector<DigitSkeleton> ways_of_four();
std::vector<DigitSkeleton> ways_of_five();
std::vector<DigitSkeleton> ways_of_six();
std::vector<DigitSkeleton> ways_of_seven();
std::vector<DigitSkeleton> ways_of_eight();
std::vector<DigitSkeleton> ways_of_nine();

}  // namespace convlens
