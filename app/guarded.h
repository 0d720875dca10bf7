#pragma once
#include <functional>
#include <optional>
#include <string>

namespace convlens::app {

/// Runs a worker's work; the one place where the window's threads catch. What went wrong as a sentence for people,
/// or none.
std::optional<std::string> failure_of(const std::function<void()>& work);

}  // namespace convlens::app
