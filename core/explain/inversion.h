#pragma once
#include <functional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/explain/pixel_space.h"
#include "core/model/run.h"

namespace convlens {

/// The constants are ours: Mahendran & Vedaldi's are for photographs and very deep networks (REFERENCE.md).
struct InversionOptions {
  int iterations = 400;
  std::uint64_t seed = 1;
  double alpha = 6;                ///< exponent of the norm, the paper's
  double norm_weight = 1e-4;       ///< of the mean of |value / deviation|^alpha
  double variation_weight = 0.05;
  double momentum = 0.9;           ///< the paper's
  double learning_rate = 0.3;      ///< x 1, 0.1, 0.01 for the first quarter, the next half and the last quarter
};

/// A derivative longer than this is shortened to it: with it one learning rate serves every layer, however steep.
inline constexpr double kLongestDerivative = 1.0;

/// The picture that one layer cannot tell from the one that was given.
struct Inversion {
  int node = 0;
  Tensor<float> picture;       ///< (1, input shape), in pixel units
  double error = 0;            ///< |layer(picture) - layer(given)| / |layer(given)|
  std::vector<double> errors;  ///< before each iteration
  int iterations = 0;          ///< done
};

/// Mahendran & Vedaldi 2015: minimises |layer(x) - layer(given)|^2 / |layer(given)|^2 + norm + total variation by
/// gradient descent with momentum from seeded noise, some iterations at a time.
class Inverter {
 public:
  /// given: the run of one picture; read here only. model must outlive this object. Throws Error(bad_value) for a
  /// layer that there is not, a batch of several, iterations below 0.
  Inverter(const Model& model, const Activations& given, int node, const InversionOptions& options);

  /// At most this many; one that is stopped on its way does not count.
  void run(int iterations, const std::stop_token& stop = {});
  bool finished() const { return done_ >= options_.iterations; }
  int iterations_done() const { return done_; }
  /// As it stands.
  Inversion result();
  /// As it stood before the last iteration, of which there must be one: needs no run of the network.
  Inversion last_seen();

 private:
  bool look(const std::stop_token& stop = {});
  bool step(const std::stop_token& stop);

  const Model& model_;
  int node_;
  InversionOptions options_;
  PixelSpace space_;
  Tensor<float> target_;
  double target_length_;
  double error_ = 0;                                    ///< of the last look
  Tensor<float> x_, velocity_, picture_, seen_, seed_;  ///< seen: the picture before the last iteration
  Activations activations_;
  Gradients gradients_;
  std::vector<double> errors_;
  int done_ = 0;
};

/// One layer. progress counts iterations. When stopped, what there is.
Inversion invert(const Model& model, const Activations& given, int node, const InversionOptions& options = {},
                 std::stop_token stop = {}, const ProgressCallback& progress = {});

/// Several layers of one picture at once, each as invert() does it. partial: called now and then from the
/// calling thread with all pictures as they stand. When stopped, of the layers that have
/// begun, the pictures before their last iteration. progress counts iterations of all layers.
using Inversions = std::vector<Inversion>;
Inversions invert_layers(const Model& model, const Activations& given, const std::vector<int>& nodes,
                         const InversionOptions& options = {}, ThreadPool* pool = nullptr, std::stop_token stop = {},
                         const ProgressCallback& progress = {},
                         const std::function<void(const Inversions&)>& partial = {});

/// The nodes whose values are not merely those of the node before in another order or scale.
std::vector<int> layers_worth_inverting(const Graph& graph);

}  // namespace convlens
