#include "core/explain/occlusion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

struct SlowOcclusion {
  std::vector<int> centres_y, centres_x;
  std::vector<double> activation, probability;
  std::vector<int> most_probable;
  std::vector<double> margin;  ///< between the two most probable classes
  int map = 0, label = 0;
};

/// REFERENCE.md and CLI.md once more, one image at a time through the plain loops.
SlowOcclusion slow_occlusion(SlowNetwork& network, const Map& image, int layer,
                             const OcclusionOptions& options) {
  SlowOcclusion result;
  network.run(image);
  const Map& whole = network.output(layer);
  double largest = -std::numeric_limits<double>::infinity();
  for (int k = 0; k < whole.c; ++k)
    for (int y = 0; y < whole.h; ++y)
      for (int x = 0; x < whole.w; ++x)
        if (whole.at(k, y, x) > largest) largest = whole.at(k, y, x), result.map = k;
  result.map = options.map.value_or(result.map);
  const std::vector<double> p = network.probabilities();
  result.label = options.label.value_or(static_cast<int>(std::max_element(p.begin(), p.end()) - p.begin()));

  const auto centres = [&](int size) {
    std::vector<int> list;
    for (int c = 0; c < size; ++c) {
      const int first = c - options.patch / 2, last = first + options.patch - 1;
      const bool inside = options.grid == OcclusionGrid::inside;
      const bool counts =
          inside ? first >= 0 && last < size && first % options.stride == 0 : c % options.stride == 0;
      if (counts) list.push_back(c);
    }
    return list;
  };
  result.centres_y = centres(image.h);
  result.centres_x = centres(image.w);
  for (const int cy : result.centres_y)
    for (const int cx : result.centres_x) {
      Map covered = image;
      for (int k = 0; k < image.c; ++k)
        for (int y = 0; y < image.h; ++y)
          for (int x = 0; x < image.w; ++x) {
            const int dy = y - (cy - options.patch / 2), dx = x - (cx - options.patch / 2);
            if (dy >= 0 && dy < options.patch && dx >= 0 && dx < options.patch)
              covered.at(k, y, x) = static_cast<double>(
                  options.fill[options.fill.size() == 1 ? 0 : static_cast<std::size_t>(k)]);
          }
      network.run(covered);
      const Map& out = network.output(layer);
      double sum = 0;
      for (int y = 0; y < out.h; ++y)
        for (int x = 0; x < out.w; ++x) sum += out.at(result.map, y, x);
      const std::vector<double> q = network.probabilities();
      std::vector<double> sorted = q;
      std::sort(sorted.rbegin(), sorted.rend());
      result.activation.push_back(sum);
      result.probability.push_back(q[static_cast<std::size_t>(result.label)]);
      result.most_probable.push_back(static_cast<int>(std::max_element(q.begin(), q.end()) - q.begin()));
      result.margin.push_back(sorted[0] - sorted[1]);
    }
  return result;
}

void compare(const TestNetwork& network, const OcclusionOptions& options, int expected_layer) {
  const Model model = model_of(network.stages, network.input, 41);
  SlowNetwork slow(network.stages, model);
  const Map image = sparse_image(network.input, 8);
  const SlowOcclusion expected = slow_occlusion(slow, image, expected_layer, options);
  ThreadPool pool(2);
  const Tensor<float> input = as_input(image);
  const OcclusionResult result = occlude(model, input.view(), options, pool);
  REQUIRE(result.complete);
  CHECK(result.layer == expected_layer);
  CHECK(result.map == expected.map);
  CHECK(result.label == expected.label);
  CHECK(result.centres_y == expected.centres_y);
  CHECK(result.centres_x == expected.centres_x);
  REQUIRE(result.positions_y == static_cast<int>(expected.centres_y.size()));
  REQUIRE(result.positions_x == static_cast<int>(expected.centres_x.size()));
  REQUIRE(result.activation.size() == expected.activation.size());
  REQUIRE(result.probability.size() == expected.activation.size());
  REQUIRE(result.most_probable.size() == expected.activation.size());
  int wrong = 0;
  for (std::size_t i = 0; i < expected.activation.size(); ++i) {
    const double scale = std::max(1.0, std::abs(expected.activation[i]));
    wrong += std::abs(static_cast<double>(result.activation[i]) - expected.activation[i]) > 1e-5 * scale;
    wrong += std::abs(static_cast<double>(result.probability[i]) - expected.probability[i]) > 1e-5;
    wrong += expected.margin[i] > 1e-4 && result.most_probable[i] != expected.most_probable[i];
  }
  CHECK(wrong == 0);
}

const Model& small_model() {
  static const Model model = model_of(test_networks()[0].stages, test_networks()[0].input, 51);
  return model;
}
Tensor<float> small_input() { return as_input(sparse_image(test_networks()[0].input, 9)); }

}  // namespace

TEST_CASE("occlusion agrees with brute force over patch, stride and grid") {
  const TestNetwork network = test_networks()[0];
  for (const int patch : {1, 2, 4, 7, 12, 40})
    for (const int stride : {1, 2, 5})
      for (const OcclusionGrid grid : {OcclusionGrid::centred, OcclusionGrid::inside}) {
        if (grid == OcclusionGrid::inside && patch > network.input.height) continue;
        INFO("patch " << patch << ", stride " << stride << ", inside " << (grid == OcclusionGrid::inside));
        OcclusionOptions options;
        options.patch = patch, options.stride = stride, options.grid = grid;
        compare(network, options, 5);
      }
}

TEST_CASE("occlusion agrees with brute force over networks, layers, fills and labels") {
  const std::vector<TestNetwork> networks = test_networks();
  const auto try_on = [&](std::size_t network, std::vector<float> fill, int layer, std::optional<int> label,
                          int expected_layer) {
    INFO(networks[network].name << ", layer " << layer);
    OcclusionOptions options;
    options.patch = 3, options.stride = 2, options.fill = std::move(fill), options.layer = layer;
    options.label = label;
    compare(networks[network], options, expected_layer);
  };
  try_on(0, {0.0f}, -1, std::nullopt, 5);
  try_on(0, {0.13f}, 3, 0, 3);
  try_on(0, {1.0f}, 8, 4, 8);  // a dense layer: the strongest unit
  try_on(0, {1.0f}, 11, {}, 11);
  try_on(1, {0.2f, 0.5f, 0.9f}, -1, 3, 4);  // one value a channel, image not square, output without a softmax
  try_on(1, {0.5f}, 0, {}, 0);
  try_on(2, {0.7f, 0.1f}, -1, 1, 5);  // the leaky ReLU after the last convolution
}

TEST_CASE("map (b) is that of any map that is asked for") {
  for (const int map : {0, 2}) {
    OcclusionOptions options;
    options.patch = 3, options.stride = 2, options.map = map;
    compare(test_networks()[0], options, 5);
  }
}

TEST_CASE("a network without a convolution: map (b) is the winning score") {
  compare({"dense only", {1, 5, 5}, {{"flatten"}, {"dense", 6}, {"relu"}, {"dense", 3}, {"softmax"}}}, {}, 3);
}

TEST_CASE("the map is the lowest index if several have the largest activation - so is the label") {
  // All weights 0: every map and every score equal their biases.
  const std::vector<Stage> stages = {{"conv2d", 4, 3}, {"relu"}, {"flatten"}, {"dense", 3}};
  Model model = model_of(stages, {1, 5, 5}, 1);
  std::fill(model.parameters.begin(), model.parameters.end(), 0.0f);
  const std::span<float> bias = model.parameter(model.graph->node(0).parameters[1]);
  bias[1] = bias[3] = 2.0f;
  Tensor<float> input(1, {1, 5, 5});
  input.fill(0.5f);
  ThreadPool pool(1);
  const OcclusionResult result = occlude(model, input.view(), {}, pool);
  CHECK(result.map == 1);
  CHECK(result.label == 0);
  CHECK(result.activation == std::vector<float>(25, 18.0f));
  CHECK(result.most_probable == std::vector<std::int32_t>(25, 0));
  CHECK(result.probability[0] == Approx(1.0 / 3));
}

TEST_CASE("occlusion gives the same bits with any number of threads") {
  const Tensor<float> input = small_input();
  ThreadPool one(1);
  const OcclusionResult first = occlude(small_model(), input.view(), {}, one);
  for (const int threads : {2, 3, 5}) {
    ThreadPool pool(threads);
    const OcclusionResult other = occlude(small_model(), input.view(), {}, pool);
    CHECK(other.activation == first.activation);
    CHECK(other.probability == first.probability);
    CHECK(other.most_probable == first.most_probable);
  }
}

TEST_CASE("a stopped sweep keeps what is finished - the rest is NaN and -1 - progress counts positions") {
  const Tensor<float> input = small_input();
  ThreadPool pool(2);
  std::size_t last = 0;
  const OcclusionResult whole =
      occlude(small_model(), input.view(), {}, pool, {}, [&](std::size_t done, std::size_t total) {
        CHECK(done > last);
        CHECK(total == 144);
        last = done;
      });
  CHECK(last == 144);

  std::stop_source source;
  std::size_t reached = 0;
  const OcclusionResult part =
      occlude(small_model(), input.view(), {}, pool, source.get_token(), [&](std::size_t done, std::size_t) {
        reached = done;
        source.request_stop();
      });
  CHECK_FALSE(part.complete);
  REQUIRE(reached > 0);
  REQUIRE(reached < 144);
  for (std::size_t i = 0; i < 144; ++i) {
    INFO(i);
    CHECK(part.most_probable[i] == (i < reached ? whole.most_probable[i] : -1));
    CHECK(std::isnan(part.activation[i]) == (i >= reached));
    CHECK(std::isnan(part.probability[i]) == (i >= reached));
  }

  const OcclusionResult none = occlude(small_model(), input.view(), {}, pool, source.get_token());
  CHECK(std::all_of(none.most_probable.begin(), none.most_probable.end(), [](int v) { return v == -1; }));
  CHECK(none.map == whole.map);
}

TEST_CASE("the square is clipped at the border and fills channel by channel") {
  Tensor<float> image(2, {2, 4, 5});
  image.fill(0.0f);
  const std::vector<float> fill = {0.25f, 0.75f};
  cover(image.view(), 0, 4, 3, fill);
  for (int n = 0; n < 2; ++n)
    for (int y = 0; y < 4; ++y)
      for (int x = 0; x < 5; ++x) {
        const bool covered = y <= 1 && x >= 3;
        CHECK(image.at(n, 0, y, x) == (covered ? 0.25f : 0.0f));
        CHECK(image.at(n, 1, y, x) == (covered ? 0.75f : 0.0f));
      }
  cover(image.view(), 2, 2, std::numeric_limits<int>::max(), std::vector<float>{1.0f});
  CHECK(std::all_of(image.values().begin(), image.values().end(), [](float v) { return v == 1.0f; }));
}

TEST_CASE("occlusion refuses settings that make no sense, by the option's name") {
  const Tensor<float> input = small_input();
  ThreadPool pool(1);
  const auto refused = [&](OcclusionOptions options) {
    const auto error = test::error_of([&] { occlude(small_model(), input.view(), options, pool); });
    return error && error->kind() == ErrorKind::bad_value ? error->subject() : std::string("accepted");
  };
  OcclusionOptions o;
  CHECK(refused((o = {}, o.patch = 0, o)) == "patch");
  CHECK(refused((o = {}, o.patch = 13, o.grid = OcclusionGrid::inside, o)) == "patch");
  CHECK(refused((o = {}, o.stride = 0, o)) == "stride");
  CHECK(refused((o = {}, o.layer = 12, o)) == "layer");
  CHECK(refused((o = {}, o.layer = -2, o)) == "layer");
  CHECK(refused((o = {}, o.map = 1000, o)) == "map");
  CHECK(refused((o = {}, o.map = -1, o)) == "map");
  CHECK(refused((o = {}, o.label = 5, o)) == "label");
  CHECK(refused((o = {}, o.label = -1, o)) == "label");
  CHECK(refused((o = {}, o.fill = {0.1f, 0.2f}, o)) == "fill");
  CHECK(refused((o = {}, o.fill = {}, o)) == "fill");
  CHECK(refused((o = {}, o.stride = std::numeric_limits<int>::max(), o)) == "accepted");
  const Tensor<float> other(1, {1, 28, 28});
  CHECK(
      test::throws_kind(ErrorKind::shape_mismatch, [&] { occlude(small_model(), other.view(), {}, pool); }));
}

TEST_CASE("what is computed again layer by layer is what whole runs of the covered images give, to the last bit") {
  const std::vector<TestNetwork> networks = test_networks();
  ThreadPool pool(2);
  for (std::size_t n = 0; n < networks.size(); ++n) {
    const Model model = model_of(networks[n].stages, networks[n].input, 17);
    const Graph& graph = *model.graph;
    const Tensor<float> input = as_input(sparse_image(networks[n].input, 3));
    for (const int patch : {1, 3, 6, 30})
      for (const int stride : {1, 3})
        for (const int layer : {-1, 0, 2, graph.output()}) {
          INFO(networks[n].name << ", patch " << patch << ", stride " << stride << ", layer " << layer);
          OcclusionOptions options;
          options.patch = patch, options.stride = stride, options.layer = layer;
          const OcclusionResult result = occlude(model, input.view(), options, pool);
          REQUIRE(result.complete);
          std::size_t position = 0;
          int wrong = 0;
          for (const int y : result.centres_y)
            for (const int x : result.centres_x) {
              Tensor<float> covered = input;
              cover(covered.view(), y, x, patch, options.fill);
              Activations whole;
              forward(model, std::as_const(covered).view(), whole);
              const ConstView<float> map = whole.of(result.layer).view();
              double sum = 0;
              for (int i = 0; i < map.shape.height; ++i)
                for (int j = 0; j < map.shape.width; ++j) sum += static_cast<double>(map.at(0, result.map, i, j));
              const auto p = class_probabilities(graph, whole.of(graph.output()));
              wrong += result.activation[position] != static_cast<float>(sum);
              wrong += result.probability[position] != p[static_cast<std::size_t>(result.label)];
              wrong += result.most_probable[position] != std::max_element(p.begin(), p.end()) - p.begin();
              ++position;
            }
          CHECK(wrong == 0);
        }
  }
}
