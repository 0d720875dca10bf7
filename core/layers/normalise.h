#pragma once
#include <vector>

#include "core/layers/layer.h"

namespace convlens {

/// Input normalisation, part of the graph so that a model's input is pixels from 0 to 1 everywhere:
/// y = (x - mean[c]) / std[c]; a negative std turns light to dark. Attributes: mean, std (lists, one number a channel). Backward: dx = dy / std[c].
class Normalise : public LayerOf<Normalise> {
 public:
  explicit Normalise(const Attributes& attributes);

  std::string_view kind() const override { return "normalise"; }
  Attributes attributes() const override;
  Shape output_shape(std::span<const Shape> inputs) const override;

  template <typename T>
  void run_forward(const ForwardContext<T>& c) const;
  template <typename T>
  void run_backward(const BackwardContext<T>& c) const;

 private:
  std::vector<double> mean_, std_;
};

}  // namespace convlens
