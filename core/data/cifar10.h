#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/samples.h"

namespace convlens {

/// CIFAR-10's binary version: records of a label and 3 x 32 x 32 bytes, in data_batch_1..5.bin and
/// test_batch.bin, plain, .gz or .xz, in the folder itself or in cifar-10-batches-bin inside it. Where there
/// is no full test_batch (10,000 pictures), data_batch_5 is the test split and 1 to 4 the training split, and
/// notes() says so. Of test_batch, only its length is looked at for the training split. Throws
/// Error(file_missing naming the file, file_truncated, file_broken, and what Unpacker throws).
std::shared_ptr<const Samples> open_cifar10(const std::filesystem::path& folder, Split split);

/// Whether the folder holds the training batches.
bool has_cifar10(const std::filesystem::path& folder);

const std::vector<std::string>& cifar10_class_names();

}  // namespace convlens
