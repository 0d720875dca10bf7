#include "core/model/presets.h"

#include "core/layers/attributes.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;

// Mean and standard deviation of MNIST's 60,000 training images, pixels 0..1.
constexpr double kMnistMean = 0.1307, kMnistDeviation = 0.3081;
// tinyvgg has no data set of its own: pixels to -1..1.
constexpr double kHalf = 0.5;

/// Presets read like their description: one call a layer, counting names (conv1, relu1, ...).
class Stack {
 public:
  explicit Stack(Shape input) : graph_(std::make_shared<Graph>(input)) {}

  Stack& normalise(double mean, double deviation) {
    const auto channels = static_cast<std::size_t>(graph_->input_shape().channels);
    return add("normalise", "normalise",
               {{"mean", std::vector<double>(channels, mean)}, {"std", std::vector<double>(channels, deviation)}});
  }
  Stack& conv(std::int64_t maps, std::int64_t kernel, std::int64_t pad = 0) {
    return add("conv" + std::to_string(++convs_), "conv2d",
               {{kOutChannels, maps}, {"kernel_shape", Ints{kernel, kernel}}, {"pads", Ints{pad, pad, pad, pad}}});
  }
  Stack& relu() { return add("relu" + std::to_string(++relus_), "relu", {}); }
  Stack& max_pool(std::int64_t size) {
    return add("pool" + std::to_string(++pools_), "max_pool",
               {{"kernel_shape", Ints{size, size}}, {"strides", Ints{size, size}}});
  }
  Stack& flatten() { return add("flatten", "flatten", {}); }
  Stack& dense(std::int64_t out) { return add("dense" + std::to_string(++denses_), "dense", {{kOutChannels, out}}); }
  std::shared_ptr<const Graph> softmax() {
    add("softmax", "softmax", {});
    return graph_;
  }

 private:
  Stack& add(const std::string& name, std::string_view kind, const Attributes& attributes) {
    graph_->add(name, make_layer(kind, attributes));
    return *this;
  }

  std::shared_ptr<Graph> graph_;
  int convs_ = 0, relus_ = 0, pools_ = 0, denses_ = 0;
};

std::shared_ptr<const Graph> digits() {
  return Stack({1, 28, 28}).normalise(kMnistMean, kMnistDeviation)
      .conv(16, 5, 2).relu().max_pool(2)
      .conv(32, 5, 2).relu().max_pool(2)
      .conv(64, 3, 1).relu()
      .flatten().dense(128).relu().dense(10).softmax();
}

std::shared_ptr<const Graph> lenet5() {
  return Stack({1, 28, 28}).normalise(kMnistMean, kMnistDeviation)
      .conv(6, 5, 2).relu().max_pool(2)
      .conv(16, 5).relu().max_pool(2)
      .flatten().dense(120).relu().dense(84).relu().dense(10).softmax();
}

std::shared_ptr<const Graph> tinyvgg() {
  return Stack({3, 64, 64}).normalise(kHalf, kHalf)
      .conv(10, 3).relu().conv(10, 3).relu().max_pool(2)
      .conv(10, 3).relu().conv(10, 3).relu().max_pool(2)
      .flatten().dense(10).softmax();
}

constexpr Preset kPresets[] = {
    {"digits", "three convolutions and two dense layers for 28x28 digits; ships trained on MNIST", digits},
    {"lenet5", "LeCun's LeNet-5 with ReLU and max pooling, for 28x28 digits", lenet5},
    {"tinyvgg", "two blocks of two 3x3 convolutions on 64x64 colour pictures (CNN Explainer's network)", tinyvgg},
};

}  // namespace

std::span<const Preset> presets() { return kPresets; }

const Preset* find_preset(std::string_view name) {
  for (const Preset& preset : kPresets)
    if (preset.name == name) return &preset;
  return nullptr;
}

}  // namespace convlens
