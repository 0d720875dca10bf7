#include "app/cli/transfer.h"

#include <cstdio>

#include "app/cli/json_line.h"
#include "core/data/dataset.h"

namespace convlens::app {
namespace {

Model with_head_for(const Model& model, const std::string& data, std::uint64_t seed) {
  // No class names of the model's: the data set's own, in its own order.
  const OpenOptions options{
      .shape = model.graph->input_shape(), .class_names = {}, .seed = seed, .as_drawings = std::nullopt};
  const auto samples = open_dataset(DatasetName::parse(data), Split::training, options);
  return with_new_head(model, samples->class_names(), seed);
}

}  // namespace

Model adapted(const Model& model, const TransferArguments& arguments, const std::string& data, std::uint64_t seed) {
  Model result = arguments.new_head ? with_head_for(model, data, seed) : model;
  if (!arguments.freeze.empty()) result.graph = frozen_up_to(*result.graph, arguments.freeze);
  return result;
}

void print_moves(const std::vector<LayerMove>& moves) {
  constexpr double kPercent = 100;
  for (const LayerMove& move : moves) {
    if (move.frozen)
      std::printf("  %-24s frozen\n", move.layer.c_str());
    else
      std::printf("  %-24s moved by %.2f %%\n", move.layer.c_str(), kPercent * move.change);
  }
}

void print_moves(const Model& before, const Model& after, bool as_json) {
  const std::vector<LayerMove> moves = moves_between(before, after);
  if (!as_json) return print_moves(moves);
  Json list = Json::array();
  for (const LayerMove& move : moves)
    list.push_back({{"layer", move.layer}, {"change", move.change}, {"frozen", move.frozen}});
  print_json({{"moved", list}});
}

}  // namespace convlens::app
