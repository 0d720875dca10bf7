#pragma once
#include <onnx/onnx_pb.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/formats/onnx.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/run.h"
#include "tests/support/errors.h"
#include "tests/support/random_tensor.h"
#include "tests/support/temporary_folder.h"

namespace convlens::test {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline onnx::ModelProto parsed(const std::filesystem::path& path) {
  onnx::ModelProto model;
  if (!model.ParseFromString(bytes_of(path))) throw std::runtime_error("no ONNX file");
  return model;
}

/// The network with its weights in files beside it, tensor by tensor in turn.
inline void save_with_weights_beside(const std::filesystem::path& path, const Model& model,
                                     const std::vector<std::string>& files) {
  save_onnx(path, model);
  onnx::ModelProto proto = parsed(path);
  std::vector<std::string> contents(files.size());
  std::size_t turn = 0;
  for (auto& tensor : *proto.mutable_graph()->mutable_initializer()) {
    const std::size_t file = turn++ % files.size();
    const auto say = [&tensor](const char* key, const std::string& value) {
      auto& entry = *tensor.add_external_data();
      entry.set_key(key);
      entry.set_value(value);
    };
    say("location", files[file]);
    say("offset", std::to_string(contents[file].size()));
    say("length", std::to_string(tensor.raw_data().size()));
    contents[file] += tensor.raw_data();
    tensor.clear_raw_data();
    tensor.set_data_location(onnx::TensorProto::EXTERNAL);
  }
  for (std::size_t i = 0; i < files.size(); ++i) put_bytes(path.parent_path() / files[i], contents[i]);
  put_bytes(path, proto.SerializeAsString());
}

/// A graph around one example of a kind: its first input is the picture, the others are convolutions of it.
inline std::shared_ptr<const Graph> graph_of(const LayerKind& kind, const LayerExample& example) {
  auto graph = std::make_shared<Graph>(example.inputs[0]);
  std::vector<int> inputs = {kGraphInput};
  for (std::size_t i = 1; i < example.inputs.size(); ++i)
    inputs.push_back(
        graph->add("branch" + std::to_string(i),
                   make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{1, 1}},
                                         {kOutChannels, std::int64_t{example.inputs[i].channels}}}),
                   {kGraphInput}));
  graph->add("subject", kind.make(example.attributes), inputs);
  return graph;
}

/// Random parameters everywhere, running variances positive.
inline Model random_model(std::shared_ptr<const Graph> graph, std::uint64_t seed) {
  Model model = initialised_model(std::move(graph), seed);
  testing::fill_uniform<float>({model.parameters.data(), model.parameters.size()}, seed);
  for (const Node& node : model.graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      for (float& value : model.parameter(slot)) {
        if (slot.spec.name == "var")
          value = 1.5f + value;
        else if (slot.spec.name == "weight")
          value /= std::sqrt(static_cast<float>(slot.spec.fan_in));
      }
  return model;
}

inline std::vector<float> output_of(const Model& model, ConstView<float> input) {
  Activations activations;
  forward(model, input, activations);
  return to_nchw(activations.of(model.graph->output()).view());
}

inline Tensor<float> random_input(const Graph& graph, int batch, std::uint64_t seed) {
  Tensor<float> input(batch, graph.input_shape());
  testing::fill_uniform(input.values(), seed);
  return input;
}

}  // namespace convlens::test
