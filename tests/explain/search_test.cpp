#include <algorithm>
#include <cmath>
#include <utility>

#include "core/explain/inversion.h"
#include "core/explain/maximisation.h"
#include "core/formats/onnx.h"
#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

struct Bench {
  TestNetwork network;
  Model model;
  Activations activations;

  explicit Bench(int index) : network(test_networks()[static_cast<std::size_t>(index)]), model(model_of(network.stages, network.input, 23)) {
    forward(model, as_input(sparse_image(network.input, 23)).view(), activations);
  }
};

double error_of(const Model& model, const Activations& given, const Inversion& inversion) {
  Activations run;
  forward(model, inversion.picture.view(), run);
  const auto wanted = given.of(inversion.node).values(), got = run.of(inversion.node).values();
  double difference = 0, length = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    difference += std::pow(static_cast<double>(got[i]) - static_cast<double>(wanted[i]), 2);
    length += std::pow(static_cast<double>(wanted[i]), 2);
  }
  return std::sqrt(difference / length);
}

}  // namespace

TEST_CASE("penalties: value and derivative agree with finite differences and with the formulas") {
  Tensor<float> x(1, {2, 3, 4});
  Random random(5, RandomPurpose::test);
  for (float& value : x.values()) value = random.uniform(-0.6f, 0.6f);
  const auto agrees = [&](auto&& penalty) {
    Tensor<float> slope(1, x.shape()), ignored(1, x.shape());
    slope.fill(0.0f);
    penalty(x, slope);
    for (std::size_t i = 0; i < x.size(); ++i) {
      constexpr float kStep = 1e-3f;
      Tensor<float> more = x, less = x;
      more.data()[i] += kStep;
      less.data()[i] -= kStep;
      const double width = static_cast<double>(more.data()[i]) - static_cast<double>(less.data()[i]);
      CHECK(slope.data()[i] == Approx((penalty(more, ignored) - penalty(less, ignored)) / width).epsilon(1e-2).margin(1e-4));
    }
  };
  agrees([](const Tensor<float>& at, Tensor<float>& slope) { return add_norm_penalty(at, 6, 0.3, slope); });
  agrees([](const Tensor<float>& at, Tensor<float>& slope) { return add_norm_penalty(at, 2, 0.3, slope); });
  agrees([](const Tensor<float>& at, Tensor<float>& slope) { return add_variation_penalty(at, 0.7, slope); });

  double variation = 0, power = 0;
  for (int c = 0; c < 2; ++c)
    for (int row = 0; row < 3; ++row)
      for (int column = 0; column < 4; ++column) {
        const auto at = [&](int r, int k) { return static_cast<double>(std::as_const(x).at(0, c, r, k)); };
        if (row + 1 < 3) variation += std::pow(at(row + 1, column) - at(row, column), 2);
        if (column + 1 < 4) variation += std::pow(at(row, column + 1) - at(row, column), 2);
        power += std::pow(std::abs(at(row, column)) * std::sqrt(24.0), 6);
      }
  Tensor<float> slope(1, x.shape());
  slope.fill(0.0f);
  CHECK(add_variation_penalty(x, 1, slope) == Approx(variation));
  CHECK(add_norm_penalty(x, 6, 1, slope) == Approx(power / 24));
}

TEST_CASE("an inversion's error is the layer's own, and is far below that of the noise it began with") {
  for (int index = 0; index < 3; ++index) {
    const Bench bench(index);
    for (const int node : layers_worth_inverting(*bench.model.graph)) {
      INFO(bench.network.name << ", " << bench.model.graph->node(node).name);
      const Inversion inversion = invert(bench.model, bench.activations, node);
      CHECK(inversion.iterations == 400);
      REQUIRE(inversion.errors.size() == 400);
      CHECK(inversion.error == Approx(error_of(bench.model, bench.activations, inversion)).margin(1e-6));
      // An untrained softmax says nearly the same to everything: there the penalties weigh more than the distance.
      if (bench.model.graph->node(node).layer->kind() != "softmax")
        CHECK(inversion.error < 0.7 * inversion.errors.front());
    }
  }
}

TEST_CASE("without penalties a linear layer is inverted exactly") {
  const Model model = model_of({{"conv2d", 6, 3, 1, 1}}, {1, 8, 8}, 3);
  Activations activations;
  forward(model, as_input(sparse_image({1, 8, 8}, 3)).view(), activations);
  InversionOptions options;
  options.norm_weight = options.variation_weight = 0;
  options.iterations = 2000;
  options.learning_rate = 0.1;
  CHECK(invert(model, activations, 0, options).error < 0.02);
}

TEST_CASE("the same seed gives the same inversion, alone or with others, with any threads - another seed another") {
  const Bench bench(0);
  InversionOptions options;
  options.iterations = 30;
  const std::vector<int> nodes = layers_worth_inverting(*bench.model.graph);
  for (const int threads : {1, 2}) {
    ThreadPool pool(threads);
    int partials = 0;
    std::size_t last = 0;
    const Inversions all = invert_layers(
        bench.model, bench.activations, nodes, options, &pool, {},
        [&](std::size_t done, std::size_t total) {
          CHECK(done > last);
          CHECK(total == nodes.size() * 30);
          last = done;
        },
        [&](const Inversions& so_far) {
          ++partials;
          CHECK(so_far.size() == nodes.size());
        });
    CHECK(last == nodes.size() * 30);
    CHECK(partials > 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Inversion one = invert(bench.model, bench.activations, nodes[i], options);
      CHECK(std::equal(one.picture.values().begin(), one.picture.values().end(), all[i].picture.data()));
      CHECK(one.error == all[i].error);
    }
  }
  const Inversion first = invert(bench.model, bench.activations, nodes[2], options);
  options.seed = 2;
  const Inversion second = invert(bench.model, bench.activations, nodes[2], options);
  CHECK_FALSE(std::equal(first.picture.values().begin(), first.picture.values().end(), second.picture.data()));
}

TEST_CASE("a stopped inversion is what it was when it was stopped") {
  const Bench bench(0);
  std::stop_source source;
  const Inversion stopped = invert(bench.model, bench.activations, 4, {}, source.get_token(), [&](std::size_t done, std::size_t) {
    if (done >= 20) source.request_stop();
  });
  CHECK(stopped.iterations == 20);
  CHECK(stopped.error == Approx(error_of(bench.model, bench.activations, stopped)).margin(1e-6));
}

TEST_CASE("layers whose inversion is stopped are shown as they were last looked at, each with its error") {
  const Bench bench(0);
  const std::vector<int> nodes = layers_worth_inverting(*bench.model.graph);
  std::stop_source source;
  const Inversions stopped =
      invert_layers(bench.model, bench.activations, nodes, {}, nullptr, source.get_token(),
                    [&](std::size_t, std::size_t) { source.request_stop(); });
  REQUIRE(stopped.size() == nodes.size());
  for (const Inversion& one : stopped) {
    CHECK(one.iterations > 0);
    CHECK(one.errors.size() == static_cast<std::size_t>(one.iterations));
    CHECK(one.error == Approx(error_of(bench.model, bench.activations, one)).margin(1e-6));
  }
}

TEST_CASE("maximisation excites its unit more than the noise it began with, with pixels from 0 to 1") {
  for (int index = 0; index < 3; ++index) {
    const Bench bench(index);
    const Graph& graph = *bench.model.graph;
    for (int node = 0; node < graph.size(); ++node) {
      INFO(bench.network.name << ", " << graph.node(node).name);
      const Maximisation found = maximise(bench.model, node, 0);
      Activations run;
      forward(bench.model, found.picture.view(), run);
      CHECK(found.activation == static_cast<double>(run.of(node).at(0, 0, found.position.y, found.position.x)));
      for (const float pixel : found.picture.values()) CHECK((pixel > -1e-5f && pixel < 1 + 1e-5f));
      const std::string_view kind = graph.node(node).layer->kind();
      if (kind != "conv2d" && kind != "dense") continue;
      CHECK(found.activation > maximise(bench.model, node, 0, {.iterations = 0}).activation);
    }
  }
}

TEST_CASE("of every class of the shipped network a picture is found that it reads as that class") {
  const Model model = load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources/models/digits.onnx");
  const int logits = model.graph->find("dense2");
  for (int label = 0; label < 10; ++label) {
    const Maximisation found = maximise(model, logits, label);
    Activations run;
    forward(model, found.picture.view(), run);
    const auto scores = run.of(logits).values();
    CHECK(std::ranges::max_element(scores) - scores.begin() == label);
    CHECK(found.activation > 5);
  }
}

TEST_CASE("of a linear unit the picture is its filter, where there is a pixel's room for it") {
  // One filter on a grey-centred input: pixels rise where its weight is positive and sink where it is negative.
  const Model model = model_of({{"normalise"}, {"conv2d", 1, 3, 1, 0}}, {1, 3, 3}, 8);
  const Filters filters = filters_of(model, 1);
  const Maximisation found = maximise(model, 1, 0, {.variation_weight = 0});
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x) {
      const float weight = filters.values[static_cast<std::size_t>(3 * y + x)];
      if (std::abs(weight) < 0.05f) continue;
      CHECK((found.picture.at(0, 0, y, x) > static_cast<float>(kTestMean)) == (weight > 0));
    }
}

TEST_CASE("units one by one are units together, with any threads - stopping keeps the whole ones") {
  const Bench bench(0);
  const MaximisationOptions options{.iterations = 20};
  const std::vector<int> units{0, 1, 2, 3};
  for (const int threads : {1, 3}) {
    ThreadPool pool(threads);
    const auto all = maximise_units(bench.model, 4, units, options, &pool);
    REQUIRE(all.size() == units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Maximisation one = maximise(bench.model, 4, units[i], options);
      CHECK(std::equal(one.picture.values().begin(), one.picture.values().end(), all[i].picture.data()));
    }
  }
  std::stop_source source;
  const auto some = maximise_units(bench.model, 4, units, options, nullptr, source.get_token(),
                                   [&](std::size_t, std::size_t) { source.request_stop(); });
  CHECK(some.size() == 1);
}

TEST_CASE("layers, units, positions and counts that are not there are refused") {
  const Bench bench(0);
  const auto refused = [](auto&& call) { return test::throws_kind(ErrorKind::bad_value, call); };
  CHECK(refused([&] { invert(bench.model, bench.activations, 99); }));
  CHECK(refused([&] { invert(bench.model, bench.activations, 1, {.iterations = -1}); }));
  CHECK(refused([&] { maximise(bench.model, -1, 0); }));
  CHECK(refused([&] { maximise(bench.model, 1, 4); }));
  CHECK(refused([&] { maximise(bench.model, 1, 0, {.position = Position{12, 0}}); }));
}
