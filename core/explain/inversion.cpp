#include "core/explain/inversion.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/explain/stoppable.h"

namespace convlens {
namespace {

/// Iterations between two reports of progress.
constexpr int kReport = 10;

/// The learning rate's factor, and whether it has just changed (then the momentum begins anew).
struct Phase {
  double factor;
  bool begins;
};
Phase phase_of(int iteration, int iterations) {
  const int second = iterations / 4, third = iterations - iterations / 4;
  if (iteration < second) return {1.0, iteration == 0};
  if (iteration < third) return {0.1, iteration == second};
  return {0.01, iteration == third};
}

}  // namespace

Inverter::Inverter(const Model& model, const Activations& given, int node, const InversionOptions& options)
    : model_(model), node_(node), options_(options), space_(*model.graph) {
  const Graph& graph = *model.graph;
  if (node < 0 || node >= graph.size())
    throw Error(ErrorKind::bad_value, "layer", std::to_string(node), "0 to " + std::to_string(graph.size() - 1));
  if (given.of(node).batch() != 1)
    throw Error(ErrorKind::bad_value, "activations", "a batch of " + std::to_string(given.of(node).batch()),
                "the run of one image");
  if (options.iterations < 0)
    throw Error(ErrorKind::bad_value, "iterations", std::to_string(options.iterations), "0 or more");
  target_ = given.of(node);
  target_length_ = length_of(target_);
  if (target_length_ == 0) target_length_ = 1;  // a layer that answers nothing: the plain distance
  x_ = space_.noise(1.0, options.seed, node);
  velocity_.resize(1, graph.input_shape());
}

/// Runs the network on the picture as it stands, for its error and the signal of the way down.
bool Inverter::look(const std::stop_token& stop) {
  space_.picture_of(x_, picture_);
  if (!forward_unless_stopped(stop, model_, std::as_const(picture_).view(), activations_,
                              {.last_node = node_}))
    return false;
  const Tensor<float>& now = activations_.of(node_);
  seed_.resize(1, now.shape());
  for (std::size_t i = 0; i < now.size(); ++i) seed_.data()[i] = now.data()[i] - target_.data()[i];
  error_ = length_of(seed_) / target_length_;
  return true;
}

bool Inverter::step(const std::stop_token& stop) {
  if (!look(stop)) return false;
  const float scale = static_cast<float>(2 / (target_length_ * target_length_));
  for (float& value : seed_.values()) value *= scale;
  if (!backward_unless_stopped(stop, model_, activations_, node_, std::as_const(seed_).view(), gradients_,
                               {.all_read = false}))
    return false;
  errors_.push_back(error_);
  seen_ = picture_;
  Tensor<float>& derivative = gradients_.input;
  if (!gradients_.input_reached) {
    derivative.resize(1, x_.shape());
    derivative.fill(0.0f);
  }
  space_.to_x(derivative);
  add_norm_penalty(x_, options_.alpha, options_.norm_weight, derivative);
  add_variation_penalty(x_, options_.variation_weight, derivative);
  const Phase phase = phase_of(done_, options_.iterations);
  if (phase.begins) velocity_.fill(0.0f);
  const float momentum = static_cast<float>(options_.momentum);
  const double length = length_of(derivative), shorter = length > kLongestDerivative ? kLongestDerivative / length : 1;
  const float rate = static_cast<float>(options_.learning_rate * phase.factor * shorter);
  for (std::size_t i = 0; i < x_.size(); ++i) {
    velocity_.data()[i] = momentum * velocity_.data()[i] - rate * derivative.data()[i];
    x_.data()[i] += velocity_.data()[i];
  }
  ++done_;
  return true;
}

void Inverter::run(int iterations, const std::stop_token& stop) {
  for (int i = 0; i < iterations && !finished() && !stop.stop_requested(); ++i)
    if (!step(stop)) return;
}

Inversion Inverter::result() {
  look();
  return {.node = node_, .picture = picture_, .error = error_, .errors = errors_, .iterations = done_};
}

Inversion Inverter::last_seen() {
  return {.node = node_,
          .picture = seen_,
          .error = errors_.back(),
          .errors = {errors_.begin(), errors_.end() - 1},
          .iterations = done_ - 1};
}

Inversion invert(const Model& model, const Activations& given, int node, const InversionOptions& options,
                 std::stop_token stop, const ProgressCallback& progress) {
  Inverter inverter(model, given, node, options);
  while (!inverter.finished() && !stop.stop_requested()) {
    inverter.run(kReport, stop);
    if (progress)
      progress(static_cast<std::size_t>(inverter.iterations_done()), static_cast<std::size_t>(options.iterations));
  }
  return inverter.result();
}

Inversions invert_layers(const Model& model, const Activations& given, const std::vector<int>& nodes,
                         const InversionOptions& options, ThreadPool* pool, std::stop_token stop,
                         const ProgressCallback& progress, const std::function<void(const Inversions&)>& partial) {
  std::vector<Inverter> inverters;
  for (const int node : nodes) inverters.emplace_back(model, given, node, options);
  const int count = static_cast<int>(inverters.size());
  const auto advance = [&](int i) { inverters[static_cast<std::size_t>(i)].run(kReport, stop); };
  const auto results = [&] {
    Inversions all;
    for (Inverter& inverter : inverters) {
      if (!stop.stop_requested()) all.push_back(inverter.result());
      // Not yet begun: another run of the network for the sake of noise would keep whoever stops waiting.
      else if (inverter.iterations_done() > 0) all.push_back(inverter.last_seen());
    }
    return all;
  };
  const auto total = static_cast<std::size_t>(count) * static_cast<std::size_t>(options.iterations);
  for (int done = 0; done < options.iterations && !stop.stop_requested(); done += kReport) {
    if (pool)
      pool->run(count, advance);
    else
      for (int i = 0; i < count; ++i) advance(i);
    std::size_t iterations = 0;
    for (const Inverter& inverter : inverters) iterations += static_cast<std::size_t>(inverter.iterations_done());
    if (progress) progress(iterations, total);
    if (partial && iterations < total && !stop.stop_requested()) partial(results());
  }
  return results();
}

std::vector<int> layers_worth_inverting(const Graph& graph) {
  std::vector<int> nodes;
  for (int i = 0; i < graph.size(); ++i) {
    const std::string_view kind = graph.node(i).layer->kind();
    if (kind != "normalise" && kind != "flatten" && kind != "dropout") nodes.push_back(i);
  }
  return nodes;
}

}  // namespace convlens
