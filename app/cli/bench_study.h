#pragma once
#include "app/cli/command.h"
#include "app/cli/json_line.h"

namespace convlens::app {

class StopOnInterrupt;

/// Seconds of what looks through many images, each once, with the untrained network `digits` and generated
/// digits: "top9_all_layers" (10,000 images), "tsne" (2,000 images of relu3, from the images on) and, as it
/// takes a while only where asked for, "probes" (10,000 images, the default settings). Drawing the digits
/// does not count.
Json measure_studies(const CommonOptions& common, bool with_probes, const StopOnInterrupt& interrupt);

}  // namespace convlens::app
