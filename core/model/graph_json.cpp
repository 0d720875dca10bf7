#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/layers/registry.h"
#include "core/model/graph.h"

namespace convlens {
namespace {

using nlohmann::json;

constexpr const char* kChannelsLast = "channels_last";
constexpr const char* kFrozen = "frozen";

Attribute attribute_from(const json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  bool whole = true;
  for (const json& item : value) whole = whole && item.is_number_integer();
  if (whole) return value.get<std::vector<std::int64_t>>();
  return value.get<std::vector<double>>();
}

}  // namespace

std::string graph_to_json(const Graph& graph) {
  json nodes = json::array();
  for (const Node& node : graph.nodes()) {
    json attributes = json::object();
    for (const auto& [name, value] : node.layer->attributes())
      std::visit([&, key = name](const auto& v) { attributes[key] = v; }, value);
    nodes.push_back({{"name", node.name}, {"kind", node.layer->kind()}, {"inputs", node.inputs},
                     {"attributes", attributes}});
    if (node.frozen) nodes.back()[kFrozen] = true;
  }
  const Shape& in = graph.input_shape();
  json root{{"input", {in.channels, in.height, in.width}}, {"nodes", nodes}};
  if (graph.input_order() == InputOrder::channels_last) root[kChannelsLast] = true;
  return root.dump();
}

std::shared_ptr<const Graph> graph_from_json(const std::string& text) {
  try {
    const json root = json::parse(text);
    const auto in = root.at("input").get<std::vector<int>>();
    const bool channels_last = root.value(kChannelsLast, false);
    auto graph = std::make_shared<Graph>(Shape{in.at(0), in.at(1), in.at(2)},
                                         channels_last ? InputOrder::channels_last : InputOrder::channels_first);
    for (const json& node : root.at("nodes")) {
      Attributes attributes;
      for (const auto& [name, value] : node.at("attributes").items()) attributes[name] = attribute_from(value);
      graph->add(node.at("name"), make_layer(node.at("kind").get<std::string>(), attributes), node.at("inputs"));
      if (node.value(kFrozen, false)) graph->freeze(graph->output());
    }
    if (graph->size() == 0) throw Error(ErrorKind::file_broken, "graph", "no layers", "at least one layer");
    return graph;
  } catch (const json::exception& error) {
    throw Error(ErrorKind::file_broken, "graph", error.what(), "a graph as ConvLens writes it");
  } catch (const std::out_of_range&) {
    throw Error(ErrorKind::file_broken, "graph", "an input shape of other than three numbers", "channels, height, width");
  }
}

}  // namespace convlens
