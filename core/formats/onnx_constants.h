#pragma once
#include <map>
#include <optional>
#include <string>

#include "core/formats/onnx_tensor.h"
#include "core/formats/onnx_topology.h"

namespace convlens {

/// What a graph knows without a picture: initializers, Constant nodes, and what is computed from those alone
/// (onnx_fold.h). Weights are decoded when asked for, so that they are not held twice.
class OnnxConstants {
 public:
  OnnxConstants(const onnx::GraphProto& graph, const OnnxTopology& topology, int opset,
                const OnnxSource& source);

  bool contains(const std::string& name) const { return stored_.contains(name) || computed_.contains(name); }
  std::optional<OnnxTensor> find(const std::string& name) const;
  /// Whole numbers that the graph computes from shapes.
  void set(const std::string& name, OnnxTensor numbers) { computed_[name] = std::move(numbers); }

  /// How many values have been computed, for limits.
  std::uint64_t computed_values() const { return computed_values_; }

  /// Computes the node's output when all its inputs are constants; false: they are not.
  bool evaluate(const onnx::NodeProto& node);

 private:
  void read_constant_node(const onnx::NodeProto& node);

  const OnnxSource& source_;
  int opset_;
  std::map<std::string, const onnx::TensorProto*> stored_;
  std::map<std::string, OnnxTensor> computed_;
  std::uint64_t computed_values_ = 0;
};

}  // namespace convlens
