#include "core/model/presets.h"

#include "core/model/preset_pictures.h"
#include "core/model/preset_stack.h"

namespace convlens {
namespace {

// Mean and standard deviation of MNIST's 60,000 training images, pixels 0..1.
constexpr double kMnistMean = 0.1307, kMnistDeviation = 0.3081;
// tinyvgg has no data set of its own: pixels to -1..1.
constexpr double kHalf = 0.5;

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
    {"cifar", "a small residual network with batch norm for 32x32 colour pictures, for CIFAR-10", cifar_network},
    {"resnet20", "the 20-layer ResNet of He et al. (2015) for CIFAR-10", resnet20},
    {"alexnet", "Krizhevsky et al. (2012), both columns merged, with local response normalisation; 224x224", alexnet},
    {"alexnet-torchvision", "AlexNet as torchvision has it (one tower, 64 first maps, no LRN); 224x224",
     alexnet_torchvision},
    {"zfnet", "Zeiler & Fergus (2013): AlexNet with 7x7 filters of stride 2 first; 224x224", zfnet},
    {"vgg16", "Simonyan & Zisserman (2014), 16 layers; 138 million weights take 553 MB, three times that in training; 224x224",
     vgg16},
    {"resnet18", "He et al. (2015), 18 layers; 224x224", resnet18},
    {"squeezenet", "SqueezeNet 1.1 (Iandola et al. 2016): AlexNet's accuracy with 1.2 million weights; 224x224", squeezenet},
};

}  // namespace

std::span<const Preset> presets() { return kPresets; }

const Preset* find_preset(std::string_view name) {
  for (const Preset& preset : kPresets)
    if (preset.name == name) return &preset;
  return nullptr;
}

}  // namespace convlens
