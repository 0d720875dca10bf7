#pragma once
#include <string>

namespace convlens {

/// A part of 1 for a caption: "98.4 %".
std::string percent(double part);

}  // namespace convlens
