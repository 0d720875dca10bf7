#include "core/formats/safetensors_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/formats/safetensors.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr std::uint64_t kLargestArchitecture = 1 << 26;
constexpr const char* kFormat = "convlens-architecture-1";

std::string tensor_name(const Node& node, const ParameterSlot& slot) { return node.name + "." + slot.spec.name; }

SafeTensors tensors_of(const Model& model) {
  SafeTensors content;
  for (const Node& node : model.graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      content.tensors[tensor_name(node, slot)] = {{slot.spec.dims.begin(), slot.spec.dims.end()},
                                                  to_figure_order(slot.spec, model.parameter(slot))};
  content.metadata = model.metadata;
  content.metadata["class_names"] = nlohmann::json(model.class_names).dump();
  const Normalisation normalisation = normalisation_of(*model.graph);
  content.metadata["mean"] = nlohmann::json(normalisation.mean).dump();
  content.metadata["std"] = nlohmann::json(normalisation.standard_deviation).dump();
  return content;
}

/// A layer a line, so that people can read it, too.
std::string architecture_of(const Model& model, const fs::path& weights) {
  const auto graph = ordered_json::parse(graph_to_json(*model.graph));
  const ordered_json head = {{"format", kFormat},
                             {"weights", weights.filename().string()},
                             {"class_names", model.class_names},
                             {"metadata", model.metadata}};
  const auto text = [](const ordered_json& value) {
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  };
  std::string json = "{\n";
  for (const auto& [key, value] : head.items()) json += ordered_json(key).dump() + ": " + text(value) + ",\n";
  json += "\"graph\": {\n";
  for (const auto& [key, value] : graph.items())
    if (key != "nodes") json += ordered_json(key).dump() + ": " + text(value) + ",\n";
  json += "\"nodes\": [";
  const char* separator = "\n";
  for (const auto& node : graph.at("nodes")) {
    json += separator + text(node);
    separator = ",\n";
  }
  return json + "]}}\n";
}

void fill(const SafeTensors& content, const fs::path& path, Model& model) {
  std::size_t expected = 0;
  for (const Node& node : model.graph->nodes())
    for (const ParameterSlot& slot : node.parameters) {
      ++expected;
      const std::string name = tensor_name(node, slot);
      const auto found = content.tensors.find(name);
      if (found == content.tensors.end())
        throw Error(ErrorKind::file_broken, path.string(), "no tensor '" + name + "'", "the weights of the JSON beside it");
      const std::vector<std::int64_t> dims(slot.spec.dims.begin(), slot.spec.dims.end());
      if (found->second.shape != dims)
        throw Error(ErrorKind::shape_mismatch, path.string(), "tensor '" + name + "' of " +
                    nlohmann::json(found->second.shape).dump(), nlohmann::json(dims).dump());
      from_figure_order(slot.spec, found->second.values, model.parameter(slot));
    }
  if (content.tensors.size() != expected)
    throw Error(ErrorKind::file_broken, path.string(), std::to_string(content.tensors.size()) + " tensors",
                "the " + std::to_string(expected) + " of the JSON beside it");
}

}  // namespace

fs::path architecture_file(const fs::path& weights) {
  fs::path file = weights;
  return file.replace_extension(".architecture.json");
}

void save_safetensors_model(const fs::path& path, const Model& model) {
  write_file(architecture_file(path), architecture_of(model, path));
  save_safetensors(path, tensors_of(model));
}

Model load_safetensors_model(const fs::path& path) {
  const SafeTensors content = load_safetensors(path);
  const fs::path file = architecture_file(path);
  const auto bytes = read_file(file, kLargestArchitecture);
  Model model;
  try {
    const auto json = nlohmann::json::parse(bytes.begin(), bytes.end());
    if (json.at("format") != kFormat) throw Error(ErrorKind::file_broken, file.string(), "another format", kFormat);
    model.graph = graph_from_json(json.at("graph").dump());
    model.class_names = json.at("class_names").get<std::vector<std::string>>();
    model.metadata = json.at("metadata").get<std::map<std::string, std::string>>();
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorKind::file_broken, file.string(), error.what(), "a network as ConvLens writes it");
  }
  model.parameters.assign(model.graph->parameter_buffer_size(), 0.0f);
  fill(content, path, model);
  return model;
}

}  // namespace convlens
