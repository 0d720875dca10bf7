#pragma once
#include <map>
#include <optional>
#include <string>

#include "core/formats/onnx_tensor.h"
#include "core/formats/onnx_topology.h"

namespace convlens {

/// What a graph knows without a picture: initializers, Constant nodes, and what is computed from those alone
/// (exporters reshape weights and put together the shapes for Reshape). Weights are decoded when asked for,
/// so that they are not held twice.
class OnnxConstants {
 public:
  OnnxConstants(const onnx::GraphProto& graph, const OnnxTopology& topology, const OnnxSource& source);

  bool contains(const std::string& name) const { return stored_.contains(name) || computed_.contains(name); }
  std::optional<OnnxTensor> find(const std::string& name) const;
  /// Whole numbers that the graph computes from shapes.
  void set(const std::string& name, OnnxTensor numbers) { computed_[name] = std::move(numbers); }

  /// Computes the node's output when all its inputs are constants; false: they are not.
  bool evaluate(const onnx::NodeProto& node);

 private:
  /// Weights in the file, perhaps under other dimensions: however often a graph renames them, no copy is
  /// made.
  struct Stored {
    const onnx::TensorProto* tensor;
    std::optional<std::vector<std::int64_t>> dims;
  };

  void read_constant_node(const onnx::NodeProto& node);
  void pass_on(const onnx::NodeProto& node);
  void reshape(const onnx::NodeProto& node);
  void gather(const onnx::NodeProto& node);
  std::vector<std::int64_t> whole_numbers(const onnx::NodeProto& node, int input) const;

  const OnnxSource& source_;
  std::map<std::string, Stored> stored_;
  std::map<std::string, OnnxTensor> computed_;
};

}  // namespace convlens
