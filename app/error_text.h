#pragma once
#include <string>

#include "core/base/error.h"

namespace convlens::app {

/// One sentence for people: "FILE: what is wrong; what to do", in the language of the interface. The window
/// and the command line say the same. Works without a Qt application object (then in English).
std::string error_text(const Error& error);

}  // namespace convlens::app
