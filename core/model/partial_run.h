#pragma once
#include <vector>

#include "core/model/rect.h"
#include "core/model/run.h"

namespace convlens {

/// Runs a network again after a rectangle of its input has changed, or for several rectangles at a time: at
/// each node only the outputs that see the change are computed, from the cut-out of the input that they see.
/// Everything else stays what the whole run gave. Exact: an output's value does not depend on where in an
/// image it is computed (conv2d.h), so the results are those of a whole run, to the last bit.
///
/// Nodes that look at the whole input (dense, flatten, ...), and all behind these, are not for it.
class PartialRun {
 public:
  /// `whole`: the run of one image; both must outlive this object.
  PartialRun(const Model& model, const Activations& whole);

  /// Whether the node is computed in parts.
  bool serves(int node) const { return node == kGraphInput || serves_[static_cast<std::size_t>(node)]; }

  /// How many rectangles may go together: more cost too much memory.
  static int most_together(const Graph& graph);

  /// A run for each rectangle: the input's pixels inside it are replaced by `pixels` (NHWC, one rectangle's
  /// after the other's); computes all nodes it serves up to last_node.
  void run(std::span<const Rect> rects, const float* pixels, int last_node);

  /// A node's whole output after the last call's run of rectangle `run`, NHWC.
  void write(int node, std::size_t run, float* output);

 private:
  /// What the runs changed (at most) of one node's output, one run's values after the other's.
  struct Part {
    std::vector<Rect> rects;
    std::vector<std::size_t> begins;
    AlignedVector<float> values;
  };
  const Part& part_of(int node) const { return parts_[static_cast<std::size_t>(node + 1)]; }
  Part& part_of(int node) { return parts_[static_cast<std::size_t>(node + 1)]; }
  /// Lays out a part whose rectangles are known; gives the number of its values.
  std::size_t make_room(Part& part, int channels) const;
  View<float> values_of(int node, std::size_t run);
  void run_node(int index);
  /// The rectangle of the node's output, old and new values together; a view of the part itself where they
  /// agree.
  ConstView<float> cut_out(int node, std::size_t run, const Rect& rect, Tensor<float>& buffer);

  const Model& model_;
  const Activations& whole_;
  std::vector<char> serves_;
  std::size_t count_ = 0;    ///< runs of the last call
  std::vector<Part> parts_;  ///< the graph's input first
  // Of the node at work.
  std::vector<Tensor<float>> cut_outs_;  ///< one a run and input
  std::vector<ConstView<float>> inputs_;
  std::vector<ForwardContext<float>> contexts_;
  LayerState<float> state_;
};

}  // namespace convlens
