#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/samples.h"

namespace convlens {

/// The four IDX files of MNIST and of the sets made in its form (Fashion-MNIST).
enum class MnistFile { training_images, training_labels, test_images, test_labels };

/// "train-images-idx3-ubyte", ...: the name without ".gz".
std::string mnist_file_name(MnistFile file);
/// The file in that folder under any of its usual names ('-' or '.' before "idx", with or without .gz);
/// empty: absent.
std::filesystem::path find_mnist_file(const std::filesystem::path& folder, MnistFile file);
/// Whether both files of the split are in the folder.
bool has_mnist_split(const std::filesystem::path& folder, Split split);

/// Opens the images and labels of one split. Throws Error(file_missing naming the file, file_broken when
/// counts differ or a label has no class, and what load_idx throws).
std::shared_ptr<const Samples> open_mnist(const std::filesystem::path& folder, Split split,
                                          const std::vector<std::string>& class_names);

const std::vector<std::string>& digit_class_names();
const std::vector<std::string>& fashion_class_names();

}  // namespace convlens
