#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/image.h"
#include "core/data/samples.h"

namespace convlens {

/// How a picture of any size becomes shape.size() values in 0..1, NHWC.
using FitPicture = std::function<std::vector<float>(const Image&)>;

/// A folder of images, one subfolder a class (pictures may lie deeper inside it). Class folders that bear the
/// model's class names (in any case of letters) get those labels, and others beside them are skipped with a
/// note; where none does, the folders are numbered in sorted order. `train` and `test` folders that hold the
/// class folders are the two splits; without them both splits are all pictures, and the training split's
/// notes() say so. A picture that cannot be read is skipped with a note. Throws Error(file_missing, no_data
/// for no class folder or no readable picture, shape_mismatch for more classes than the model has,
/// file_too_large).
std::shared_ptr<const Samples> open_folder(const std::filesystem::path& folder, Split split,
                                           const Shape& shape, const std::vector<std::string>& class_names,
                                           const FitPicture& fit);

}  // namespace convlens
