#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/formats/onnx_constants.h"
#include "core/formats/onnx_topology.h"
#include "core/model/model.h"

namespace convlens {

inline constexpr int kVectorRank = 2;   ///< (batch, features)
inline constexpr int kPictureRank = 4;  ///< (batch, channels, height, width)

/// A value that depends on the picture: which of our nodes computes it, and the rank ONNX sees it with (our
/// shapes do not tell a vector of n features from n maps of one pixel).
struct OnnxActivation {
  int node = kGraphInput;
  int rank = kPictureRank;
};

/// The state of one import: what is known of the file's graph, and what has been built of ours. The operators
/// in onnx_operators.cpp read from it and add to it.
class OnnxImport {
 public:
  OnnxImport(const onnx::ModelProto& model, const OnnxSource& source);
  Model run();

  const OnnxSource& source() const { return source_; }
  int opset() const { return opset_; }
  OnnxConstants& constants() { return constants_; }
  const Shape& shape(const OnnxActivation& value) const { return graph_->shape_of(value.node); }

  /// The node's i-th input as a value that depends on the picture; throws Error(not_supported) for constants.
  OnnxActivation activation(const onnx::NodeProto& node, int input) const;
  /// The i-th input as constant floats; throws Error(not_supported) when it is none.
  OnnxTensor weights(const onnx::NodeProto& node, int input) const;
  bool has_input(const onnx::NodeProto& node, int input) const;

  /// A following node that alone reads this one's output, of the operator asked for, whose other input is a
  /// constant: half of a layer that was written as two nodes. `constant_input` is set to the constant's
  /// place.
  const onnx::NodeProto* second_half(const onnx::NodeProto& first, const char* op, int& constant_input) const;
  /// The only reader of this node's output; nullptr if there are several.
  const onnx::NodeProto* only_consumer(const onnx::NodeProto& node) const;

  /// Appends one of our layers, called after `node`, whose first output it computes.
  void add_layer(const onnx::NodeProto& node, const char* kind, const Attributes& attributes,
                 const std::vector<OnnxActivation>& inputs, std::vector<OnnxTensor> parameters = {},
                 int rank = 0);
  /// The node's output is this value; no layer of ours.
  void alias(const onnx::NodeProto& node, OnnxActivation value) { activations_[node.output(0)] = value; }
  /// The node has been read together with another one.
  void mark_done(const onnx::NodeProto& node) { done_.insert(&node); }

 private:
  void read_opset();
  void read_input();
  std::string free_name(const onnx::NodeProto& node) const;
  void check_dims(const onnx::NodeProto& node, const std::vector<OnnxTensor>& parameters) const;
  Model assemble();
  void read_metadata(Model& model) const;

  const onnx::ModelProto& model_;
  const OnnxSource& source_;
  const std::size_t file_size_;
  OnnxTopology topology_;
  OnnxConstants constants_;
  int opset_ = 0;
  std::shared_ptr<Graph> graph_;
  std::map<std::string, OnnxActivation> activations_;
  std::set<const onnx::NodeProto*> done_;
  std::vector<std::vector<OnnxTensor>> parameters_;  ///< a node's weights in the order of figures
};

/// Throws Error(not_supported) for the first node whose operator no import is known for.
void refuse_unknown_operators(const onnx::GraphProto& graph, const OnnxSource& source);
/// Adds what the node computes to the import.
void import_operator(OnnxImport& import, const onnx::NodeProto& node);

}  // namespace convlens
