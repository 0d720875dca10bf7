#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/formats/onnx_axes.h"
#include "core/formats/onnx_constants.h"
#include "core/formats/onnx_topology.h"
#include "core/model/model.h"

namespace convlens {

inline constexpr int kVectorRank = 2;   ///< (batch, features)
inline constexpr int kPictureRank = 4;  ///< (batch, channels, height, width)

/// The state of one import: what is known of the file's graph, and what has been built of ours. The operators
/// in onnx_operators.cpp read from it and add to it.
class OnnxImport {
 public:
  /// bytes: of all files that the model lies in.
  OnnxImport(const onnx::ModelProto& model, const OnnxSource& source, std::uint64_t bytes);
  Model run();

  const OnnxSource& source() const { return source_; }
  int opset() const { return opset_; }
  /// The batch that shapes are computed for: the file's own, or 1 where it leaves it open.
  std::int64_t batch() const { return batch_; }
  OnnxConstants& constants() { return constants_; }
  const OnnxConstants& constants() const { return constants_; }
  const Shape& shape(const OnnxActivation& value) const { return graph_->shape_of(value.node); }
  std::vector<std::int64_t> dims(const OnnxActivation& value) const {
    return value.split.empty() ? onnx_dims(value.axes, shape(value), batch_) : value.split;
  }

  /// Whether the node's i-th input depends on the picture.
  bool is_activation(const onnx::NodeProto& node, int input) const;
  /// The node's i-th input as a value that depends on the picture; throws Error(not_supported) for constants,
  /// and for channels that are split in two axes (only a Reshape joins them again).
  OnnxActivation activation(const onnx::NodeProto& node, int input) const;
  /// The i-th input as constant floats; throws Error(not_supported) when it is none.
  OnnxTensor weights(const onnx::NodeProto& node, int input) const;
  /// The i-th input as a constant list of whole numbers; std::nullopt when it is left out.
  std::optional<std::vector<std::int64_t>> numbers(const onnx::NodeProto& node, int input) const;
  /// A list that newer operator sets have as an input, older ones as an attribute; std::nullopt: neither.
  std::optional<std::vector<std::int64_t>> list(const onnx::NodeProto& node, int input,
                                                const char* attribute) const;
  /// A single number, likewise.
  double number(const onnx::NodeProto& node, int input, const char* attribute, double otherwise) const;
  /// A constant, one number a channel (or a single one for all), as it is laid over the value by ONNX's
  /// broadcasting; std::nullopt when it is something else. `reader`: the node whose input it is.
  std::optional<std::vector<float>> per_channel(const onnx::NodeProto& reader, const OnnxTensor& constant,
                                                const OnnxActivation& value) const;
  bool has_input(const onnx::NodeProto& node, int input) const;

  /// A following node that alone reads this one's output, of the operator asked for, whose other input is a
  /// constant: half of a layer that was written as two nodes. `constant_input` is set to the constant's
  /// place.
  const onnx::NodeProto* second_half(const onnx::NodeProto& first, const char* op, int& constant_input) const;
  /// The only reader of this node's output; nullptr if there are several.
  const onnx::NodeProto* only_consumer(const onnx::NodeProto& node) const;

  bool has_one_reader(const std::string& tensor) const { return topology_.only_consumer(tensor) != nullptr; }
  const OnnxTopology& topology() const { return topology_; }

  /// Appends one of our layers, called after `node`, whose first output it computes. Its axes are those of
  /// the first input unless others are given.
  void add_layer(const onnx::NodeProto& node, const char* kind, const Attributes& attributes,
                 const std::vector<OnnxActivation>& inputs, std::vector<OnnxTensor> parameters = {},
                 const OnnxAxes& axes = {});
  /// The node's output is this value; no layer of ours.
  void alias(const onnx::NodeProto& node, OnnxActivation value) {
    activations_[node.output(0)] = std::move(value);
  }
  /// What has been read already.
  const OnnxActivation& computed(const std::string& tensor) const { return activations_.at(tensor); }
  /// The node has been read together with another one.
  void mark_done(const onnx::NodeProto& node) { done_.insert(&node); }

  /// Zeros that a Pad before this convolution asks for: top, left, bottom, right.
  void add_padding(const onnx::NodeProto& convolution, const std::vector<std::int64_t>& pads) {
    padding_[&convolution] = pads;
  }
  std::vector<std::int64_t> padding(const onnx::NodeProto& convolution) const;

  /// A vector that the graph's first node makes a picture of, is one from the beginning.
  bool is_bare_input(const OnnxActivation& value) const {
    return value.node == kGraphInput && graph_->size() == 0;
  }
  void set_input(const Shape& shape, InputOrder order);

 private:
  std::string free_name(const onnx::NodeProto& node) const;
  void check_dims(const onnx::NodeProto& node, const std::vector<OnnxTensor>& parameters) const;
  Model assemble();
  void lay_out(Model& model);
  void read_metadata(Model& model) const;

  const onnx::ModelProto& model_;
  const OnnxSource& source_;
  const std::uint64_t file_size_;
  OnnxTopology topology_;
  int opset_;
  std::int64_t batch_ = 1;
  OnnxConstants constants_;
  std::shared_ptr<Graph> graph_;
  std::map<std::string, OnnxActivation> activations_;
  std::set<const onnx::NodeProto*> done_;
  std::map<const onnx::NodeProto*, std::vector<std::int64_t>> padding_;
  std::vector<std::vector<OnnxTensor>> parameters_;  ///< a node's weights in the order of figures
};

/// The graph's one picture: its shape, its axes and the batch the file is written for.
struct OnnxInput {
  std::string name;
  Shape shape;
  OnnxAxes axes;
  InputOrder order = InputOrder::channels_first;
  std::int64_t batch = 1;
};
/// Whether a picture of these dimensions (batch and three more) keeps its channels last: by its sizes, or
/// because the tensor's reader turns it.
bool is_channels_last(std::span<const std::int64_t> dims, const std::string& tensor,
                      const OnnxTopology& topology);
OnnxInput read_onnx_input(const onnx::GraphProto& graph, const OnnxTopology& topology,
                          const OnnxConstants& constants, const OnnxSource& source);
/// The version of ONNX's own operators that the file is written for.
int read_opset(const onnx::ModelProto& model, const OnnxSource& source);

/// Throws Error(not_supported) for the first node whose operator no import is known for.
void refuse_unknown_operators(const onnx::GraphProto& graph, const OnnxSource& source);
/// Adds what the node computes to the import.
void import_operator(OnnxImport& import, const onnx::NodeProto& node);

}  // namespace convlens
