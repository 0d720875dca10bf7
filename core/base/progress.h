#pragma once
#include <cstddef>
#include <functional>

namespace convlens {

/// Called from the working thread, often; must return quickly. May be empty.
using ProgressCallback = std::function<void(std::size_t done, std::size_t total)>;

}  // namespace convlens
