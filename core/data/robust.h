#pragma once
#include <vector>

namespace convlens {

inline constexpr float kMadToSigma =
    1.4826f;  ///< median absolute residual to standard deviation, if it is normal
/// One grey level of 255 spreads over this standard deviation: less is no noise but rounding.
inline constexpr float kGreyRounding = 0.29f / 255;

/// Reorders the values; there must be one.
float median(std::vector<float>& values);
/// The value that this part (0 to 1) of them lies below; 0 of none. Reorders the values.
float quantile(std::vector<float>& values, double part);

}  // namespace convlens
