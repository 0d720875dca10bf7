#include <torch/torch.h>

#include <chrono>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "tests/bench/libtorch/training.h"

namespace convlens::bench {
namespace {

namespace nn = torch::nn;
constexpr int kBatches = 16;

nn::AnyModule module_of(const Node& node) {
  const Attributes attributes = node.layer->attributes();
  const std::string_view kind = node.layer->kind();
  const Shape& in = node.input_shapes[0];
  if (kind == "conv2d") {
    const WindowAttributes w(attributes);
    return nn::AnyModule(
        nn::Conv2d(nn::Conv2dOptions(in.channels, node.shape.channels, {w.kernel[0], w.kernel[1]})
                       .stride({w.stride[0], w.stride[1]})
                       .padding({w.pads[0], w.pads[1]})));
  }
  if (kind == "relu") return nn::AnyModule(nn::ReLU());
  if (kind == "max_pool") {
    const WindowAttributes w(attributes);
    return nn::AnyModule(
        nn::MaxPool2d(nn::MaxPool2dOptions({w.kernel[0], w.kernel[1]}).stride({w.stride[0], w.stride[1]})));
  }
  if (kind == "flatten") return nn::AnyModule(nn::Flatten());
  if (kind == "dense") return nn::AnyModule(nn::Linear(in.channels, node.shape.channels));
  throw Error(ErrorKind::not_supported, node.name, std::string(kind), "a layer that LibTorch has, too");
}

/// Without what prepares the pictures and without the softmax, which the loss has inside.
nn::Sequential network(const Graph& graph) {
  nn::Sequential net;
  for (const Node& node : graph.nodes())
    if (node.layer->kind() != "normalise" && node.layer->kind() != "softmax") net->push_back(module_of(node));
  return net;
}

/// SGD with momentum over all parameters at once.
class FusedSgd {
 public:
  explicit FusedSgd(std::vector<torch::Tensor> parameters) : parameters_(std::move(parameters)) {
    for (const torch::Tensor& p : parameters_) moments_.push_back(torch::zeros_like(p));
  }
  void step() {
    const torch::NoGradGuard guard;
    std::vector<torch::Tensor> gradients;
    for (torch::Tensor& p : parameters_) gradients.push_back(p.grad());
    at::_foreach_mul_(moments_, static_cast<double>(kMomentum));
    at::_foreach_add_(moments_, gradients, 1);
    at::_foreach_add_(parameters_, moments_, -static_cast<double>(kLearningRate));
    for (torch::Tensor& p : parameters_) p.mutable_grad() = torch::Tensor();
  }

 private:
  std::vector<torch::Tensor> parameters_, moments_;
};

}  // namespace

double torch_training(const Preset& preset, int threads, double seconds, bool tuned) {
  torch::set_num_threads(threads);
  torch::manual_seed(1);
  const auto graph = preset.build();
  const Shape& in = graph->input_shape();
  nn::Sequential net = network(*graph);
  torch::Tensor x = torch::randn({kBatches * kBatch, in.channels, in.height, in.width});
  const torch::Tensor labels = torch::randint(kClasses, {kBatches * kBatch}, torch::kLong);
  if (tuned) {
    for (torch::Tensor& p : net->parameters())
      if (p.dim() == 4) p.set_data(p.contiguous(torch::MemoryFormat::ChannelsLast));
    x = x.contiguous(torch::MemoryFormat::ChannelsLast);
  }
  FusedSgd fused(net->parameters());
  torch::optim::SGD plain(net->parameters(), torch::optim::SGDOptions(kLearningRate).momentum(kMomentum));
  std::int64_t steps = 0;
  const auto step = [&] {
    const std::int64_t first = steps++ % kBatches * kBatch;
    if (!tuned) net->zero_grad(true);
    nn::functional::cross_entropy(net->forward(x.narrow(0, first, kBatch)), labels.narrow(0, first, kBatch))
        .backward();
    tuned ? fused.step() : static_cast<void>(plain.step());
  };
  for (int i = 0; i < kWarmUp; ++i) step();
  steps = 0;
  const auto start = std::chrono::steady_clock::now();
  const auto passed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  while (passed() < seconds) step();
  return static_cast<double>(steps * kBatch) / passed();
}

}  // namespace convlens::bench
