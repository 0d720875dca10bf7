#pragma once
#include <memory>
#include <string>

#include "core/data/dataset.h"
#include "core/model/model.h"

namespace convlens::app {

inline constexpr const char* kDataHelp =
    "generated, mnist[:DIR], mnist+generated[:DIR], fashion[:DIR], cifar10[:DIR], folder:DIR or strokes:FILE";

/// A data set's split for a model: folders are brought to its size and matched to its class names;
/// as_drawings sends images through the draw pad's preprocessing. Throws Error(shape_mismatch) that names
/// both where the data does not fit, and open_dataset's errors.
std::shared_ptr<const Samples> open_for_model(const std::string& data, Split split, const Model& model,
                                              const std::string& model_word, std::uint64_t seed,
                                              std::optional<InkSide> as_drawings = std::nullopt);

}  // namespace convlens::app
