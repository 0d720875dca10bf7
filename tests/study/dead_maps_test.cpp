#include "core/study/dead_maps.h"

#include <set>

#include "core/data/generated.h"
#include "core/model/presets.h"
#include "core/model/run.h"
#include "core/study/variant_graph.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

/// Some of a convolution's biases so far below 0 that hardly anything or nothing gets through.
void push_down(Model& model, const char* layer, float step) {
  const Node& node = model.graph->node(model.graph->find(layer));
  auto bias = model.parameter(node.parameters[1]);
  for (std::size_t i = 0; i < bias.size(); ++i) bias[i] -= step * static_cast<float>(i);
}

/// From the definition: every value of every map of every picture, one picture a run.
std::vector<DeadMaps> by_hand(const Model& model, const Samples& samples,
                              const std::vector<std::pair<const char*, const char*>>& layers) {
  std::vector<DeadMaps> result;
  for (const auto& [convolution, rectifier] : layers) {
    const int node = model.graph->find(rectifier);
    const Shape& shape = model.graph->node(node).shape;
    std::set<int> alive;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      Tensor<float> input(1, samples.shape());
      samples.read(i, 0, input.values());
      Activations activations;
      forward(model, std::as_const(input).view(), activations);
      for (int c = 0; c < shape.channels; ++c)
        for (int y = 0; y < shape.height; ++y)
          for (int x = 0; x < shape.width; ++x)
            if (activations.of(node).at(0, c, y, x) > 0) alive.insert(c);
    }
    result.push_back({convolution, shape.channels - static_cast<int>(alive.size()), shape.channels});
  }
  return result;
}

}  // namespace

TEST_CASE("dead maps are those that never fire on any picture, counted by hand, with any number of threads") {
  const auto samples = generated_digits(45, 3);
  Model model = initialised_model(find_preset("digits")->build(), 2);
  push_down(model, "conv1", 0.4f);
  push_down(model, "conv2", 0.1f);
  const auto expected =
      by_hand(model, *samples, {{"conv1", "relu1"}, {"conv2", "relu2"}, {"conv3", "relu3"}});
  CHECK(expected[0].dead > 0);
  CHECK(expected[0].dead < 16);
  ThreadPool one(1), two(2);
  CHECK(count_dead_maps(model, *samples, one) == expected);
  CHECK(count_dead_maps(model, *samples, two) == expected);
  CHECK(total_of(expected).maps == 112);
  CHECK(total_of(expected).dead == expected[0].dead + expected[1].dead + expected[2].dead);
}

TEST_CASE("a batch norm between a convolution and its ReLU does not hide dead maps, and stop stops") {
  const auto samples = generated_digits(40, 3);
  const auto graph =
      build_variant(*find_preset("digits")->build(), {.without = {"conv2"}, .batch_norm = true});
  Model model = initialised_model(graph, 2);
  const Node& norm = graph->node(graph->find("norm1"));
  auto shift = model.parameter(norm.parameters[1]);
  for (std::size_t i = 0; i < shift.size(); i += 2) shift[i] = -100;
  ThreadPool pool(1);
  const auto found = count_dead_maps(model, *samples, pool);
  REQUIRE(found);
  CHECK(*found == by_hand(model, *samples, {{"conv1", "relu1"}, {"conv3", "relu3"}}));
  CHECK(found->front().dead >= 8);
  std::stop_source source;
  source.request_stop();
  CHECK_FALSE(count_dead_maps(model, *samples, pool, source.get_token()));
}
