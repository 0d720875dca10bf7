#include "core/model/preset_pictures.h"

#include "core/layers/lrn.h"
#include "core/model/preset_stack.h"

namespace convlens {
namespace {

constexpr Shape kCifar{3, 32, 32}, kImageNet{3, 224, 224};
constexpr std::int64_t kCifarClasses = 10, kImageNetClasses = 1000;

// Mean and standard deviation of the training pictures, RGB, pixels 0..1.
const std::vector<double> kCifarMean = {0.4914, 0.4822, 0.4465}, kCifarDeviation = {0.2470, 0.2435, 0.2616};
const std::vector<double> kImageNetMean = {0.485, 0.456, 0.406}, kImageNetDeviation = {0.229, 0.224, 0.225};

Stack cifar_stack() { return std::move(Stack(kCifar).normalise(kCifarMean, kCifarDeviation)); }
Stack image_net_stack() { return std::move(Stack(kImageNet).normalise(kImageNetMean, kImageNetDeviation)); }

Stack& paper_lrn(Stack& stack) { return stack.lrn(kPaperLrnSize, kPaperLrnAlpha, kPaperLrnBeta, kPaperLrnBias); }

/// Two dense layers of 4096 with dropout, and the classes.
std::shared_ptr<const Graph> dense_head(Stack& stack) {
  constexpr std::int64_t kHidden = 4096;
  return stack.flatten().dense(kHidden).relu().dropout().dense(kHidden).relu().dropout()
      .dense(kImageNetClasses).softmax();
}

/// SqueezeNet's brick: a few maps, widened by 1x1 and 3x3 convolutions side by side.
Stack& fire(Stack& stack, std::int64_t squeezed, std::int64_t expanded) {
  const int squeeze = stack.conv(squeezed, 1).relu().here();
  const int narrow = stack.conv(expanded, 1).relu().here();
  const int wide = stack.at(squeeze).conv(expanded, 3, 1).relu().here();
  return stack.concat({narrow, wide});
}

}  // namespace

std::shared_ptr<const Graph> cifar_network() {
  // 5x5 first, so that the filters can be looked at; the rest is 3x3. 391,000 weights, 59 million multiply-adds.
  return cifar_stack()
      .conv_norm(32, 5)
      .conv_norm(64, 3).max_pool(2)
      .conv_norm(128, 3).max_pool(2)
      .residual(128)
      .global_average_pool().flatten().dense(kCifarClasses).softmax();
}

std::shared_ptr<const Graph> resnet20() {
  Stack stack = cifar_stack();
  stack.conv_norm(16, 3);
  for (const std::int64_t maps : {16, 32, 64})
    for (int block = 0; block < 3; ++block) stack.residual(maps, block == 0 && maps != 16 ? 2 : 1);
  return stack.global_average_pool().flatten().dense(kCifarClasses).softmax();
}

std::shared_ptr<const Graph> alexnet() {
  // Padding 2 makes the 55x55 first maps that the paper has (it says 224, its arithmetic needs 227).
  Stack stack = image_net_stack();
  paper_lrn(stack.conv(96, 11, {.stride = 4, .pad = 2}).relu()).max_pool(3, {.stride = 2});
  paper_lrn(stack.conv(256, 5, 2).relu()).max_pool(3, {.stride = 2});
  stack.conv(384, 3, 1).relu().conv(384, 3, 1).relu().conv(256, 3, 1).relu().max_pool(3, {.stride = 2});
  return dense_head(stack);
}

std::shared_ptr<const Graph> alexnet_torchvision() {
  constexpr std::int64_t kHidden = 4096;
  return image_net_stack()
      .conv(64, 11, {.stride = 4, .pad = 2}).relu().max_pool(3, {.stride = 2})
      .conv(192, 5, 2).relu().max_pool(3, {.stride = 2})
      .conv(384, 3, 1).relu().conv(256, 3, 1).relu().conv(256, 3, 1).relu().max_pool(3, {.stride = 2})
      .flatten().dropout().dense(kHidden).relu().dropout().dense(kHidden).relu()
      .dense(kImageNetClasses).softmax();
}

std::shared_ptr<const Graph> zfnet() {
  // Sizes as in figure 3 of the paper: 110, 55, 26, 13, 6.
  Stack stack = image_net_stack();
  paper_lrn(stack.conv(96, 7, {.stride = 2, .pad = 1}).relu().max_pool(3, {.stride = 2, .pad = 1}));
  paper_lrn(stack.conv(256, 5, {.stride = 2}).relu().max_pool(3, {.stride = 2, .pad = 1}));
  stack.conv(384, 3, 1).relu().conv(384, 3, 1).relu().conv(256, 3, 1).relu().max_pool(3, {.stride = 2});
  return dense_head(stack);
}

std::shared_ptr<const Graph> vgg16() {
  Stack stack = image_net_stack();
  constexpr struct {
    std::int64_t maps;
    int layers;
  } kBlocks[] = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
  for (const auto& block : kBlocks) {
    for (int layer = 0; layer < block.layers; ++layer) stack.conv(block.maps, 3, 1).relu();
    stack.max_pool(2);
  }
  return dense_head(stack);
}

std::shared_ptr<const Graph> resnet18() {
  Stack stack = image_net_stack();
  stack.conv_norm(64, 7, 2).max_pool(3, {.stride = 2, .pad = 1});
  for (const std::int64_t maps : {64, 128, 256, 512}) stack.residual(maps, maps == 64 ? 1 : 2).residual(maps);
  return stack.global_average_pool().flatten().dense(kImageNetClasses).softmax();
}

std::shared_ptr<const Graph> squeezenet() {
  Stack stack = image_net_stack();
  stack.conv(64, 3, {.stride = 2}).relu().max_pool(3, {.stride = 2, .ceil = true});
  fire(fire(stack, 16, 64), 16, 64).max_pool(3, {.stride = 2, .ceil = true});
  fire(fire(stack, 32, 128), 32, 128).max_pool(3, {.stride = 2, .ceil = true});
  fire(fire(fire(fire(stack, 48, 192), 48, 192), 64, 256), 64, 256);
  return stack.dropout().conv(kImageNetClasses, 1).relu().global_average_pool().flatten().softmax();
}

}  // namespace convlens
