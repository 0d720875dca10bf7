#pragma once
#include <vector>

#include "core/model/run.h"

namespace convlens {

/// A rectangle of positions: rows [top, bottom), columns [left, right).
struct Rect {
  int top = 0, left = 0, bottom = 0, right = 0;

  bool empty() const { return top >= bottom || left >= right; }
  int height() const { return bottom - top; }
  int width() const { return right - left; }
  friend bool operator==(const Rect&, const Rect&) = default;
};
/// The smallest rectangle around both.
Rect united(const Rect& a, const Rect& b);

/// The part of a layer's output (of shape `out`) that sees a rectangle of an input.
Rect seen_from(const Layer::Window& window, const Rect& input, const Shape& out);

/// Runs a network again after a rectangle of its input has changed: at each node only the outputs that see
/// the change are computed, from the cut-out of the input that they see. Everything else stays what the whole
/// run gave. Exact: an output's value does not depend on where in an image it is computed (conv2d.h), so the
/// results are those of a whole run, to the last bit.
///
/// Nodes that look at the whole input (dense, flatten, ...), and all behind these, are not for it.
class PartialRun {
 public:
  /// `whole`: the run of one image; both must outlive this object.
  PartialRun(const Model& model, const Activations& whole);

  /// Whether the node is computed in parts.
  bool serves(int node) const { return node == kGraphInput || serves_[static_cast<std::size_t>(node)]; }

  /// The input's pixels inside `rect`, NHWC, are replaced by `pixels`; runs all nodes it serves up to
  /// last_node.
  void run(const Rect& rect, const float* pixels, int last_node);

  /// Where the last run changed the node's output (at most).
  const Rect& changed(int node) const { return part_of(node).rect; }
  /// The node's whole output after the last run, NHWC.
  void write(int node, float* output) const;

 private:
  struct Part {
    Rect rect;
    Tensor<float> values;
    LayerState<float> state;
  };
  const Part& part_of(int node) const { return parts_[static_cast<std::size_t>(node + 1)]; }
  Part& part_of(int node) { return parts_[static_cast<std::size_t>(node + 1)]; }
  void run_node(int index);
  /// The rectangle of the node's output, old and new values together; a view of the part itself where they
  /// agree.
  ConstView<float> cut_out(int node, const Rect& rect, Tensor<float>& buffer) const;

  const Model& model_;
  const Activations& whole_;
  std::vector<char> serves_;
  std::vector<Part> parts_;              ///< the graph's input first
  std::vector<Tensor<float>> cut_outs_;  ///< one an input of a node
};

}  // namespace convlens
