#include "core/explain/integrated_gradients.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/explain/rounds.h"
#include "core/explain/stoppable.h"

namespace convlens {
namespace {

/// Points of the path that go through the network together; does not depend on the threads.
constexpr int kChunk = 8;

/// One thread's part of the path.
class PathPart {
 public:
  PathPart(const Model& model, const Tensor<float>& picture, int label, int steps)
      : model_(model), picture_(picture), label_(label), steps_(steps) {}

  /// Sums the gradients at points [first, first + count); false when stopped.
  bool run(int first, int count, const std::stop_token& stop) {
    const Graph& graph = *model_.graph;
    points_.resize(count, picture_.shape());
    for (int i = 0; i < count; ++i) {
      const float share = (static_cast<float>(first + i) + 0.5f) / static_cast<float>(steps_);
      std::transform(picture_.values().begin(), picture_.values().end(), points_.view().sample(i),
                     [&](float pixel) { return share * pixel; });
    }
    if (!forward_unless_stopped(stop, model_, std::as_const(points_).view(), activations_,
                                {.last_node = graph.logits()}))
      return false;
    const Tensor<float> seed = score_seed(graph, label_, count);
    if (!backward_unless_stopped(stop, model_, activations_, graph.logits(), seed.view(), gradients_,
                                 {.all_read = false}))
      return false;
    sums_.assign(picture_.size(), 0.0);
    if (!gradients_.input_reached) return true;
    for (std::size_t i = 0; i < gradients_.input.size(); ++i)
      sums_[i % sums_.size()] += static_cast<double>(gradients_.input.data()[i]);
    return true;
  }

  /// Hands the sums over, once.
  void add_to(std::vector<double>& total) {
    for (std::size_t i = 0; i < sums_.size(); ++i) total[i] += sums_[i];
    sums_.clear();
  }

 private:
  const Model& model_;
  const Tensor<float>& picture_;
  int label_, steps_;
  Tensor<float> points_;
  Activations activations_;
  Gradients gradients_;
  std::vector<double> sums_;
};

}  // namespace

Attribution integrated_gradients(const Model& model, const Activations& activations, const AttributionOptions& options,
                                 ThreadPool* pool, std::stop_token stop, const ProgressCallback& progress) {
  if (options.steps < 1) throw Error(ErrorKind::bad_value, "steps", std::to_string(options.steps), "1 or more");
  const Graph& graph = *model.graph;
  const Tensor<float>& picture = activations.input;
  Attribution result;
  result.label = explained_label(graph, activations, options.label);
  result.score = score_of(graph, activations, result.label);
  Tensor<float> black(1, picture.shape());
  black.fill(0.0f);
  Activations of_black;
  forward(model, std::as_const(black).view(), of_black, {.last_node = graph.logits()});
  result.baseline_score = score_of(graph, of_black, result.label);

  std::vector<PathPart> parts(static_cast<std::size_t>(slots(pool)), PathPart(model, picture, result.label, options.steps));
  std::vector<double> total(picture.size(), 0.0);
  // Between two rounds the parts are added in the order of the path, so that the sum is the same with any threads.
  const auto add_round = [&](std::size_t done, std::size_t steps) {
    for (PathPart& part : parts) part.add_to(total);
    if (progress) progress(done, steps);
  };
  const auto run_part = [&](int slot, int first, int count) {
    return parts[static_cast<std::size_t>(slot)].run(first, count, stop);
  };
  const int done = run_in_rounds(options.steps, kChunk, pool, stop, add_round, run_part, Rounds::one_piece_each);
  result.complete = done == options.steps;

  for (std::size_t i = 0; i < total.size(); ++i)
    total[i] *= static_cast<double>(picture.data()[i]) / options.steps;
  result.residue = std::accumulate(total.begin(), total.end(), 0.0) - (result.score - result.baseline_score);
  result.shape = picture.shape();
  const std::vector<float> values(total.begin(), total.end());
  result.values.resize(values.size());
  to_chw(values.data(), result.shape, result.values.data());
  return result;
}

}  // namespace convlens
