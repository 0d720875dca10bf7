#include "core/explain/stoppable.h"

namespace convlens {

bool forward_unless_stopped(const std::stop_token& stop, const Model& model, ConstView<float> input,
                            Activations& activations, const ForwardOptions& options) {
  const Graph& graph = *model.graph;
  begin_forward(graph, input, activations);
  const int last = options.last_node < 0 ? graph.output() : options.last_node;
  for (int node = 0; node <= last; ++node) {
    if (stop.stop_requested()) return false;
    forward_node<float>(graph, node, model.parameters, activations, options);
  }
  return true;
}

bool backward_unless_stopped(const std::stop_token& stop, const Model& model, const Activations& activations,
                             int from, ConstView<float> seed, Gradients& gradients,
                             const BackwardOptions& options) {
  begin_backward(*model.graph, from, seed, gradients, options);
  for (int node = from; node >= 0; --node) {
    if (stop.stop_requested()) return false;
    backward_node<float>(*model.graph, node, model.parameters, activations, gradients, {}, options);
  }
  return true;
}

}  // namespace convlens
