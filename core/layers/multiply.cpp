#include "core/layers/multiply.h"

#include <algorithm>

#include "core/layers/checks.h"

namespace convlens {
namespace {

/// Where the gate's factor for value i of a sample stands.
std::size_t gate_place(std::size_t i, const Shape &gate, bool whole) {
  return whole ? i : i % static_cast<std::size_t>(gate.channels);
}

}  // namespace

Multiply::Multiply(const Attributes &) {}

Attributes Multiply::attributes() const { return {}; }

Shape Multiply::output_shape(std::span<const Shape> inputs) const {
  if (inputs.size() != 2)
    throw Error(ErrorKind::shape_mismatch, {}, std::to_string(inputs.size()) + " inputs", "two");
  const bool gate = inputs[1].is_vector() && inputs[1].channels == inputs[0].channels;
  if (inputs[0] != inputs[1] && !gate)
    throw Error(ErrorKind::shape_mismatch, {}, to_string(inputs[0]) + " and " + to_string(inputs[1]),
                "equal shapes, or one factor a map second");
  return inputs[0];
}

template <typename T>
void Multiply::run_forward(const ForwardContext<T> &c) const {
  const auto &a = c.inputs[0], &b = c.inputs[1];
  const bool whole = a.shape == b.shape;
  for (int n = 0; n < a.batch; ++n) {
    const T *x = a.sample(n), *gate = b.sample(n);
    T *y = c.output.sample(n);
    for (std::size_t i = 0; i < a.shape.size(); ++i) y[i] = x[i] * gate[gate_place(i, b.shape, whole)];
  }
}

template <typename T>
void Multiply::run_backward(const BackwardContext<T> &c) const {
  const auto &a = c.inputs[0], &b = c.inputs[1];
  const auto &da = c.input_gradients[0], &db = c.input_gradients[1];
  const bool whole = a.shape == b.shape;
  if (db.data) std::fill_n(db.data, db.size(), T{0});
  for (int n = 0; n < a.batch; ++n) {
    const T *x = a.sample(n), *gate = b.sample(n), *dy = c.output_gradient.sample(n);
    for (std::size_t i = 0; i < a.shape.size(); ++i) {
      const std::size_t place = gate_place(i, b.shape, whole);
      if (da.data) da.sample(n)[i] = dy[i] * gate[place];
      if (db.data) db.sample(n)[place] += dy[i] * x[i];
    }
  }
}

template void Multiply::run_forward(const ForwardContext<float> &) const;
template void Multiply::run_forward(const ForwardContext<double> &) const;
template void Multiply::run_backward(const BackwardContext<float> &) const;
template void Multiply::run_backward(const BackwardContext<double> &) const;

}  // namespace convlens
