#include "app/cli/models.h"

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

Model load_file(const std::string& word) {
  std::error_code ignored;
  if (!fs::exists(word, ignored) && !word.ends_with(".onnx") && !word.ends_with(kWeights))
    throw Error(ErrorKind::unknown_name, word, "neither a preset nor a file",
                joined(preset_names()) + ", or an .onnx file");
  return word.ends_with(kWeights) ? load_safetensors_model(word) : load_onnx(word);
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
  const Preset* preset = find_preset(word);
  if (preset == nullptr) return load_file(word);
  if (is_shipped(word)) return load_onnx(shipped_weights(word));
  std::vector<std::string> choice = trained_presets();
  choice.push_back("an .onnx file of your own (convlens train --model " + word + " ...)");
  throw Error(ErrorKind::unknown_name, word, "this preset ships without trained weights", joined(choice));
}

Model load_structure(const std::string& word, bool& trained) {
  const Preset* preset = find_preset(word);
  trained = preset == nullptr || is_shipped(word);
  return trained ? load_model(word) : initialised_model(preset->build(), 0);
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
