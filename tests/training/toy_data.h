#pragma once
#include <memory>

#include "core/base/random.h"
#include "core/data/samples.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/graph.h"

namespace convlens::testing {

/// 8x8 pictures of a bar, lying (class 0), standing (1) or slanting (2), at random places under noise.
inline std::shared_ptr<const Samples> bars(std::size_t count, std::uint64_t seed) {
  constexpr int kSide = 8;
  std::vector<std::uint8_t> pixels(count * kSide * kSide);
  std::vector<std::int32_t> labels(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, RandomPurpose::test, 0, i);
    std::uint8_t* picture = pixels.data() + i * kSide * kSide;
    for (int p = 0; p < kSide * kSide; ++p) picture[p] = static_cast<std::uint8_t>(random.below(60));
    labels[i] = static_cast<std::int32_t>(i % 3);
    const int at = 1 + static_cast<int>(random.below(kSide - 2));
    for (int k = 1; k < kSide - 1; ++k) {
      const int y = labels[i] == 0 ? at : k, x = labels[i] == 1 ? at : k;
      picture[y * kSide + x] = static_cast<std::uint8_t>(200 + random.below(56));
    }
  }
  return std::make_shared<StoredSamples>(Shape{1, kSide, kSide}, std::move(pixels), std::move(labels),
                                         std::vector<std::string>{"lying", "standing", "slanting"});
}

/// With everything that could go wrong between lanes: batch norm, dropout, a skip connection.
inline std::shared_ptr<const Graph> small_graph(bool batch_norm) {
  using Ints = std::vector<std::int64_t>;
  auto graph = std::make_shared<Graph>(Shape{1, 8, 8});
  const auto conv = [](std::int64_t maps) {
    return make_layer("conv2d", {{kOutChannels, maps}, {"kernel_shape", Ints{3, 3}}, {"pads", Ints{1, 1, 1, 1}}});
  };
  graph->add("normalise", make_layer("normalise", {{"mean", std::vector<double>{0.2}}, {"std", std::vector<double>{0.3}}}));
  const int first = graph->add("conv1", conv(6));
  if (batch_norm) graph->add("norm1", make_layer("batch_norm", {}));
  graph->add("relu1", make_layer("relu", {}));
  const int second = graph->add("conv2", conv(6));
  const int sum = graph->add("sum", make_layer("add", {}), {first, second});
  if (batch_norm) graph->add("norm2", make_layer("batch_norm", {}), {sum});
  graph->add("relu2", make_layer("relu", {}));
  graph->add("pool", make_layer("max_pool", {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}}));
  graph->add("flatten", make_layer("flatten", {}));
  if (batch_norm) graph->add("dropout", make_layer("dropout", {{"ratio", 0.2}}));
  graph->add("dense", make_layer("dense", {{kOutChannels, std::int64_t{3}}}));
  graph->add("softmax", make_layer("softmax", {}));
  return graph;
}

}  // namespace convlens::testing
