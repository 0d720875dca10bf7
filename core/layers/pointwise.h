#pragma once
#include <algorithm>
#include <cmath>

#include "core/layers/checks.h"
#include "core/layers/layer.h"

namespace convlens {

/// A function of each value by itself, under every rule with its own derivative: the deconvnet rules speak of
/// ReLU only. Function has kKind, attributes(), operator()(x) and slope(x, y).
template <typename Function>
class Pointwise : public LayerOf<Pointwise<Function>> {
 public:
  explicit Pointwise(const Attributes& attributes) : function_(attributes) {}

  std::string_view kind() const override { return Function::kKind; }
  Attributes attributes() const override { return function_.attributes(); }
  Shape output_shape(std::span<const Shape> inputs) const override { return only_input(inputs); }
  bool is_nonlinearity() const override { return true; }

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const {
    const T* x = c.inputs[0].data;
    for (std::size_t i = 0; i < c.output.size(); ++i) c.output.data[i] = function_(x[i]);
  }
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const {
    if (!c.input_gradients[0].data) return;
    const T *x = c.inputs[0].data, *y = c.output.data, *dy = c.output_gradient.data;
    for (std::size_t i = 0; i < c.output_gradient.size(); ++i)
      c.input_gradients[0].data[i] = dy[i] * function_.slope(x[i], y[i]);
  }

 private:
  Function function_;
};

/// y = 1 / (1 + e^-x). ONNX Sigmoid.
struct SigmoidFunction {
  static constexpr std::string_view kKind = "sigmoid";
  explicit SigmoidFunction(const Attributes&) {}
  Attributes attributes() const { return {}; }
  template <typename T>
  T operator()(T x) const {
    return 1 / (1 + std::exp(-x));
  }
  template <typename T>
  T slope(T, T y) const {
    return y * (1 - y);
  }
};

/// ONNX Tanh.
struct TanhFunction {
  static constexpr std::string_view kKind = "tanh";
  explicit TanhFunction(const Attributes&) {}
  Attributes attributes() const { return {}; }
  template <typename T>
  T operator()(T x) const {
    return std::tanh(x);
  }
  template <typename T>
  T slope(T, T y) const {
    return 1 - y * y;
  }
};

/// y = x for x > 0, else alpha (e^x - 1). ONNX Elu.
class EluFunction {
 public:
  static constexpr std::string_view kKind = "elu";
  explicit EluFunction(const Attributes& attributes);
  Attributes attributes() const { return {{"alpha", alpha_}}; }
  template <typename T>
  T operator()(T x) const {
    return x > 0 ? x : static_cast<T>(alpha_) * std::expm1(x);
  }
  template <typename T>
  T slope(T x, T y) const {
    return x > 0 ? T{1} : y + static_cast<T>(alpha_);
  }

 private:
  double alpha_;
};

/// y = x between min and max, and these beyond. ONNX Clip; ReLU6 is min = 0, max = 6.
class ClipFunction {
 public:
  static constexpr std::string_view kKind = "clip";
  explicit ClipFunction(const Attributes& attributes);
  Attributes attributes() const { return {{"min", min_}, {"max", max_}}; }
  template <typename T>
  T operator()(T x) const {
    return std::clamp(x, static_cast<T>(min_), static_cast<T>(max_));
  }
  template <typename T>
  T slope(T x, T) const {
    return x > static_cast<T>(min_) && x < static_cast<T>(max_) ? T{1} : T{0};
  }

 private:
  double min_, max_;
};

/// y = alpha x + beta between 0 and 1, and these beyond. ONNX HardSigmoid.
class HardSigmoidFunction {
 public:
  static constexpr std::string_view kKind = "hard_sigmoid";
  explicit HardSigmoidFunction(const Attributes& attributes);
  Attributes attributes() const { return {{"alpha", alpha_}, {"beta", beta_}}; }
  template <typename T>
  T operator()(T x) const {
    return std::clamp(static_cast<T>(alpha_) * x + static_cast<T>(beta_), T{0}, T{1});
  }
  template <typename T>
  T slope(T, T y) const {
    return y > 0 && y < 1 ? static_cast<T>(alpha_) : T{0};
  }

 private:
  double alpha_, beta_;
};

/// y = x (x / 6 + 1/2, between 0 and 1): MobileNetV3's. ONNX has it since opset 14; files say HardSigmoid and
/// Mul.
struct HardSwishFunction {
  static constexpr std::string_view kKind = "hard_swish";
  static constexpr double kAlpha = 1.0 / 6, kBeta = 0.5;
  explicit HardSwishFunction(const Attributes&) {}
  Attributes attributes() const { return {}; }
  template <typename T>
  T operator()(T x) const {
    return x * gate(x);
  }
  template <typename T>
  T slope(T x, T) const {
    const T g = gate(x);
    return g > 0 && g < 1 ? g + x * static_cast<T>(kAlpha) : g;
  }

 private:
  template <typename T>
  static T gate(T x) {
    return std::clamp(static_cast<T>(kAlpha) * x + static_cast<T>(kBeta), T{0}, T{1});
  }
};

using Sigmoid = Pointwise<SigmoidFunction>;
using Tanh = Pointwise<TanhFunction>;
using Elu = Pointwise<EluFunction>;
using Clip = Pointwise<ClipFunction>;
using HardSigmoid = Pointwise<HardSigmoidFunction>;
using HardSwish = Pointwise<HardSwishFunction>;

}  // namespace convlens
