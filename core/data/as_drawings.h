#pragma once
#include <memory>

#include "core/data/preprocess.h"
#include "core/data/samples.h"

namespace convlens {

/// The same pictures after the draw pad's preprocessing (`evaluate --as drawings`): 1x28x28.
std::shared_ptr<const Samples> as_drawings(std::shared_ptr<const Samples> samples, InkSide ink);

}  // namespace convlens
