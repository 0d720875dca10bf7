#include <cmath>
#include <numeric>
#include <utility>

#include "core/explain/grad_cam.h"
#include "core/explain/integrated_gradients.h"
#include "core/explain/saliency.h"
#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

/// A small network on one picture, by the engine and by plain loops.
struct Bench {
  TestNetwork network;
  Model model;
  SlowNetwork slow;
  Map image;
  Activations activations;
  int logits;

  explicit Bench(int index, std::uint64_t seed = 17)
      : network(test_networks()[static_cast<std::size_t>(index)]),
        model(model_of(network.stages, network.input, seed)),
        slow(network.stages, model),
        image(sparse_image(network.input, seed)),
        logits(model.graph->logits()) {
    slow.run(image);
    forward(model, as_input(image).view(), activations);
  }
  /// The derivative of a class's score at a picture.
  Map gradient_at(const Map& picture, int label) {
    slow.run(picture);
    return slow.project(logits, label, 0, 0, 1.0, "gradient");
  }
  double score_at(const Map& picture, int label) {
    slow.run(picture);
    return slow.output(logits).v[static_cast<std::size_t>(label)];
  }
};

Map scaled(Map map, double factor) {
  for (double& v : map.v) v *= factor;
  return map;
}

double largest_of(std::span<const float> values) {
  double largest = 0;
  for (const float v : values) largest = std::max(largest, std::abs(static_cast<double>(v)));
  return largest;
}

/// A class's score when the layer's values are these: the nodes above it in double.
double score_above(const Model& model, const Activations& run, int layer, const std::vector<double>& values, int label) {
  const std::vector<double> parameters(model.parameters.begin(), model.parameters.end());
  BasicActivations<double> activations;
  prepare(*model.graph, activations);
  activations.input.resize(1, model.graph->input_shape());
  Tensor<double>& start = activations.outputs[static_cast<std::size_t>(layer)];
  start.resize(1, run.of(layer).shape());
  std::copy(values.begin(), values.end(), start.data());
  const int logits = model.graph->logits();
  for (int node = layer + 1; node <= logits; ++node)
    forward_node<double>(*model.graph, node, parameters, activations, {});
  return activations.of(logits).data()[label];
}

}  // namespace

TEST_CASE("saliency is the largest magnitude over the colours of plain loops' gradient") {
  for (int index = 0; index < 3; ++index) {
    Bench bench(index);
    const int classes = static_cast<int>(bench.model.graph->shape_of(bench.logits).size());
    for (int label = 0; label < classes; ++label) {
      const Attribution result = saliency(bench.model, bench.activations, {.label = label});
      const Map gradient = bench.gradient_at(bench.image, label);
      REQUIRE(result.shape == Shape{1, bench.image.h, bench.image.w});
      CHECK(result.score == Approx(bench.score_at(bench.image, label)).margin(1e-5));
      for (int y = 0; y < gradient.h; ++y)
        for (int x = 0; x < gradient.w; ++x) {
          double strongest = 0;
          for (int c = 0; c < gradient.c; ++c) strongest = std::max(strongest, std::abs(gradient.at(c, y, x)));
          CHECK(result.values[static_cast<std::size_t>(y * gradient.w + x)] == Approx(strongest).margin(1e-5));
        }
    }
  }
}

TEST_CASE("integrated gradients are the mean of plain loops' gradients at the same points of the path") {
  for (int index = 0; index < 3; ++index) {
    Bench bench(index);
    constexpr int kSteps = 11;
    const Attribution result = integrated_gradients(bench.model, bench.activations, {.label = 1, .steps = kSteps});
    Map expected(bench.image.c, bench.image.h, bench.image.w);
    for (int k = 0; k < kSteps; ++k) {
      const Map gradient = bench.gradient_at(scaled(bench.image, (k + 0.5) / kSteps), 1);
      for (std::size_t i = 0; i < expected.v.size(); ++i) expected.v[i] += bench.image.v[i] * gradient.v[i] / kSteps;
    }
    REQUIRE(result.values.size() == expected.v.size());
    const double margin = 2e-5 * std::max(1.0, largest_of(result.values));
    for (std::size_t i = 0; i < expected.v.size(); ++i) CHECK(result.values[i] == Approx(expected.v[i]).margin(margin));
  }
}

TEST_CASE("integrated gradients are complete: they add up to the difference of the scores, the residue being told") {
  for (int index = 0; index < 3; ++index) {
    Bench bench(index);
    const Attribution result = integrated_gradients(bench.model, bench.activations, {.label = 2, .steps = 2000});
    const double sum = std::accumulate(result.values.begin(), result.values.end(), 0.0);
    const double difference = bench.score_at(bench.image, 2) - bench.score_at(scaled(bench.image, 0), 2);
    CHECK(sum == Approx(difference).margin(5e-3 * std::max(1.0, std::abs(difference))));
    CHECK(result.score - result.baseline_score == Approx(difference).margin(1e-4));
    CHECK(result.residue == Approx(sum - difference).margin(1e-4));
    const Attribution coarse = integrated_gradients(bench.model, bench.activations, {.label = 2, .steps = 1});
    CHECK(std::abs(result.residue) <= std::abs(coarse.residue) + 1e-4);
  }
}

TEST_CASE("in a linear network one step is exact") {
  const std::vector<Stage> stages = {{"conv2d", 3, 3, 1, 1}, {"average_pool", 0, 2, 2}, {"flatten"}, {"dense", 4}};
  const Model model = model_of(stages, {2, 6, 6}, 9);
  Activations activations;
  forward(model, as_input(sparse_image({2, 6, 6}, 4)).view(), activations);
  const Attribution result = integrated_gradients(model, activations, {.steps = 1});
  CHECK(std::abs(result.residue) < 1e-5);
}

TEST_CASE("integrated gradients are the same with any number of threads, count steps and can be stopped") {
  Bench bench(0);
  const Attribution serial = integrated_gradients(bench.model, bench.activations, {.steps = 37});
  for (const int threads : {1, 2, 3}) {
    ThreadPool pool(threads);
    std::size_t last = 0;
    const Attribution result =
        integrated_gradients(bench.model, bench.activations, {.steps = 37}, &pool, {}, [&](std::size_t done, std::size_t total) {
          CHECK(done > last);
          CHECK(total == 37);
          last = done;
        });
    CHECK(last == 37);
    CHECK(result.complete);
    CHECK(result.values == serial.values);
  }
  std::stop_source source;
  const Attribution stopped = integrated_gradients(bench.model, bench.activations, {.steps = 37}, nullptr, source.get_token(),
                                                   [&](std::size_t, std::size_t) { source.request_stop(); });
  CHECK_FALSE(stopped.complete);
}

TEST_CASE("Grad-CAM weighs maps by finite differences of the score, and is brought to the input's size") {
  for (int index = 0; index < 3; ++index) {
    Bench bench(index);
    const Graph& graph = *bench.model.graph;
    // Grey everywhere, so that no two places of a pooling window are equal: there is no derivative where they are.
    Tensor<float> grey(1, graph.input_shape());
    Random random(7, RandomPurpose::test);
    for (float& value : grey.values()) value = random.uniform();
    Activations run;
    forward(bench.model, std::as_const(grey).view(), run);
    for (int layer = 0; layer <= bench.logits; ++layer) {
      const Shape& shape = graph.shape_of(layer);
      // A ReLU's zeros are equal again.
      if (shape.is_vector() || graph.node(layer).layer->kind() == "relu") continue;
      INFO(bench.network.name << ", " << graph.node(layer).name);
      const int label = 1;
      const std::vector<double> values(run.of(layer).values().begin(), run.of(layer).values().end());
      std::vector<double> map(static_cast<std::size_t>(shape.height * shape.width), 0.0);
      const auto maps = static_cast<std::size_t>(shape.channels);
      std::vector<double> weights(maps, 0.0);
      for (std::size_t i = 0; i < values.size(); ++i) {
        constexpr double kStep = 1e-7;
        std::vector<double> more = values, less = values;
        more[i] += kStep;
        less[i] -= kStep;
        weights[i % maps] += (score_above(bench.model, run, layer, more, label) -
                              score_above(bench.model, run, layer, less, label)) /
                             (2 * kStep) / static_cast<double>(map.size());
      }
      for (std::size_t i = 0; i < values.size(); ++i) map[i / maps] += weights[i % maps] * values[i];
      std::vector<float> coarse;
      for (const double v : map) coarse.push_back(static_cast<float>(std::max(0.0, v)));
      const Shape& input = graph.input_shape();
      const std::vector<float> expected = resized_bilinear(coarse, shape.height, shape.width, input.height, input.width);
      const Attribution result = grad_cam(bench.model, run, {.label = label, .layer = layer});
      CHECK(result.layer == layer);
      REQUIRE(result.values.size() == expected.size());
      const double margin = 1e-3 * std::max(0.01, largest_of(expected));
      for (std::size_t i = 0; i < expected.size(); ++i) CHECK(result.values[i] == Approx(expected[i]).margin(margin));
    }
  }
}

TEST_CASE("bilinear resizing goes through the middles of the squares and stays flat beyond them") {
  const std::vector<float> map = {0, 4, 8, 12};
  CHECK(resized_bilinear(map, 2, 2, 2, 2) == map);
  CHECK(resized_bilinear(map, 2, 2, 4, 4) ==
        std::vector<float>{0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12});
  CHECK(resized_bilinear({5}, 1, 1, 2, 3) == std::vector<float>(6, 5.0f));
}

TEST_CASE("Grad-CAM looks at the last convolution unless told, and refuses layers without maps") {
  Bench bench(0);
  const Graph& graph = *bench.model.graph;
  CHECK(grad_cam(bench.model, bench.activations).layer == graph.last_convolution_activation());
  const auto refused = [&](const AttributionOptions& options) {
    return test::throws_kind(ErrorKind::bad_value, [&] { grad_cam(bench.model, bench.activations, options); });
  };
  CHECK(refused({.layer = bench.logits}));
  CHECK(refused({.label = 5}));
  CHECK(refused({.label = -1}));
  const Model dense = model_of({{"flatten"}, {"dense", 3}}, {1, 4, 4}, 1);
  Activations activations;
  forward(dense, as_input(sparse_image({1, 4, 4}, 1)).view(), activations);
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { grad_cam(dense, activations); }));
}

TEST_CASE("without a label the class with the highest score is explained") {
  Bench bench(0);
  const auto scores = bench.activations.of(bench.logits).values();
  const int best = static_cast<int>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  CHECK(saliency(bench.model, bench.activations).label == best);
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { integrated_gradients(bench.model, bench.activations, {.steps = 0}); }));
}
