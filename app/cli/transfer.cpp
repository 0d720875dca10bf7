#include "app/cli/transfer.h"

#include <cstdio>

#include "app/cli/json_line.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/model/transfer.h"

namespace convlens::app {
namespace {

Model with_head_for(const Model& model, const std::string& data, std::uint64_t seed) {
  // No class names of the model's: the data set's own, in its own order.
  const OpenOptions options{
      .shape = model.graph->input_shape(), .class_names = {}, .seed = seed, .as_drawings = std::nullopt};
  const auto samples = open_dataset(DatasetName::parse(data), Split::training, options);
  return with_new_head(model, samples->class_names(), seed);
}

std::shared_ptr<const Graph> frozen(const Graph& graph, const std::string& layer) {
  auto copy = std::make_shared<Graph>(graph);
  copy->freeze(graph.find(layer));
  if (copy->parameter_count() == 0)
    throw Error(ErrorKind::bad_value, "freeze", layer + ", and no layer behind it has weights", "an earlier layer");
  return copy;
}

}  // namespace

Model adapted(const Model& model, const TransferArguments& arguments, const std::string& data, std::uint64_t seed) {
  Model result = arguments.new_head ? with_head_for(model, data, seed) : model;
  if (!arguments.freeze.empty()) result.graph = frozen(*result.graph, arguments.freeze);
  return result;
}

void print_moves(const Model& before, const Model& after, bool as_json) {
  constexpr double kPercent = 100;
  Json list = Json::array();
  for (const LayerMove& move : moves_between(before, after)) {
    if (as_json)
      list.push_back({{"layer", move.layer}, {"change", move.change}, {"frozen", move.frozen}});
    else if (move.frozen)
      std::printf("  %-24s frozen\n", move.layer.c_str());
    else
      std::printf("  %-24s moved by %.2f %%\n", move.layer.c_str(), kPercent * move.change);
  }
  if (as_json) print_json({{"moved", list}});
}

}  // namespace convlens::app
