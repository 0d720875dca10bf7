#pragma once
#include <string>
#include <vector>

#include "core/model/model.h"

namespace convlens::testing {

/// One layer of a plain stack, as a test writes it down.
struct Stage {
  std::string
      kind;  ///< conv2d, max_pool, average_pool, relu, leaky_relu, lrn, flatten, dense, normalise, softmax
  int out = 0, kernel = 1, stride = 1, pad = 0, dilation = 1;
};

inline constexpr double kTestMean = 0.3, kTestDeviation = 0.4, kTestSlope = 0.2;
inline constexpr int kTestLrnSize = 3;
inline constexpr double kTestLrnAlpha = 0.6, kTestLrnBeta = 0.75;

/// The engine's model of a stack, with random weights and biases; its node i is stage i.
Model model_of(const std::vector<Stage>& stages, Shape input, std::uint64_t seed);

/// c x h x w values in double, in that order.
struct Map {
  int c = 0, h = 0, w = 0;
  std::vector<double> v;

  Map() = default;
  Map(int channels, int height, int width)
      : c(channels), h(height), w(width), v(static_cast<std::size_t>(c) * h * w) {}
  double& at(int k, int y, int x) { return v[(static_cast<std::size_t>(k) * h + y) * w + x]; }
  double at(int k, int y, int x) const { return v[(static_cast<std::size_t>(k) * h + y) * w + x]; }
};

/// The same stack once more, written from the definitions with plain loops: it shares with the engine the
/// weights and nothing else.
class SlowNetwork {
 public:
  SlowNetwork(const std::vector<Stage>& stages, const Model& model);

  /// Keeps every stage's output and every pooling's winners.
  void run(const Map& image);
  const Map& output(int stage) const { return outputs_[static_cast<std::size_t>(stage)]; }
  std::vector<double> probabilities() const;

  /// A single signal at (unit, y, x) of a stage, carried down to the pixels; rule: deconvnet, guided or
  /// gradient.
  Map project(int stage, int unit, int y, int x, double seed, const std::string& rule) const;

 private:
  struct Weights {
    std::vector<double> weight, bias;  ///< (out, in, kh, kw) or (out, in)
  };
  const Map& input_of(int stage) const { return stage == 0 ? image_ : output(stage - 1); }
  Map forward_stage(int stage, const Map& in);
  Map backward_stage(int stage, const Map& signal, const std::string& rule) const;

  std::vector<Stage> stages_;
  std::vector<Weights> weights_;
  std::vector<std::vector<int>> winners_;  ///< per stage and output value: index into the input map
  std::vector<Map> outputs_;
  Map image_;
};

}  // namespace convlens::testing
