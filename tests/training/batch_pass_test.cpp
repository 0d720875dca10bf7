#include <algorithm>
#include <cmath>
#include <utility>

#include "core/data/scribbles.h"
#include "core/training/batch_pass.h"
#include "tests/support/catch.h"
#include "tests/training/toy_data.h"

using namespace convlens;

namespace {

constexpr int kBatch = 10;

/// Every fourth picture shows no class.
int label_of(const Samples& data, int n) { return n % 4 == 3 ? kNoClass : data.label(static_cast<std::size_t>(n)); }

/// The mean loss of the batch in double, all samples together: batch statistics without any lanes.
double mean_loss(const Graph& graph, std::span<const double> parameters, const Samples& data) {
  BasicActivations<double> activations;
  prepare(graph, activations);
  activations.input.resize(kBatch, graph.input_shape());
  std::vector<float> pixels(graph.input_shape().size());
  for (int n = 0; n < kBatch; ++n) {
    data.read(static_cast<std::size_t>(n), 0, pixels);
    std::copy(pixels.begin(), pixels.end(), activations.input.samples(n, 1).data);
  }
  const ForwardOptions options{.mode = Mode::training, .seed = 2, .step = 7};
  for (int i = 0; i <= graph.logits(); ++i) {
    const Node& node = graph.node(i);
    std::vector<double> statistics(static_cast<std::size_t>(node.layer->statistics_size(node.input_shapes)), 0.0);
    if (!statistics.empty())
      node.layer->accumulate_statistics(std::as_const(activations).of(node.inputs[0]).view(), statistics);
    forward_node<double>(graph, i, parameters, activations, options, statistics);
  }
  const auto& scores = activations.of(graph.logits());
  double loss = 0;
  for (int n = 0; n < kBatch; ++n) {
    double sum = 0;
    double mean = 0;
    const int classes = scores.shape().channels, label = label_of(data, n);
    for (int k = 0; k < classes; ++k) {
      sum += std::exp(scores.at(n, k, 0, 0));
      mean += scores.at(n, k, 0, 0) / classes;
    }
    loss += label == kNoClass ? std::log(sum) - mean - std::log(classes) : std::log(sum) - scores.at(n, label, 0, 0);
  }
  return loss / kBatch;
}

}  // namespace

TEST_CASE("a batch in lanes has the loss and the gradient of the whole batch, batch norm and dropout included") {
  for (const bool batch_norm : {false, true}) {
    const auto graph = testing::small_graph(batch_norm);
    const auto data = testing::bars(kBatch, 5);
    Model model = initialised_model(graph, 3);
    std::vector<double> exact(model.parameters.begin(), model.parameters.end());
    std::vector<AlignedVector<float>> lanes(kGradientLanes, AlignedVector<float>(model.parameters.size(), 0.0f));
    ThreadPool pool(2);
    BatchPass pass(graph);
    const auto outcome = pass.run(pool,
                                  {.size = kBatch, .seed = 2, .step = 7,
                                   .read = [&](int n, std::span<float> pixels) {
                                     data->read(static_cast<std::size_t>(n), 0, pixels);
                                     return label_of(*data, n);
                                   }},
                                  model.parameters, lanes);
    CHECK(outcome.loss / kBatch == Approx(mean_loss(*graph, exact, *data)).epsilon(1e-5));

    constexpr double kStep = 1e-5;
    for (const Node& node : graph->nodes())
      for (const ParameterSlot& slot : node.parameters) {
        if (!slot.spec.trainable) continue;
        for (std::size_t i = slot.offset; i < slot.offset + slot.size; i += 1 + slot.size / 7) {
          double analytic = 0;
          for (const auto& lane : lanes) analytic += lane[i];
          const double kept = exact[i];
          exact[i] = kept + kStep;
          const double above = mean_loss(*graph, exact, *data);
          exact[i] = kept - kStep;
          const double below = mean_loss(*graph, exact, *data);
          exact[i] = kept;
          INFO(node.name << " " << slot.spec.name << " value " << i - slot.offset);
          REQUIRE(analytic == Approx((above - below) / (2 * kStep)).epsilon(2e-3).margin(2e-5));
        }
      }
  }
}

TEST_CASE("late gradients of a large dense layer are the sum of the lanes', and to the last bit the same in any part") {
  const auto data = testing::bars(kBatch, 5);
  const auto graph = std::make_shared<Graph>(data->shape());
  constexpr int kOutputs = 600;
  graph->add("flatten", make_layer("flatten", {}));
  const int dense = graph->add("large", make_layer("dense", {{kOutChannels, std::int64_t{kOutputs}}}));
  graph->add("relu", make_layer("relu", {}));
  graph->add("out", make_layer("dense", {{kOutChannels, std::int64_t{3}}}));
  Model model = initialised_model(graph, 3);
  ThreadPool pool(2);
  const BatchPass::Batch batch{.size = kBatch, .seed = 2, .step = 7, .read = [&](int n, std::span<float> pixels) {
                                 data->read(static_cast<std::size_t>(n), 0, pixels);
                                 return data->label(static_cast<std::size_t>(n));
                               }};
  std::vector<AlignedVector<float>> lanes(kGradientLanes, AlignedVector<float>(model.parameters.size(), 0.0f));
  std::vector<AlignedVector<float>> others = lanes;
  BatchPass all(graph), late(graph, true);
  all.run(pool, batch, model.parameters, lanes);
  late.run(pool, batch, model.parameters, others);
  REQUIRE(late.is_late(dense));
  REQUIRE_FALSE(all.is_late(dense));
  const ParameterSlot& weights = graph->node(dense).parameters[0];
  const int inputs = static_cast<int>(weights.size) / kOutputs, half = inputs / 2;
  AlignedVector<float> whole(weights.size, 0.0f), parts(weights.size, 0.0f);
  late.add_late_gradient(dense, 0, inputs, whole.data());
  late.add_late_gradient(dense, 0, half, parts.data());
  late.add_late_gradient(dense, half, inputs - half, parts.data() + static_cast<std::size_t>(half) * kOutputs);
  CHECK((whole == parts));
  float largest = 0, worst = 0;
  for (std::size_t i = 0; i < weights.size; ++i) {
    float sum = 0;
    for (const auto& lane : lanes) sum += lane[weights.offset + i];
    for (const auto& other : others) REQUIRE(other[weights.offset + i] == 0.0f);
    largest = std::max(largest, std::abs(sum));
    worst = std::max(worst, std::abs(sum - whole[i]));
  }
  CHECK(largest > 0);
  CHECK(worst < 1e-5f * largest);
}
