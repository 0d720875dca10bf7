#include "core/explain/deconvnet.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

constexpr const char* kRules[] = {"deconvnet", "guided", "gradient"};

/// The largest difference, relative to the largest expected value.
double error_of_projection(std::span<const float> chw, const Map& expected) {
  double largest = 1e-12, difference = 0;
  for (std::size_t i = 0; i < chw.size(); ++i) {
    largest = std::max(largest, std::abs(expected.v[i]));
    difference = std::max(difference, std::abs(static_cast<double>(chw[i]) - expected.v[i]));
  }
  return difference / std::max(largest, 1e-3);
}

Position strongest_of(const Map& map, int unit) {
  Position best;
  for (int y = 0; y < map.h; ++y)
    for (int x = 0; x < map.w; ++x)
      if (map.at(unit, y, x) > map.at(unit, best.y, best.x)) best = {y, x};
  return best;
}

constexpr double kTolerance = 2e-5;  // float against double through ten layers

}  // namespace

TEST_CASE("deconvnet, guided and gradient agree with plain loops, for every unit of every layer") {
  for (const TestNetwork& network : test_networks()) {
    const Model model = model_of(network.stages, network.input, 11);
    SlowNetwork slow(network.stages, model);
    const Map image = sparse_image(network.input, 5);
    slow.run(image);
    const Tensor<float> input = as_input(image);
    Activations activations;
    forward(model, input.view(), activations);
    for (int node = 0; node < model.graph->size(); ++node)
      for (const char* rule : kRules) {
        INFO(network.name << ", " << model.graph->node(node).name << ", " << rule);
        const ProjectionOptions options{.rule = parse_rule(rule)};
        const Projections all = project_all(model, activations, node, options);
        REQUIRE(all.complete);
        const Map& layer = slow.output(node);
        REQUIRE(all.positions.size() == static_cast<std::size_t>(layer.c));
        for (int unit = 0; unit < layer.c; ++unit) {
          const auto index = static_cast<std::size_t>(unit);
          const Position place = all.positions[index];
          // Rounding may order two nearly equal places differently, but never a clearly smaller one first.
          const Position best = strongest_of(layer, unit);
          CHECK(layer.at(unit, place.y, place.x) == Approx(layer.at(unit, best.y, best.x)).margin(1e-5));
          CHECK(all.activations[index] == Approx(layer.at(unit, place.y, place.x)).margin(1e-5));
          const Map expected =
              slow.project(node, unit, place.y, place.x, static_cast<double>(all.activations[index]), rule);
          const std::span pixels(all.pixels.data() + index * expected.v.size(), expected.v.size());
          CHECK(error_of_projection(pixels, expected) < kTolerance);
        }
      }
  }
}

TEST_CASE("any position and the seed 1.0 agree with plain loops, dead activations too") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 21);
  SlowNetwork slow(network.stages, model);
  const Map image = sparse_image(network.input, 6);
  slow.run(image);
  Activations activations;
  const Tensor<float> input = as_input(image);
  forward(model, input.view(), activations);
  const int node = 5;  // the second convolution's ReLU
  int dead = 0, alive = 0;
  for (const char* rule : kRules)
    for (int y = 0; y < 6; ++y)
      for (int x = 0; x < 6; ++x) {
        const int unit = (y + x) % 6;
        const ProjectionOptions options{
            .rule = parse_rule(rule), .seed = SeedValue::one, .position = Position{y, x}};
        const Projection projection = project(model, activations, node, unit, options);
        CHECK(projection.position == Position{y, x});
        const std::vector<float> chw = to_nchw(projection.pixels.view());
        CHECK(error_of_projection(chw, slow.project(node, unit, y, x, 1.0, rule)) < kTolerance);
        (projection.activation > 0 ? alive : dead) += 1;
      }
  CHECK(dead > 0);
  CHECK(alive > 0);
}

TEST_CASE(
    "a window of zeros passes its signal to its first pixel, and only deconvnet lets it through the ReLU") {
  // One filter of weight 1 and bias -1: dark pixels give 0 after the ReLU, so that the pooled window is all
  // zeros.
  const std::vector<Stage> stages = {{"conv2d", 1, 1}, {"relu"}, {"max_pool", 0, 2, 2}};
  Model model = model_of(stages, {1, 2, 4}, 1);
  model.parameter(model.graph->node(0).parameters[0])[0] = 1;
  model.parameter(model.graph->node(0).parameters[1])[0] = -1;
  Tensor<float> input(1, {1, 2, 4});
  input.fill(0.25f);
  Activations activations;
  forward(model, std::as_const(input).view(), activations);
  for (const char* rule : kRules) {
    const ProjectionOptions options{.rule = parse_rule(rule), .seed = SeedValue::one};
    const Projection projection = project(model, activations, 2, 0, options);
    CHECK(projection.position == Position{0, 0});  // the first of equals
    CHECK(projection.activation == 0);
    const std::vector<float> expected = {std::string(rule) == "deconvnet" ? 1.0f : 0.0f, 0, 0, 0, 0, 0, 0, 0};
    CHECK(to_nchw(projection.pixels.view()) == expected);
  }
  const ProjectionOptions second{.seed = SeedValue::one, .position = Position{0, 1}};
  const Projection shifted = project(model, activations, 2, 0, second);
  CHECK(to_nchw(shifted.pixels.view()) == std::vector<float>{0, 0, 1, 0, 0, 0, 0, 0});
}

TEST_CASE("all units at once are the units one by one, with any number of threads") {
  const TestNetwork network = test_networks()[1];
  const Model model = model_of(network.stages, network.input, 31);
  const Tensor<float> input = as_input(sparse_image(network.input, 7));
  Activations activations;
  forward(model, input.view(), activations);
  const int node = 4;
  const Projections serial = project_all(model, activations, node);
  for (const int threads : {1, 2, 3}) {
    ThreadPool pool(threads);
    std::size_t last = 0;
    const Projections all =
        project_all(model, activations, node, {}, &pool, {}, [&](std::size_t done, std::size_t total) {
          CHECK(done > last);
          CHECK(total == 7);
          last = done;
        });
    CHECK(last == 7);
    CHECK(all.pixels == serial.pixels);
    CHECK(all.positions == serial.positions);
  }
  for (int unit = 0; unit < 7; ++unit) {
    Gradients path;
    const Projection one = project(model, activations, node, unit, {}, &path);
    const std::vector<float> chw = to_nchw(one.pixels.view());
    CHECK(std::equal(chw.begin(), chw.end(), serial.pixels.begin() + unit * static_cast<int>(chw.size())));
    CHECK(path.reached[1]);
    CHECK_FALSE(path.reached[5]);
    CHECK(std::equal(one.pixels.values().begin(), one.pixels.values().end(), path.of(kGraphInput).data()));
  }
}

TEST_CASE("every unit of every layer under every rule is the same bits alone and with the others") {
  for (const TestNetwork& network : test_networks()) {
    const Model model = model_of(network.stages, network.input, 41);
    const Tensor<float> input = as_input(sparse_image(network.input, 8));
    Activations activations;
    forward(model, input.view(), activations);
    ThreadPool pool(2);
    for (int node = 0; node < model.graph->size(); ++node)
      for (const char* rule : kRules) {
        INFO(network.name << ", " << model.graph->node(node).name << ", " << rule);
        const ProjectionOptions options{.rule = parse_rule(rule)};
        const Projections all = project_all(model, activations, node, options, &pool);
        const int units = model.graph->node(node).shape.channels;
        for (int unit = 0; unit < units; ++unit) {
          const Projection alone = project(model, activations, node, unit, options);
          const std::vector<float> one = to_nchw(alone.pixels.view());
          REQUIRE(std::equal(one.begin(), one.end(), all.pixels.begin() + unit * static_cast<int>(one.size())));
        }
      }
  }
}

TEST_CASE("a stopped job keeps what is finished and marks the rest") {
  const TestNetwork network = test_networks()[1];
  const Model model = model_of(network.stages, network.input, 31);
  const Tensor<float> input = as_input(sparse_image(network.input, 7));
  Activations activations;
  forward(model, input.view(), activations);
  const int node = 5;  // flattened: more units than go down together
  std::stop_source source;
  std::size_t finished = 0;
  const Projections some =
      project_all(model, activations, node, {}, nullptr, source.get_token(), [&](std::size_t done, std::size_t total) {
        CHECK(done < total);
        finished = done;
        source.request_stop();
      });
  CHECK_FALSE(some.complete);
  REQUIRE(finished > 0);
  CHECK(some.positions.size() == finished);
  const auto end = some.pixels.begin() + static_cast<std::ptrdiff_t>(finished * network.input.size());
  CHECK(std::none_of(some.pixels.begin(), end, [](float v) { return std::isnan(v); }));
  CHECK(std::all_of(end, some.pixels.end(), [](float v) { return std::isnan(v); }));
}

TEST_CASE("units, positions, layers and rules that are not there are refused by name") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 1);
  const Tensor<float> input = as_input(sparse_image(network.input, 1));
  Activations activations;
  forward(model, input.view(), activations);
  const auto refused = [&](int node, int unit, std::optional<Position> position) {
    return test::throws_kind(ErrorKind::bad_value,
                             [&] { project(model, activations, node, unit, {.position = position}); });
  };
  CHECK(refused(1, 4, {}));
  CHECK(refused(1, -1, {}));
  CHECK(refused(1, 0, Position{12, 0}));
  CHECK(refused(1, 0, Position{0, -1}));
  CHECK(refused(8, 0, Position{0, 1}));  // a dense layer has the position 0,0 only
  CHECK(refused(kGraphInput, 0, {}));
  CHECK(refused(99, 0, {}));
  CHECK_FALSE(refused(8, 7, Position{0, 0}));
  const auto error = test::error_of([] { parse_rule("backprop"); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::unknown_name);
  CHECK(error->expected() == "deconvnet, guided, gradient");
}
