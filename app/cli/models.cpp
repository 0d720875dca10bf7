#include "app/cli/models.h"

#include <filesystem>

#include "app/cli/progress_bar.h"
#include "app/resources.h"
#include "core/base/error.h"
#include "core/formats/onnx.h"
#include "core/formats/safetensors_model.h"
#include "core/model/presets.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWeights = ".safetensors";

bool is_shipped(std::string_view preset) {
  std::error_code ignored;
  return fs::exists(shipped_weights(preset), ignored);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset& preset : presets()) names.emplace_back(preset.name);
  return names;
}

std::optional<LoadedModel> load_file(const fs::path& file, std::stop_token stop,
                                     const ProgressCallback& progress) {
  auto opened = open_onnx(file, std::move(stop), progress);
  if (!opened) return std::nullopt;
  return LoadedModel{std::move(opened->model), true, std::move(opened->files)};
}

}  // namespace

fs::path shipped_weights(std::string_view preset) {
  return resource_folder() / "models" / (std::string(preset) + ".onnx");
}

std::vector<std::string> trained_presets() {
  std::vector<std::string> names = preset_names();
  std::erase_if(names, [](const std::string& name) { return !is_shipped(name); });
  return names;
}

Model load_model(const std::string& word) {
  if (find_preset(word) != nullptr && !is_shipped(word)) {
    std::vector<std::string> choice = trained_presets();
    choice.push_back("an .onnx file of your own (convlens train --model " + word + " ...)");
    throw Error(ErrorKind::unknown_name, word, "this preset ships without trained weights", joined(choice));
  }
  return load_structure(word).model;
}

LoadedModel load_structure(const std::string& word) {
  ProgressBar bar("opening " + fs::path(word).filename().string());
  return std::move(*open_structure(word, {}, bar.callback()));
}

std::optional<LoadedModel> open_structure(const std::string& word, std::stop_token stop,
                                          const ProgressCallback& progress) {
  if (const Preset* preset = find_preset(word)) {
    if (is_shipped(word)) return load_file(shipped_weights(word), std::move(stop), progress);
    return LoadedModel{initialised_model(preset->build(), 0), false, {}};
  }
  std::error_code ignored;
  if (!fs::exists(word, ignored) && !word.ends_with(".onnx") && !word.ends_with(kWeights))
    throw Error(ErrorKind::unknown_name, word, "neither a preset nor a file",
                joined(preset_names()) + ", or an .onnx file");
  if (word.ends_with(kWeights)) return LoadedModel{load_safetensors_model(word), true, {}};
  return load_file(word, std::move(stop), progress);
}

int class_count(const Model& model) {
  return static_cast<int>(model.graph->node(model.graph->output()).shape.size());
}

int find_convolution(const Graph& graph, const std::string& layer) {
  const int index = graph.find(layer);
  if (graph.node(index).layer->kind() == "conv2d") return index;
  std::vector<std::string> convolutions;
  for (const Node& node : graph.nodes())
    if (node.layer->kind() == "conv2d") convolutions.push_back(node.name);
  throw Error(ErrorKind::bad_value, layer, "a layer of kind " + std::string(graph.node(index).layer->kind()),
              "the name of a convolution: " + joined(convolutions));
}

}  // namespace convlens::app
