#pragma once
#include <functional>

namespace convlens::app {

/// Lets the event loop work until the condition holds; false when it still does not after so many seconds. For
/// programs that drive the window by themselves (screenshots, tests), never within an event handler.
bool wait_until(const std::function<bool()>& condition, double seconds);

}  // namespace convlens::app
