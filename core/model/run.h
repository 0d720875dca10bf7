#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/thread_pool.h"
#include "core/model/model.h"

namespace convlens {

/// Everything that one run computed; belongs to the caller, who may keep it, share it, or use it again for the
/// next run without any allocation.
template <typename T>
struct BasicActivations {
  Tensor<T> input;
  std::vector<Tensor<T>> outputs;      ///< one a node, NHWC
  std::vector<LayerState<T>> states;   ///< one a node

  const Tensor<T>& of(int node) const { return node == kGraphInput ? input : outputs[static_cast<std::size_t>(node)]; }
};
using Activations = BasicActivations<float>;

struct ForwardOptions {
  Mode mode = Mode::inference;
  int last_node = -1;  ///< stop after this node; -1: run all
  std::uint64_t seed = 0, step = 0;
  int first_sample = 0;
  /// Inference of one picture: layers with enough work are shared among these threads (shared_node.h), with the
  /// bits of one. nullptr: all on the calling thread. Not from within one of the pool's own tasks.
  ThreadPool* pool = nullptr;
};

/// Runs the graph on a batch (pixels 0..1, NHWC). Const in the model; throws Error(shape_mismatch) when the input
/// does not fit. Not for training graphs with batch statistics: training/ runs those chunk by chunk.
template <typename T>
void forward(const Graph& graph, std::span<const T> parameters, ConstView<T> input,
             BasicActivations<T>& activations, const ForwardOptions& options = {});
void forward(const Model& model, ConstView<float> input, Activations& activations, const ForwardOptions& options = {});

/// What a run begins with: the input is checked, as forward() does it, and copied, and room is made.
template <typename T>
void begin_forward(const Graph& graph, ConstView<T> input, BasicActivations<T>& activations);

/// Makes room for a run; activations.input is the caller's to fill where forward_node is called directly.
template <typename T>
void prepare(const Graph& graph, BasicActivations<T>& activations);

/// One node of a run: forward() and training/ are loops over this. In training a ReLU that only a max pooling reads
/// is left out, without an output: the pooling does it.
template <typename T>
void forward_node(const Graph& graph, int node, std::span<const T> parameters, BasicActivations<T>& activations,
                  const ForwardOptions& options, std::span<const double> statistics = {});

/// The signal R at every node on the way back down; buffers are kept between runs.
template <typename T>
struct BasicGradients {
  Tensor<T> input;                    ///< at the graph's input
  std::vector<Tensor<T>> outputs;     ///< at each node's output
  std::vector<char> reached;          ///< whether a signal arrived at the node
  char input_reached = false;         ///< whether one arrived at the graph's input
  std::vector<char> wanted;           ///< whether anything at or below the node needs a gradient
  std::vector<Tensor<T>> scratch;     ///< second contributions where a node feeds several

  const Tensor<T>& of(int node) const { return node == kGraphInput ? input : outputs[static_cast<std::size_t>(node)]; }
};
using Gradients = BasicGradients<float>;

struct BackwardOptions {
  BackwardRule rule = BackwardRule::gradient;
  Mode mode = Mode::inference;
  bool to_input = true;  ///< false: training, where nobody needs the gradient of the pixels
  /// false: of the signals on the way only the one at the input is read afterwards; the others may be left out
  /// where nothing of them arrives there. The same bits at the input.
  bool all_read = true;
  /// One a node, or nullptr: where set, the gradient of the first parameter is left out: somebody makes it later.
  const std::vector<char>* late = nullptr;
};

/// backward() in steps, for training graphs with batch statistics: begin, then backward_node from the top down.
template <typename T>
void begin_backward(const Graph& graph, int from, ConstView<T> seed, BasicGradients<T>& gradients,
                    const BackwardOptions& options);
struct NodeStatistics {
  std::span<const double> forward = {}, backward = {};
};
template <typename T>
void backward_node(const Graph& graph, int node, std::span<const T> parameters, const BasicActivations<T>& activations,
                   BasicGradients<T>& gradients, std::span<T> parameter_gradients, const BackwardOptions& options,
                   const NodeStatistics& statistics = {});

/// Walks from `from` down to the graph's input. `seed` is the signal at from's output, with the batch of the
/// activations; or, without parameter gradients, any number of signals through the activations of one picture, each
/// arriving as it would alone. parameter_gradients: a buffer laid out like Model::parameters that is ADDED TO, or empty.
template <typename T>
void backward(const Graph& graph, std::span<const T> parameters, const BasicActivations<T>& activations, int from,
              ConstView<T> seed, BasicGradients<T>& gradients, std::span<T> parameter_gradients,
              const BackwardOptions& options = {});
void backward(const Model& model, const Activations& activations, int from, ConstView<float> seed,
              Gradients& gradients, const BackwardOptions& options = {});

/// The graph's output as class probabilities: itself where the last node is Softmax, else its softmax (which of
/// LogSoftmax's values is their exponential).
std::vector<float> class_probabilities(const Graph& graph, const Tensor<float>& output);

/// Class probabilities, (samples, classes): the output where the last node is Softmax, else its softmax.
/// Runs in fixed chunks over the pool.
std::vector<float> probabilities(const Model& model, ConstView<float> inputs, ThreadPool* pool = nullptr);

}  // namespace convlens
