#include "core/layers/dropout.h"

#include <algorithm>

#include "core/base/random.h"
#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

Dropout::Dropout(const Attributes& attributes) : ratio_(real_attribute(attributes, "ratio", 0.5)) {
  if (!(ratio_ >= 0 && ratio_ < 1))
    throw Error(ErrorKind::bad_value, "ratio", std::to_string(ratio_), "at least 0 and below 1");
}

Attributes Dropout::attributes() const { return {{"ratio", ratio_}}; }

Shape Dropout::output_shape(std::span<const Shape> inputs) const { return only_input(inputs); }

template <typename T>
void Dropout::run_forward(const ForwardContext<T>& c) const {
  const auto& x = c.inputs[0];
  if (c.mode == Mode::inference) {
    std::copy(x.data, x.data + x.size(), c.output.data);
    return;
  }
  if (c.state.saved.size() < x.size()) c.state.saved.resize(x.size());
  const T kept = static_cast<T>(1 / (1 - ratio_));
  const std::size_t size = x.shape.size();
  for (int n = 0; n < x.batch; ++n) {
    // A node's masks have their own seed: two dropout layers must not drop the same places.
    Random random(c.seed + static_cast<std::uint64_t>(c.node), RandomPurpose::dropout, c.step,
                  static_cast<std::uint64_t>(c.first_sample + n));
    T* mask = c.state.saved.data() + static_cast<std::size_t>(n) * size;
    for (std::size_t i = 0; i < size; ++i) {
      mask[i] = random.uniform() < ratio_ ? T{0} : kept;
      c.output.sample(n)[i] = x.sample(n)[i] * mask[i];
    }
  }
}

template <typename T>
void Dropout::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  const T* dy = c.output_gradient.data;
  for (std::size_t i = 0; i < c.output_gradient.size(); ++i)
    dx.data[i] = c.mode == Mode::inference ? dy[i] : dy[i] * c.state.saved[i];
}

template void Dropout::run_forward(const ForwardContext<float>&) const;
template void Dropout::run_forward(const ForwardContext<double>&) const;
template void Dropout::run_backward(const BackwardContext<float>&) const;
template void Dropout::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
