#include "core/model/partial_run.h"

#include <algorithm>
#include <utility>

#include "core/base/random.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "tests/support/catch.h"
#include "tests/support/random_tensor.h"

using namespace convlens;

namespace {

using Ints = std::vector<std::int64_t>;

Attributes window(std::int64_t kernel, std::int64_t stride, std::int64_t pad) {
  return {{"kernel_shape", Ints{kernel, kernel}},
          {"strides", Ints{stride, stride}},
          {"pads", Ints{pad, pad, pad, pad}}};
}

std::unique_ptr<Layer> conv(std::int64_t maps, Attributes attributes, std::int64_t dilation = 1,
                            std::int64_t groups = 1) {
  attributes[kOutChannels] = maps;
  attributes["dilations"] = Ints{dilation, dilation};
  attributes["group"] = groups;
  return make_layer("conv2d", attributes);
}

/// Branches that see the input through windows of different sizes, and every kind of layer that works in
/// parts.
Model branching_model() {
  auto graph = std::make_shared<Graph>(Shape{2, 19, 23});
  graph->add("normalise", make_layer("normalise", {{"mean", std::vector<double>{0.2, 0.4}},
                                                   {"std", std::vector<double>{0.3, 0.5}}}));
  const int stem = graph->add("stem", conv(8, window(5, 1, 2)));
  // Weights beyond a cache: all cut-outs go through them in one product.
  graph->add("deep", conv(180, window(3, 1, 1)));
  graph->add("deeper", conv(166, window(3, 1, 1)));
  const int relu = graph->add("relu", make_layer("relu", {}));
  const int small = graph->add("small", conv(6, window(1, 1, 0)), {relu});
  const int large = graph->add("large", conv(6, window(3, 1, 2), 2, 2), {relu});
  const int sum = graph->add("sum", make_layer("add", {}), {small, large});
  const int norm = graph->add("norm", make_layer("batch_norm", {}), {sum});
  const int pool = graph->add("pool", make_layer("max_pool", window(3, 2, 1)), {norm});
  Attributes average = window(3, 2, 1);
  average["count_include_pad"] = std::int64_t{1};
  const int mean = graph->add("mean", make_layer("average_pool", average), {stem});
  const int both = graph->add("both", make_layer("concat", {}), {pool, mean});
  graph->add("lrn", make_layer("lrn", {{"size", std::int64_t{3}}}), {both});
  graph->add("leaky", make_layer("leaky_relu", {}));
  graph->add("strided", conv(9, window(4, 3, 1)));
  graph->add("drop", make_layer("dropout", {{"ratio", 0.3}}));
  graph->add("global", make_layer("global_average_pool", {}));
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("scores", make_layer("dense", {{kOutChannels, std::int64_t{4}}}));
  return initialised_model(graph, 3);
}

}  // namespace

TEST_CASE("a partial run gives every node what a whole run gives, to the last bit") {
  const Model model = branching_model();
  const Graph& graph = *model.graph;
  Tensor<float> image(1, graph.input_shape());
  testing::fill_uniform<float>(image.values(), 1);
  Activations whole;
  forward(model, std::as_const(image).view(), whole);
  PartialRun part(model, whole);
  CHECK(part.serves(graph.find("drop")));
  CHECK_FALSE(part.serves(graph.find("global")));
  CHECK_FALSE(part.serves(graph.find("scores")));

  Random random(5, RandomPurpose::test);
  const auto pick = [&](int size) {
    return static_cast<int>(random.below(static_cast<std::uint64_t>(size)));
  };
  Activations again;
  for (int i = 0; i < 30; ++i) {
    std::vector<Rect> rects;
    std::vector<Tensor<float>> changed;
    std::vector<float> pixels;
    for (int run = pick(4); run >= 0; --run) {
      Rect rect{pick(19), pick(23), 0, 0};
      rect.bottom = rect.top + pick(20 - rect.top), rect.right = rect.left + pick(24 - rect.left);
      if (i == 0) rect = {0, 0, 19, 23};
      rects.push_back(rect);
      changed.push_back(image);
      for (int y = rect.top; y < rect.bottom; ++y)
        for (int x = rect.left; x < rect.right; ++x)
          for (int c = 0; c < 2; ++c) pixels.push_back(changed.back().at(0, c, y, x) = random.uniform());
    }
    part.run(rects, pixels.data(), graph.output());
    for (std::size_t run = 0; run < rects.size(); ++run) {
      const Rect& rect = rects[run];
      INFO("rows " << rect.top << " to " << rect.bottom << ", columns " << rect.left << " to " << rect.right);
      forward(model, std::as_const(changed[run]).view(), again);
      for (int node = kGraphInput; node < graph.size(); ++node) {
        if (!part.serves(node)) continue;
        const Tensor<float>& expected = again.of(node);
        std::vector<float> got(expected.size(), 99);
        part.write(node, run, got.data());
        INFO((node < 0 ? "input" : graph.node(node).name));
        CHECK(std::equal(got.begin(), got.end(), expected.data()));
      }
    }
  }
}

TEST_CASE("the outputs that see a rectangle: windows at the borders, strides that step over it") {
  const Shape out{1, 5, 5};
  const auto seen = [&](int kernel, int stride, int padding, Rect rect) {
    return seen_from({.kernel = {kernel, kernel}, .stride = {stride, stride}, .padding = {padding, padding}},
                     rect, out);
  };
  CHECK(seen(3, 1, 1, {2, 2, 3, 3}) == Rect{1, 1, 4, 4});
  CHECK(seen(3, 1, 1, {0, 4, 1, 5}) == Rect{0, 3, 2, 5});
  CHECK(seen(2, 2, 0, {3, 0, 5, 1}) == Rect{1, 0, 3, 1});
  CHECK(seen(1, 2, 0, {3, 3, 4, 4}).empty());
  CHECK(seen(1, 2, 0, {20, 0, 21, 1}).empty());
  CHECK(seen(3, 1, 1, {}).empty());
}
