#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/model/model.h"

namespace convlens::app {

/// A model by the word on the command line: a preset's name (its shipped weights), an .onnx file, or weights
/// as export writes them (.safetensors, the architecture beside them). A large one shows its progress on
/// standard error. Throws Error(unknown_name) for a preset without trained weights and for a word that is
/// neither, and load_onnx's errors.
Model load_model(const std::string& word);

/// A network, and what it was read from.
struct LoadedModel {
  Model model;
  bool trained = true;                       ///< false: random weights, of a preset that ships without
  std::vector<std::filesystem::path> files;  ///< as OnnxFile has them; none: not read from an .onnx file
};
/// The same for those that need no weights: a preset that ships untrained gives its graph with random ones.
LoadedModel load_structure(const std::string& word);
/// Without a line on standard error: progress as open_onnx tells it. None: stopped.
std::optional<LoadedModel> open_structure(const std::string& word, std::stop_token stop,
                                          const ProgressCallback& progress = {});

/// The names of presets whose trained weights are shipped.
std::vector<std::string> trained_presets();

/// Where they lie.
std::filesystem::path shipped_weights(std::string_view preset);

/// Number of values of the model's output: its classes.
int class_count(const Model& model);

/// The indices of all convolutions, and one of them by name; Error(bad_value) lists them where it is another
/// kind.
int find_convolution(const Graph& graph, const std::string& layer);

}  // namespace convlens::app
