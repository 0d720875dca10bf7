#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "core/model/model.h"

namespace convlens::app {

/// How an image becomes a network's input.
struct InputOptions {
  bool raw = false;
  std::string ink = "auto";
};
void add_input_options(CLI::App& command, InputOptions& options);

/// A network's input (pixels 0..1, NHWC) from a file:
///  .npy               float32, the graph's input itself, (c, h, w) or (n, c, h, w)
///  .json .jsonl (.gz) a drawing; of several the first
///  anything else      an image: --raw as it is, else through the draw pad's preprocessing for networks of
///  28x28 grey
///                     pixels, else brought to the network's size
/// Throws Error(empty_image) for a drawing or a scan without ink, Error(shape_mismatch), and the readers'
/// errors.
Tensor<float> load_input(const std::filesystem::path& file, const Model& model, const InputOptions& options);

/// The same where one picture is wanted: Error(bad_value) for a batch of several.
Tensor<float> load_picture(const std::filesystem::path& file, const Model& model,
                           const InputOptions& options);

}  // namespace convlens::app
