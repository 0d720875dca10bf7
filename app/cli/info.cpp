#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model;
};

std::size_t trainable_parameters(const Node& node) {
  std::size_t count = 0;
  for (const ParameterSlot& slot : node.parameters)
    if (slot.spec.trainable) count += slot.spec.size();
  return count;
}

std::string numbers_text(const std::vector<float>& values) {
  std::string text;
  for (const float value : values) {
    char number[32];
    std::snprintf(number, sizeof number, "%s%.6g", text.empty() ? "" : ", ", static_cast<double>(value));
    text += number;
  }
  return text;
}

void print_table(const Model& model) {
  const Graph& graph = *model.graph;
  std::size_t name_width = 5;
  for (const Node& node : graph.nodes()) name_width = std::max(name_width, node.name.size());
  const int width = static_cast<int>(name_width);
  std::printf("%-*s  %-19s  %12s  %10s  %13s  %15s\n", width, "layer", "kind", "shape", "parameters",
              "multiply-adds", "receptive field");
  std::printf("%-*s  %-19s  %12s\n", width, "(input)", "", to_string(graph.input_shape()).c_str());
  std::int64_t multiply_adds = 0;
  for (int i = 0; i < graph.size(); ++i) {
    const Node& node = graph.node(i);
    const ReceptiveField field = receptive_field(graph, i);
    const std::int64_t work = node.layer->multiply_adds(node.input_shapes);
    multiply_adds += work;
    std::printf("%-*s  %-19s  %12s  %10zu  %13lld  %15s\n", width, node.name.c_str(),
                std::string(node.layer->kind()).c_str(), to_string(node.shape).c_str(),
                trainable_parameters(node), static_cast<long long>(work),
                (std::to_string(field.height) + "x" + std::to_string(field.width)).c_str());
  }
  std::printf("%-*s  %-19s  %12s  %10zu  %13lld\n", width, "all", "", "", graph.parameter_count(),
              static_cast<long long>(multiply_adds));
}

void print_rest(const Model& model, bool trained) {
  std::string classes;
  for (const std::string& name : model.class_names) classes += (classes.empty() ? "" : ", ") + name;
  std::printf("classes: %s\n", classes.empty() ? "without names" : classes.c_str());
  const Normalisation normalisation = normalisation_of(*model.graph);
  std::printf("normalisation: mean %s, standard deviation %s\n", numbers_text(normalisation.mean).c_str(),
              numbers_text(normalisation.standard_deviation).c_str());
  for (const auto& [key, value] : model.metadata) std::printf("%s: %s\n", key.c_str(), value.c_str());
  if (!trained) std::printf("weights: this preset ships without trained ones\n");
}

void print_as_json(const Graph& graph) {
  Json layers = Json::array();
  for (int i = 0; i < graph.size(); ++i) {
    const Node& node = graph.node(i);
    const ReceptiveField field = receptive_field(graph, i);
    layers.push_back({{"name", node.name},
                      {"kind", node.layer->kind()},
                      {"shape", {node.shape.channels, node.shape.height, node.shape.width}},
                      {"parameters", trainable_parameters(node)},
                      {"multiply_adds", node.layer->multiply_adds(node.input_shapes)},
                      {"receptive_field", {field.height, field.width}}});
  }
  Json object;
  object["layers"] = std::move(layers);
  print_json(object);
}

int info(const Arguments& arguments, const CommonOptions& common) {
  const LoadedModel loaded = load_structure(arguments.model);
  if (common.json) {
    print_as_json(*loaded.model.graph);
  } else {
    print_table(loaded.model);
    print_rest(loaded.model, loaded.trained);
  }
  return kSuccess;
}

}  // namespace

Action declare_info(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("model", arguments->model, "a preset's name or an .onnx file")->required();
  return [arguments, &common] { return info(*arguments, common); };
}

}  // namespace convlens::app
