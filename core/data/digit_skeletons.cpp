#include "core/data/digit_skeletons.h"

#include <array>

#include "core/data/digit_ways.h"

namespace convlens {

std::span<const DigitSkeleton> digit_skeletons(int digit) {
  static const std::array<std::vector<DigitSkeleton>, 10> all{
      ways_of_zero(), ways_of_one(), ways_of_two(),   ways_of_three(), ways_of_four(),
      ways_of_five(), ways_of_six(), ways_of_seven(), ways_of_eight(), ways_of_nine()};
  return all.at(static_cast<std::size_t>(digit));
}

}  // namespace convlens
