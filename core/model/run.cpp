#include "core/model/run.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/error.h"
#include "core/model/rectified.h"
#include "core/model/shared_node.h"

namespace convlens {
namespace {

// Samples of one task of probabilities(): enough to fill the kernels, few enough for every core to get some.
constexpr int kChunk = 16;

/// A node's inputs and parameters as the layer wants them, on the stack: a training step allocates nothing.
template <typename T>
struct NodeViews {
  std::array<ConstView<T>, kMostInputs> inputs;
  std::array<std::span<const T>, kMostNodeParameters> parameters;
  std::size_t input_count, parameter_count;

  NodeViews(const Node& node, std::span<const T> all, const BasicActivations<T>& activations)
      : input_count(node.inputs.size()), parameter_count(node.parameters.size()) {
    for (std::size_t i = 0; i < input_count; ++i) inputs[i] = activations.of(node.inputs[i]).view();
    for (std::size_t i = 0; i < parameter_count; ++i)
      parameters[i] = all.subspan(node.parameters[i].offset, node.parameters[i].size);
  }
  std::span<const ConstView<T>> input_span() const { return {inputs.data(), input_count}; }
  std::span<const std::span<const T>> parameter_span() const { return {parameters.data(), parameter_count}; }
};

/// Whether this max pooling and the ReLU below it can be done at once, up and down, where nobody looks at what is in
/// between. The ReLU of the maximum is the maximum of the ReLU; writing and reading the larger maps costs more than
/// computing them.
bool steps_through_relu(const Graph& graph, const Node& node) {
  if (node.layer->kind() != "max_pool") return false;
  const int below = node.inputs[0];
  return below != kGraphInput && graph.node(below).layer->kind() == "relu" && graph.consumers(below) == 1;
}

/// Whether this is such a ReLU, whose own output nobody reads.
bool is_stepped_through(const Graph& graph, int index) {
  if (graph.node(index).layer->kind() != "relu") return false;
  const auto& nodes = graph.nodes();
  return std::any_of(nodes.begin() + index + 1, nodes.end(), [&](const Node& node) {
    return node.inputs[0] == index && steps_through_relu(graph, node);
  });
}

/// Whether whatever this layer sends down is stopped where its input is 0.
bool stops_at_zeros(const Graph& graph, const Node& node) {
  return node.layer->kind() == "dense" && is_rectified(graph, node.inputs[0]);
}

/// Whether ReLUs stop the signal by the forward run alone, and nobody looks at it before they do.
bool is_short_cut(const BackwardOptions& options) {
  return options.rule == BackwardRule::gradient && (options.mode == Mode::training || !options.all_read);
}

/// Layers whose way down needs the signal and the weights and nothing of the forward run: many signals go through the run
/// of one picture in one call.
bool needs_no_values(const Layer& layer) { return layer.kind() == "conv2d" || layer.kind() == "dense"; }

/// Many signals through the run of one picture: each alone.
template <typename T>
void backward_one_by_one(const Layer& layer, const BackwardContext<T>& all) {
  std::array<View<T>, kMostInputs> targets{};
  BackwardContext<T> one = all;
  one.output_gradient.batch = 1;
  one.input_gradients = {targets.data(), all.input_gradients.size()};
  for (int n = 0; n < all.output_gradient.batch; ++n) {
    one.output_gradient.data = all.output_gradient.sample(n);
    for (std::size_t i = 0; i < all.input_gradients.size(); ++i)
      if (const View<T>& target = all.input_gradients[i]; target.data) targets[i] = {target.sample(n), 1, target.shape};
    layer.backward(one);
  }
}

}  // namespace

template <typename T>
void forward_node(const Graph& graph, int index, std::span<const T> parameters, BasicActivations<T>& activations,
                  const ForwardOptions& options, std::span<const double> statistics) {
  const bool training = options.mode == Mode::training;
  if (training && is_stepped_through(graph, index)) return;
  const Node& node = graph.node(index);
  Tensor<T>& output = activations.outputs[static_cast<std::size_t>(index)];
  output.resize(activations.input.batch(), node.shape);
  NodeViews<T> views(node, parameters, activations);
  const bool through_relu = training && steps_through_relu(graph, node);
  if (through_relu) views.inputs[0] = activations.of(graph.node(node.inputs[0]).inputs[0]).view();
  const ForwardContext<T> context{.inputs = views.input_span(),
                                  .parameters = views.parameter_span(),
                                  .output = output.view(),
                                  .state = activations.states[static_cast<std::size_t>(index)],
                                  .mode = node.frozen ? Mode::inference : options.mode,
                                  .seed = options.seed,
                                  .step = options.step,
                                  .first_sample = options.first_sample,
                                  .node = index,
                                  .statistics = statistics,
                                  .through_relu = through_relu};
  if (options.pool == nullptr || !forward_shared(node, context, *options.pool)) node.layer->forward(context);
}

template <typename T>
void prepare(const Graph& graph, BasicActivations<T>& activations) {
  activations.outputs.resize(static_cast<std::size_t>(graph.size()));
  activations.states.resize(static_cast<std::size_t>(graph.size()));
}

template <typename T>
void begin_forward(const Graph& graph, ConstView<T> input, BasicActivations<T>& activations) {
  if (input.shape != graph.input_shape())
    throw Error(ErrorKind::shape_mismatch, "the model's input", to_string(input.shape), to_string(graph.input_shape()));
  prepare(graph, activations);
  activations.input.resize(input.batch, input.shape);
  std::copy(input.data, input.data + input.size(), activations.input.data());
}

template <typename T>
void forward(const Graph& graph, std::span<const T> parameters, ConstView<T> input, BasicActivations<T>& activations,
             const ForwardOptions& options) {
  begin_forward(graph, input, activations);
  const int last = options.last_node < 0 ? graph.output() : options.last_node;
  for (int node = 0; node <= last; ++node) forward_node<T>(graph, node, parameters, activations, options);
}

void forward(const Model& model, ConstView<float> input, Activations& activations, const ForwardOptions& options) {
  forward<float>(*model.graph, model.parameters, input, activations, options);
}

template <typename T>
void begin_backward(const Graph& graph, int from, ConstView<T> seed, BasicGradients<T>& gradients,
                    const BackwardOptions& options) {
  const auto nodes = static_cast<std::size_t>(graph.size());
  gradients.outputs.resize(nodes);
  gradients.reached.assign(nodes, 0);
  gradients.input_reached = false;
  gradients.wanted.assign(nodes, options.to_input ? 1 : 0);
  gradients.scratch.resize(kMostInputs);
  for (std::size_t i = 0; i < nodes; ++i) {
    const Node& node = graph.nodes()[i];
    for (const int input : node.inputs)
      if (input != kGraphInput && gradients.wanted[static_cast<std::size_t>(input)]) gradients.wanted[i] = 1;
    for (const ParameterSlot& slot : node.parameters)
      if (slot.spec.trainable) gradients.wanted[i] = 1;
  }
  Tensor<T>& top = gradients.outputs[static_cast<std::size_t>(from)];
  top.resize(seed.batch, seed.shape);
  std::copy(seed.data, seed.data + seed.size(), top.data());
  gradients.reached[static_cast<std::size_t>(from)] = 1;
}

template <typename T>
void backward_node(const Graph& graph, int index, std::span<const T> parameters, const BasicActivations<T>& activations,
                   BasicGradients<T>& gradients, std::span<T> parameter_gradients, const BackwardOptions& options,
                   const NodeStatistics& statistics) {
  if (!gradients.reached[static_cast<std::size_t>(index)] || !gradients.wanted[static_cast<std::size_t>(index)]) return;
  const Node& node = graph.node(index);
  NodeViews<T> views(node, parameters, activations);
  const Tensor<T>& output = activations.of(index);
  const Tensor<T>& signal = gradients.of(index);

  // Each input's signal goes straight to its place, or, where another consumer was there before, beside it.
  std::array<View<T>, kMostInputs> targets{};
  std::array<Tensor<T>*, kMostInputs> places{};
  const bool short_cut = is_short_cut(options), through_relu = short_cut && steps_through_relu(graph, node);
  if (through_relu) views.inputs[0] = activations.of(graph.node(node.inputs[0]).inputs[0]).view();
  for (std::size_t i = 0; i < node.inputs.size(); ++i) {
    const int input = through_relu ? graph.node(node.inputs[i]).inputs[0] : node.inputs[i];
    const bool to_pixels = input == kGraphInput;
    targets[i].shape = node.input_shapes[i];
    targets[i].batch = signal.batch();
    if (to_pixels ? !options.to_input : !gradients.wanted[static_cast<std::size_t>(input)]) continue;
    Tensor<T>& place = to_pixels ? gradients.input : gradients.outputs[static_cast<std::size_t>(input)];
    char& reached = to_pixels ? gradients.input_reached : gradients.reached[static_cast<std::size_t>(input)];
    Tensor<T>& target = reached ? gradients.scratch[i] : place;
    target.resize(signal.batch(), node.input_shapes[i]);
    targets[i] = target.view();
    if (reached) places[i] = &place;
    reached = 1;
  }
  std::array<std::span<T>, kMostNodeParameters> slots;
  if (!parameter_gradients.empty())
    for (std::size_t i = 0; i < node.parameters.size(); ++i) {
      if (i == 0 && options.late != nullptr && (*options.late)[static_cast<std::size_t>(index)]) continue;
      slots[i] = parameter_gradients.subspan(node.parameters[i].offset, node.parameters[i].size);
    }

  BackwardContext<T> context{.inputs = views.input_span(),
                             .output = output.view(),
                             .state = activations.states[static_cast<std::size_t>(index)],
                             .parameters = views.parameter_span(),
                             .output_gradient = signal.view(),
                             .input_gradients = {targets.data(), node.inputs.size()},
                             .parameter_gradients = {},
                             .rule = options.rule,
                             .mode = node.frozen ? Mode::inference : options.mode,
                             .through_relu = through_relu,
                             .rectified_input = short_cut && signal.batch() == output.batch() &&
                                                stops_at_zeros(graph, node),
                             .statistics = statistics.forward,
                             .gradient_statistics = statistics.backward};
  if (!parameter_gradients.empty()) context.parameter_gradients = {slots.data(), node.parameters.size()};
  if (signal.batch() == output.batch() || needs_no_values(*node.layer))
    node.layer->backward(context);
  else
    backward_one_by_one(*node.layer, context);
  for (std::size_t i = 0; i < node.inputs.size(); ++i)
    if (places[i])
      for (std::size_t k = 0; k < targets[i].size(); ++k) places[i]->data()[k] += targets[i].data[k];
}

template <typename T>
void backward(const Graph& graph, std::span<const T> parameters, const BasicActivations<T>& activations, int from,
              ConstView<T> seed, BasicGradients<T>& gradients, std::span<T> parameter_gradients,
              const BackwardOptions& options) {
  begin_backward(graph, from, seed, gradients, options);
  for (int node = from; node >= 0; --node)
    backward_node<T>(graph, node, parameters, activations, gradients, parameter_gradients, options);
}

void backward(const Model& model, const Activations& activations, int from, ConstView<float> seed, Gradients& gradients,
              const BackwardOptions& options) {
  backward<float>(*model.graph, model.parameters, activations, from, seed, gradients, {}, options);
}

std::vector<float> class_probabilities(const Graph& graph, const Tensor<float>& output) {
  std::vector<float> result(output.values().begin(), output.values().end());
  if (graph.node(graph.output()).layer->kind() == "softmax") return result;
  const std::size_t classes = output.shape().size();
  for (std::size_t first = 0; first < result.size(); first += classes) {
    const std::span<float> row(result.data() + first, classes);
    const float largest = *std::max_element(row.begin(), row.end());
    float sum = 0;
    for (float& value : row) sum += value = std::exp(value - largest);
    for (float& value : row) value /= sum;
  }
  return result;
}

std::vector<float> probabilities(const Model& model, ConstView<float> inputs, ThreadPool* pool) {
  const std::size_t classes = model.graph->node(model.graph->output()).shape.size();
  std::vector<float> result(static_cast<std::size_t>(inputs.batch) * classes);
  const auto chunk = [&](int index) {
    const int first = index * kChunk, count = std::min(kChunk, inputs.batch - first);
    Activations activations;
    forward(model, {inputs.sample(first), count, inputs.shape}, activations);
    const auto part = class_probabilities(*model.graph, activations.of(model.graph->output()));
    std::copy(part.begin(), part.end(), result.begin() + static_cast<std::ptrdiff_t>(first * classes));
  };
  const int chunks = (inputs.batch + kChunk - 1) / kChunk;
  if (pool) {
    pool->run(chunks, chunk);
  } else {
    for (int i = 0; i < chunks; ++i) chunk(i);
  }
  return result;
}

#define CONVLENS_INSTANTIATE(T)                                                                                     \
  template void begin_forward(const Graph&, ConstView<T>, BasicActivations<T>&);                                    \
  template void prepare(const Graph&, BasicActivations<T>&);                                                        \
  template void forward_node(const Graph&, int, std::span<const T>, BasicActivations<T>&, const ForwardOptions&,    \
                             std::span<const double>);                                                              \
  template void forward(const Graph&, std::span<const T>, ConstView<T>, BasicActivations<T>&, const ForwardOptions&); \
  template void begin_backward(const Graph&, int, ConstView<T>, BasicGradients<T>&, const BackwardOptions&);        \
  template void backward_node(const Graph&, int, std::span<const T>, const BasicActivations<T>&, BasicGradients<T>&, \
                              std::span<T>, const BackwardOptions&, const NodeStatistics&);                         \
  template void backward(const Graph&, std::span<const T>, const BasicActivations<T>&, int, ConstView<T>,           \
                         BasicGradients<T>&, std::span<T>, const BackwardOptions&);
CONVLENS_INSTANTIATE(float)
CONVLENS_INSTANTIATE(double)
#undef CONVLENS_INSTANTIATE

}  // namespace convlens
