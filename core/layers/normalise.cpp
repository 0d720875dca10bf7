#include "core/layers/normalise.h"

#include <cmath>

#include "core/layers/attributes.h"
#include "core/layers/checks.h"

namespace convlens {

Normalise::Normalise(const Attributes& attributes)
    : mean_(reals_attribute(attributes, "mean")), std_(reals_attribute(attributes, "std")) {
  if (mean_.empty() || mean_.size() != std_.size())
    throw Error(ErrorKind::bad_value, "std", std::to_string(std_.size()) + " numbers",
                "as many as mean has: " + std::to_string(mean_.size()));
  for (const double s : std_)
    if (!(std::abs(s) > 0)) throw Error(ErrorKind::bad_value, "std", std::to_string(s), "a number other than 0");
}

Attributes Normalise::attributes() const { return {{"mean", mean_}, {"std", std_}}; }

Shape Normalise::output_shape(std::span<const Shape> inputs) const {
  const Shape& in = only_input(inputs);
  if (in.channels != static_cast<int>(mean_.size()))
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in), std::to_string(mean_.size()) + " channels");
  return in;
}

template <typename T>
void Normalise::run_forward(const ForwardContext<T>& c) const {
  const std::size_t channels = mean_.size();
  const T* x = c.inputs[0].data;
  for (std::size_t k = 0; k < channels; ++k) {
    const T mean = static_cast<T>(mean_[k]), deviation = static_cast<T>(std_[k]);
    for (std::size_t i = k; i < c.output.size(); i += channels) c.output.data[i] = (x[i] - mean) / deviation;
  }
}

template <typename T>
void Normalise::run_backward(const BackwardContext<T>& c) const {
  if (!c.input_gradients[0].data) return;
  const std::size_t channels = mean_.size();
  for (std::size_t k = 0; k < channels; ++k) {
    const T deviation = static_cast<T>(std_[k]);
    for (std::size_t i = k; i < c.output_gradient.size(); i += channels)
      c.input_gradients[0].data[i] = c.output_gradient.data[i] / deviation;
  }
}

template void Normalise::run_forward(const ForwardContext<float>&) const;
template void Normalise::run_forward(const ForwardContext<double>&) const;
template void Normalise::run_backward(const BackwardContext<float>&) const;
template void Normalise::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
