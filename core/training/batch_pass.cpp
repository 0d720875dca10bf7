#include "core/training/batch_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "core/data/scribbles.h"
#include "core/kernels/dense.h"

namespace convlens {
namespace {

/// Dense layers from this many weights on are late.
constexpr std::size_t kLargeWeights = 1 << 15;

void add_to(std::vector<double>& total, const std::vector<double>& part) {
  for (std::size_t i = 0; i < total.size(); ++i) total[i] += part[i];
}

}  // namespace

BatchPass::BatchPass(std::shared_ptr<const Graph> graph, bool late_weights)
    : graph_(std::move(graph)), late_(static_cast<std::size_t>(graph_->size()), 0), lanes_(kGradientLanes) {
  for (int i = 0; i < graph_->size(); ++i) {
    const Node& node = graph_->node(i);
    if (late_weights && node.layer->kind() == "dense" && node.parameters[0].size >= kLargeWeights)
      late_[static_cast<std::size_t>(i)] = 1;
    const int size = node.layer->statistics_size(node.input_shapes);
    if (size == 0 || node.frozen) continue;
    barriers_.push_back(i);
    statistics_.emplace_back(static_cast<std::size_t>(size));
    gradient_statistics_.emplace_back(static_cast<std::size_t>(size));
  }
}

void BatchPass::read(Lane& lane, const Batch& batch) {
  prepare(*graph_, lane.activations);
  lane.activations.input.resize(lane.count, graph_->input_shape());
  lane.labels.resize(static_cast<std::size_t>(lane.count));
  for (int n = 0; n < lane.count; ++n)
    lane.labels[static_cast<std::size_t>(n)] =
        batch.read(lane.first + n, lane.activations.input.samples(n, 1).values());
}

void BatchPass::loss(Lane& lane, const Batch& batch) {
  const Tensor<float>& scores = lane.activations.of(graph_->logits());
  const std::size_t classes = scores.shape().size();
  lane.seed.resize(lane.count, scores.shape());
  for (int n = 0; n < lane.count; ++n) {
    const float* row = scores.samples(n, 1).data;
    float* gradient = lane.seed.samples(n, 1).data;
    const int label = lane.labels[static_cast<std::size_t>(n)];
    const std::size_t best = static_cast<std::size_t>(std::max_element(row, row + classes) - row);
    float sum = 0;
    for (std::size_t k = 0; k < classes; ++k) sum += gradient[k] = std::exp(row[k] - row[best]);
    const float scale = 1.0f / static_cast<float>(batch.size);
    if (label == kNoClass) {
      const float share = 1.0f / static_cast<float>(classes);
      const float mean = std::accumulate(row, row + classes, 0.0f) * share;
      lane.outcome.loss += std::log(sum) + row[best] - mean + std::log(share);
      lane.outcome.correct += sum > 2;  // the best one's part is 1 / sum
      for (std::size_t k = 0; k < classes; ++k) gradient[k] = (gradient[k] / sum - share) * scale;
      continue;
    }
    const std::size_t right = static_cast<std::size_t>(label);
    lane.outcome.loss += std::log(sum) + row[best] - row[right];
    lane.outcome.correct += best == right;
    for (std::size_t k = 0; k < classes; ++k) gradient[k] = (gradient[k] / sum - (k == right ? 1.0f : 0.0f)) * scale;
  }
}

BatchPass::Outcome BatchPass::run(ThreadPool& pool, const Batch& batch, std::span<float> parameters,
                                  std::span<AlignedVector<float>> lanes) {
  const std::span<const float> weights = parameters;
  for (int i = 0; i < kGradientLanes; ++i) {
    Lane& lane = lanes_[static_cast<std::size_t>(i)];
    lane.first = batch.size * i / kGradientLanes;
    lane.count = batch.size * (i + 1) / kGradientLanes - lane.first;
    lane.outcome = {};
  }
  const auto on_lanes = [&](const auto& work) {
    const auto task = [&](int i) {
      Lane& lane = lanes_[static_cast<std::size_t>(i)];
      if (lane.count > 0) work(lane, i);
    };
    pool.run(kGradientLanes, std::cref(task));  // a reference fits into std::function without memory of its own
  };
  const auto options_of = [&](const Lane& lane) {
    return ForwardOptions{.mode = Mode::training, .seed = batch.seed, .step = batch.step, .first_sample = lane.first};
  };
  const int last = graph_->logits();
  const BackwardOptions down{.mode = Mode::training, .to_input = false, .late = &late_};
  const auto forward_nodes = [&](Lane& lane, int from, int to, std::size_t barrier) {
    for (int node = from; node <= to; ++node) {
      const bool first_after_barrier = barrier > 0 && node == barriers_[barrier - 1];
      forward_node<float>(*graph_, node, weights, lane.activations, options_of(lane),
                          first_after_barrier ? std::span<const double>(statistics_[barrier - 1]) : std::span<const double>());
    }
  };
  const auto backward_nodes = [&](Lane& lane, int index, int from, int to, std::size_t barrier) {
    for (int node = from; node >= to; --node) {
      NodeStatistics statistics;
      if (barrier < barriers_.size() && node == barriers_[barrier])
        statistics = {statistics_[barrier], gradient_statistics_[barrier]};
      backward_node<float>(*graph_, node, weights, lane.activations, lane.gradients, lanes[static_cast<std::size_t>(index)],
                           down, statistics);
    }
  };

  // Forward: without batch norm there is one segment and the whole pass is one fork and join.
  for (std::size_t segment = 0; segment <= barriers_.size(); ++segment) {
    const int from = segment == 0 ? 0 : barriers_[segment - 1];
    const int to = segment == barriers_.size() ? last : barriers_[segment] - 1;
    on_lanes([&](Lane& lane, int index) {
      if (segment == 0) read(lane, batch);
      forward_nodes(lane, from, to, segment);
      if (segment < barriers_.size()) {
        const Node& node = graph_->node(barriers_[segment]);
        lane.sums.assign(statistics_[segment].size(), 0.0);
        node.layer->accumulate_statistics(lane.activations.of(node.inputs[0]).view(), lane.sums);
        return;
      }
      loss(lane, batch);
      const Tensor<float>& seed = lane.seed;
      begin_backward<float>(*graph_, last, seed.view(), lane.gradients, down);
      if (barriers_.empty()) backward_nodes(lane, index, last, 0, 0);
    });
    if (segment == barriers_.size()) break;
    std::fill(statistics_[segment].begin(), statistics_[segment].end(), 0.0);
    for (const Lane& lane : lanes_)
      if (lane.count > 0) add_to(statistics_[segment], lane.sums);
  }

  // Backward of a graph with batch statistics: down to each barrier, gather, and on through it.
  for (std::size_t segment = barriers_.size(); segment > 0; --segment) {
    const std::size_t barrier = segment - 1;
    const int from = segment == barriers_.size() ? last : barriers_[segment];
    on_lanes([&](Lane& lane, int index) {
      backward_nodes(lane, index, from, barriers_[barrier] + 1, segment);
      gather_gradient_statistics(lane, weights, barriers_[barrier], statistics_[barrier]);
    });
    auto& total = gradient_statistics_[barrier];
    std::fill(total.begin(), total.end(), 0.0);
    for (const Lane& lane : lanes_)
      if (lane.count > 0) add_to(total, lane.gradient_sums);
    if (barrier == 0)
      on_lanes([&](Lane& lane, int index) { backward_nodes(lane, index, barriers_[0], 0, 0); });
  }

  for (std::size_t i = 0; i < barriers_.size(); ++i) {
    const Node& node = graph_->node(barriers_[i]);
    std::array<std::span<float>, kMostNodeParameters> slots;
    for (std::size_t k = 0; k < node.parameters.size(); ++k)
      slots[k] = parameters.subspan(node.parameters[k].offset, node.parameters[k].size);
    node.layer->update_running(statistics_[i], {slots.data(), node.parameters.size()});
  }
  Outcome total;
  for (const Lane& lane : lanes_) {
    total.loss += lane.outcome.loss;
    total.correct += lane.outcome.correct;
  }
  return total;
}

void BatchPass::add_late_gradient(int index, int first, int rows, float* gradient) const {
  const Node& node = graph_->node(index);
  for (const Lane& lane : lanes_)
    if (lane.count > 0 && lane.gradients.reached[static_cast<std::size_t>(index)])
      kernels::dense_backward_weights(lane.count, node.input_shapes[0].channels, node.shape.channels, first, rows,
                                      lane.activations.of(node.inputs[0]).data(), lane.gradients.of(index).data(),
                                      gradient);
}

void BatchPass::gather_gradient_statistics(Lane& lane, std::span<const float> weights, int index,
                                           const std::vector<double>& statistics) const {
  const Node& node = graph_->node(index);
  lane.gradient_sums.assign(statistics.size(), 0.0);
  if (!lane.gradients.reached[static_cast<std::size_t>(index)]) return;
  const ConstView<float> input = lane.activations.of(node.inputs[0]).view();
  std::array<std::span<const float>, kMostNodeParameters> slots;
  for (std::size_t k = 0; k < node.parameters.size(); ++k)
    slots[k] = weights.subspan(node.parameters[k].offset, node.parameters[k].size);
  node.layer->accumulate_gradient_statistics(
      BackwardContext<float>{.inputs = {&input, 1},
                             .output = lane.activations.of(index).view(),
                             .state = lane.activations.states[static_cast<std::size_t>(index)],
                             .parameters = {slots.data(), node.parameters.size()},
                             .output_gradient = std::as_const(lane.gradients).of(index).view(),
                             .input_gradients = {},
                             .parameter_gradients = {},
                             .mode = Mode::training,
                             .statistics = statistics},
      lane.gradient_sums);
}

}  // namespace convlens
