#pragma once
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/render/colour_scale.h"
#include "core/tensor/tensor.h"

namespace convlens::app {

/// Makes the folder and those above it; throws Error(file_unwritable) where that fails.
void make_folder(const std::filesystem::path& folder);
/// Refuses, before any work, a file that could not be written at the end: Error(file_unwritable) for a
/// missing folder, a folder of that name, or one without permission.
void require_writable(const std::filesystem::path& file);

/// A layer's name as the stem of a file: '/' becomes '_'.
std::string file_stem(const std::string& layer);
/// The same for many layers in one folder; two that would meet get "_2" and so on.
class FileStems {
 public:
  std::string take(const std::string& layer);

 private:
  std::set<std::string> taken_;
};

void save_picture(const std::filesystem::path& path, const Pixels& pixels);
/// One sample, (c, h, w).
void save_chw(const std::filesystem::path& path, const Tensor<float>& sample);
std::vector<float> chw_of(const Tensor<float>& sample, int n = 0);

/// diverging where there are values below 0, else sequential.
ColourMap scale_for(std::span<const float> values);

}  // namespace convlens::app
