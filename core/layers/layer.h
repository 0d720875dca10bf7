#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/tensor/tensor.h"

namespace convlens {

/// A layer's settings under ONNX's own attribute names ("kernel_shape", "pads", ...), so that saving, loading
/// and checkpoints need no code per kind. Names that begin with "convlens_" are ours: what ONNX keeps elsewhere (in
/// the weights' dimensions, in the number of inputs) and so not written as attributes.
using Attribute = std::variant<std::int64_t, double, std::vector<std::int64_t>, std::vector<double>>;
using Attributes = std::map<std::string, Attribute>;

/// How a parameter is kept in memory, and which order files and figures use for it.
enum class ParameterLayout {
  plain,       ///< as is
  filters,     ///< figures: out, in/groups, kh, kw; memory: kh, kw, in/groups, out (lane = output channel)
  transposed,  ///< figures: out, in; memory: in, out
};

/// How a parameter starts. uniform_fan_in is uniform in +-1/sqrt(fan_in): measured better here than He-normal.
enum class Initialisation { uniform_fan_in, zero, one };

struct ParameterSpec {
  std::string name;       ///< "weight", "bias", ...
  std::vector<int> dims;  ///< in the order of files and figures
  ParameterLayout layout = ParameterLayout::plain;
  Initialisation initialisation = Initialisation::zero;
  int fan_in = 1;
  bool trainable = true;  ///< false: batch norm's running statistics
  bool decays = true;     ///< weight decay applies (not to biases and norms)

  std::size_t size() const;
};

enum class Mode { inference, training };

/// The three rules of the way down; they differ at ReLU and LRN only (REFERENCE.md).
enum class BackwardRule { gradient, deconvnet, guided };

/// What a forward run leaves for the way back down, beside inputs and output.
template <typename T>
struct LayerState {
  std::vector<std::int32_t> switches;  ///< max pooling: per output value, y * width + x of the winner in the input
  AlignedVector<T> saved;              ///< a layer's own: LRN's scale, dropout's mask, batch norm's mean and 1/std
};

/// Padding above and left of the input.
struct PaddingBefore {
  int top = 0, left = 0;
};

template <typename T>
struct ForwardContext {
  std::span<const ConstView<T>> inputs;
  std::span<const std::span<const T>> parameters;  ///< in the order of Layer::parameters
  View<T> output;                                  ///< overwritten
  LayerState<T>& state;                            ///< overwritten
  Mode mode = Mode::inference;
  /// Training only. Random layers key by (seed, step, first_sample + n), so that chunking changes nothing.
  std::uint64_t seed = 0;
  std::uint64_t step = 0;
  int first_sample = 0;
  int node = 0;
  /// Training only, when Layer::statistics_size() > 0: the sums of accumulate_statistics over the whole batch.
  std::span<const double> statistics = {};
  /// Max pooling over a ReLU that was left out: inputs hold what the ReLU would have read.
  bool through_relu = false;
  /// Where inputs and output are cut out of larger ones: the padding before the cut-out input, instead of the
  /// layer's own. The output's shape tells how much to compute; what lies behind the cut-out input is padding.
  /// For layers whose window() is not the whole input.
  std::optional<PaddingBefore> cut_out = std::nullopt;
  /// Dense, one sample: the output is a part of the layer's, from this value on.
  int first_output = 0;
};

template <typename T>
struct BackwardContext {
  std::span<const ConstView<T>> inputs;
  ConstView<T> output;
  const LayerState<T>& state;
  std::span<const std::span<const T>> parameters;
  ConstView<T> output_gradient;
  std::span<const View<T>> input_gradients;         ///< overwritten; a view without data is not wanted
  std::span<const std::span<T>> parameter_gradients;  ///< ADDED TO; empty: not wanted
  BackwardRule rule = BackwardRule::gradient;
  Mode mode = Mode::inference;
  /// Max pooling over a ReLU: the signal goes through both at once, so that it is written only once.
  bool through_relu = false;
  /// A ReLU below stops the signal wherever the input is 0: input_gradients may be anything there.
  bool rectified_input = false;
  /// Training only, as in ForwardContext; gradient_statistics: the sums of accumulate_gradient_statistics.
  std::span<const double> statistics = {};
  std::span<const double> gradient_statistics = {};
};

/// One kind of computation at one node of a graph. Immutable; parameters live with the model and are handed in,
/// so that one layer serves float (fast kernels), double (gradient checks) and many snapshots of weights at once.
class Layer {
 public:
  virtual ~Layer() = default;

  /// The registry's name of the kind: "conv2d", "relu", ...
  virtual std::string_view kind() const = 0;
  virtual Attributes attributes() const = 0;

  /// Throws Error(shape_mismatch) with the reason; the graph adds the node's name.
  virtual Shape output_shape(std::span<const Shape> inputs) const = 0;
  virtual std::vector<ParameterSpec> parameters(std::span<const Shape> inputs) const;
  /// Multiply-adds of one sample's forward run; 0 for layers that only move or compare.
  virtual std::int64_t multiply_adds(std::span<const Shape> inputs) const;

  /// How one output position looks at the input, per axis (y, x); for receptive fields.
  struct Window {
    int kernel[2] = {1, 1}, stride[2] = {1, 1}, padding[2] = {0, 0}, dilation[2] = {1, 1};
    bool whole_input = false;  ///< dense, flatten, global pooling, softmax: every output sees every position
  };
  virtual Window window() const;
  /// Whether it is what follows a convolution to bend its values (ReLU and its kin).
  virtual bool is_nonlinearity() const { return false; }

  virtual void forward(const ForwardContext<float>& context) const = 0;
  virtual void forward(const ForwardContext<double>& context) const = 0;
  /// Several cut-outs (ForwardContext::cut_out) with the same parameters; their outputs follow one another in
  /// memory. The same bits as forward of each.
  virtual void forward_cut_outs(std::span<const ForwardContext<float>> each) const;
  virtual void backward(const BackwardContext<float>& context) const = 0;
  virtual void backward(const BackwardContext<double>& context) const = 0;

  /// Layers whose output in training depends on the whole batch (batch norm): a number of doubles that each
  /// chunk of the batch adds to, combined in chunk order before forward (backward) runs. 0: no such layer.
  virtual int statistics_size(std::span<const Shape> inputs) const;
  virtual void accumulate_statistics(ConstView<float> input, std::span<double> sums) const;
  virtual void accumulate_statistics(ConstView<double> input, std::span<double> sums) const;
  virtual void accumulate_gradient_statistics(const BackwardContext<float>& context, std::span<double> sums) const;
  virtual void accumulate_gradient_statistics(const BackwardContext<double>& context, std::span<double> sums) const;
  /// After a training step: moves running statistics towards the batch's; parameters as in parameters().
  virtual void update_running(std::span<const double> statistics, std::span<const std::span<float>> parameters) const;
};

/// Writes the float and double virtuals once, from Derived's templates run_forward<T> and run_backward<T>.
template <typename Derived>
class LayerOf : public Layer {
 public:
  void forward(const ForwardContext<float>& c) const override { self().run_forward(c); }
  void forward(const ForwardContext<double>& c) const override { self().run_forward(c); }
  void backward(const BackwardContext<float>& c) const override { self().run_backward(c); }
  void backward(const BackwardContext<double>& c) const override { self().run_backward(c); }

 private:
  const Derived& self() const { return static_cast<const Derived&>(*this); }
};

/// Memory order -> the order of files and figures, and back.
std::vector<float> to_figure_order(const ParameterSpec& spec, std::span<const float> memory);
void from_figure_order(const ParameterSpec& spec, std::span<const float> figure, std::span<float> memory);

}  // namespace convlens
