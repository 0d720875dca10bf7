#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/layers/layer.h"

namespace convlens {

/// A node's input that is the graph's own input.
inline constexpr int kGraphInput = -1;
/// A node reads at most this many others (a dense block's concat is the widest there is).
inline constexpr std::size_t kMostInputs = 64;

/// A node has at most this many parameters (batch norm has four).
inline constexpr std::size_t kMostNodeParameters = 8;

/// One parameter of one node inside the model's single flat buffer.
struct ParameterSlot {
  ParameterSpec spec;
  std::size_t offset = 0;
  std::size_t size = 0;
};

struct Node {
  std::string name;
  std::shared_ptr<const Layer> layer;
  std::vector<int> inputs;  ///< indices of earlier nodes, or kGraphInput
  Shape shape = {};         ///< of its output, one sample
  std::vector<Shape> input_shapes = {};
  std::vector<ParameterSlot> parameters = {};
  bool frozen = false;  ///< training leaves it alone: no weight moves, no statistics, nothing dropped
};

/// How files that are fed to the network as they stand (.npy) and its ONNX file lay out a picture. In memory it is
/// always NHWC.
enum class InputOrder { channels_first, channels_last };

/// The structure of a network: nodes in topological order; the last node is the output. Immutable once built and
/// shared by every snapshot of the weights.
class Graph {
 public:
  explicit Graph(Shape input, InputOrder order = InputOrder::channels_first)
      : input_shape_(input), input_order_(order) {}

  /// Appends a node and returns its index. Without inputs it takes the previous node (or the graph's input).
  /// Throws Error(shape_mismatch) that names the layer and both shapes, Error(bad_value) for a doubled name.
  int add(std::string name, std::unique_ptr<const Layer> layer, std::vector<int> inputs = {});

  /// Freezes all nodes up to and with `last`.
  void freeze(int last);

  const Shape& input_shape() const { return input_shape_; }
  InputOrder input_order() const { return input_order_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  int size() const { return static_cast<int>(nodes_.size()); }
  /// Throws Error(unknown_name) that lists the layers.
  int find(std::string_view name) const;
  int find_or(std::string_view name, int otherwise) const;
  std::vector<std::string> names() const;
  const Shape& shape_of(int node) const { return node == kGraphInput ? input_shape_ : this->node(node).shape; }
  /// Values in the flat parameter buffer, gaps for alignment included.
  std::size_t parameter_buffer_size() const { return buffer_size_; }
  /// Trainable parameters, as `info` counts them.
  std::size_t parameter_count() const;
  /// How many nodes read this node's output.
  int consumers(int node) const;

  int output() const { return size() - 1; }
  /// The node whose values go into the final softmax (or its logarithm); the output itself where there is none.
  int logits() const;
  /// The activation after the nonlinearity of the last convolution (occlusion's default); kGraphInput if none.
  int last_convolution_activation() const;

 private:
  Shape input_shape_;
  InputOrder input_order_;
  std::vector<Node> nodes_;
  std::size_t buffer_size_ = 0;
};

/// The part of the input that one unit sees, in input pixels, possibly hanging over the border: a unit at (y, x)
/// of the node sees rows [y * stride_y + start_y, ... + height) and the like in x.
struct ReceptiveField {
  int height = 1, width = 1, stride_y = 1, stride_x = 1, start_y = 0, start_x = 0;
};
/// Computed from kernel, stride, padding and dilation along the graph; the union over branches. Relative to
/// `ancestor` (kGraphInput: the input image).
ReceptiveField receptive_field(const Graph& graph, int node, int ancestor = kGraphInput);

/// The whole structure as JSON text and back (checkpoints). Throws Error(file_broken).
std::string graph_to_json(const Graph& graph);
std::shared_ptr<const Graph> graph_from_json(const std::string& text);

}  // namespace convlens
