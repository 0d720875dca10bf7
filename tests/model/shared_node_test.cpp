#include "core/model/shared_node.h"

#include <utility>

#include "core/base/random.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/presets.h"
#include "core/model/run.h"
#include "tests/support/catch.h"
#include "tests/support/random_tensor.h"
#include "tests/support/small_presets.h"

using namespace convlens;
using Ints = std::vector<std::int64_t>;

namespace {

std::size_t different_bytes(const Tensor<float>& a, const Tensor<float>& b) {
  const auto *left = reinterpret_cast<const char*>(a.data()),
             *right = reinterpret_cast<const char*>(b.data());
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size() * sizeof(float); ++i) count += left[i] != right[i];
  return count;
}

/// Runs one picture on one thread and on pools of 1, 2 and 3.
void check_alike(const Model& model, std::uint64_t seed) {
  const Graph& graph = *model.graph;
  Tensor<float> picture(1, graph.input_shape());
  testing::fill_uniform<float>(picture.values(), seed);
  Activations alone, shared;
  forward(model, std::as_const(picture).view(), alone);
  for (const int threads : {1, 2, 3}) {
    ThreadPool pool(threads);
    forward(model, std::as_const(picture).view(), shared, {.pool = &pool});
    for (int node = 0; node < graph.size(); ++node) {
      INFO(threads << " threads, " << graph.node(node).name << ", " << to_string(graph.shape_of(node)));
      REQUIRE(different_bytes(alone.of(node), shared.of(node)) == 0);
    }
  }
}

/// Whether the graph's node is shared by two threads at all.
bool shares(const Model& model, int node) {
  Activations run;
  Tensor<float> picture(1, model.graph->input_shape());
  picture.fill(0.5f);
  forward(model, std::as_const(picture).view(), run);
  const Node& only = model.graph->node(node);
  std::vector<ConstView<float>> inputs;
  for (const int input : only.inputs) inputs.push_back(std::as_const(run).of(input).view());
  std::vector<std::span<const float>> parameters;
  for (const ParameterSlot& slot : only.parameters) parameters.push_back(model.parameter(slot));
  ThreadPool pool(2);
  LayerState<float> state;
  return forward_shared(only,
                        ForwardContext<float>{.inputs = inputs,
                                              .parameters = parameters,
                                              .output = run.outputs[static_cast<std::size_t>(node)].view(),
                                              .state = state},
                        pool);
}

}  // namespace

TEST_CASE("one picture on several threads has the bits of one: convolutions of odd sizes, strides, groups") {
  Random random(11, RandomPurpose::test);
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
  };
  int shared = 0;
  for (int i = 0; i < 24; ++i) {
    const int groups = between(0, 2) == 0 ? between(2, 3) : 1;
    const Shape input{groups * between(8, 40), between(30, 61), between(30, 61)};
    const std::int64_t maps = groups * between(20, 70), kernel = between(1, 5), stride = between(1, 3);
    // Padding as wide as the kernel: the outer rows see nothing else.
    const std::int64_t before = between(0, static_cast<int>(kernel)),
                       after = between(0, static_cast<int>(kernel));
    auto graph = std::make_shared<Graph>(input);
    graph->add("conv", make_layer("conv2d", {{kOutChannels, maps},
                                             {"kernel_shape", Ints{kernel, between(1, 5)}},
                                             {"strides", Ints{stride, between(1, 2)}},
                                             {"pads", Ints{before, 1, after, 2}},
                                             {"dilations", Ints{between(1, 2), between(1, 2)}},
                                             {"group", std::int64_t{groups}}}));
    const Model model = initialised_model(graph, 3);
    shared += shares(model, 0);
    check_alike(model, static_cast<std::uint64_t>(i));
  }
  CHECK(shared > 8);
}

TEST_CASE("one picture on several threads has the bits of one: dense layers, sums, branches") {
  auto graph = std::make_shared<Graph>(Shape{3, 67, 71});
  const auto conv = [](std::int64_t maps) {
    return make_layer("conv2d",
                      {{kOutChannels, maps}, {"kernel_shape", Ints{3, 3}}, {"pads", Ints{1, 1, 1, 1}}});
  };
  const int stem = graph->add("stem", conv(61));
  const int relu = graph->add("relu", make_layer("relu", {}));
  const int leaky = graph->add("leaky", make_layer("leaky_relu", {}), {stem});
  const int sum = graph->add("sum", make_layer("add", {}), {relu, leaky});
  graph->add("both", make_layer("concat", {}), {sum, stem});
  graph->add("pool", make_layer("max_pool", {{"kernel_shape", Ints{5, 5}}, {"strides", Ints{5, 5}}}));
  graph->add("flatten", make_layer("flatten", {}));
  const int wide = graph->add("wide", make_layer("dense", {{kOutChannels, std::int64_t{1543}}}));
  const int narrow = graph->add("narrow", make_layer("dense", {{kOutChannels, std::int64_t{701}}}));
  graph->add("scores", make_layer("dense", {{kOutChannels, std::int64_t{10}}}));
  const Model model = initialised_model(graph, 3);
  for (const int node : {stem, relu, leaky, sum, wide, narrow}) {
    INFO(graph->node(node).name);
    CHECK(shares(model, node));
  }
  CHECK_FALSE(shares(model, graph->find("pool")));
  CHECK_FALSE(shares(model, graph->find("scores")));
  check_alike(model, 5);
}

TEST_CASE("one picture on several threads has the bits of one: presets") {
  std::vector<Preset> some = test::small_presets();
  for (const char* name : {"squeezenet", "resnet18"}) some.push_back(*find_preset(name));
  for (const Preset& preset : some) {
    INFO(preset.name);
    check_alike(initialised_model(preset.build(), 2), 7);
  }
}

TEST_CASE("a digit stays on one thread, as do batches") {
  const Model digits = initialised_model(find_preset("digits")->build(), 1);
  for (int node = 0; node < digits.graph->size(); ++node) CHECK_FALSE(shares(digits, node));
  const Model model = initialised_model(find_preset("squeezenet")->build(), 2);
  Tensor<float> two(2, model.graph->input_shape());
  testing::fill_uniform<float>(two.values(), 3);
  ThreadPool pool(2);
  Activations alone, shared;
  forward(model, std::as_const(two).view(), alone);
  forward(model, std::as_const(two).view(), shared, {.pool = &pool});
  CHECK(different_bytes(alone.of(model.graph->output()), shared.of(model.graph->output())) == 0);
}
