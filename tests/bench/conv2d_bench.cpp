#include <string>

#include "core/kernels/conv2d_dense.h"
#include "core/kernels/conv2d_sparse.h"
#include "tests/bench/bench_support.h"

namespace convlens::bench {
namespace {

struct Shape {
  const char* name;
  kernels::Conv2dGeometry g;
};

kernels::Conv2dGeometry square(int in, int out, int size, int kernel, int padding, int stride = 1) {
  const int after = (size + 2 * padding - kernel) / stride + 1;
  return {.in_channels = in,
          .in_height = size,
          .in_width = size,
          .out_channels = out,
          .out_height = after,
          .out_width = after,
          .kernel_y = kernel,
          .kernel_x = kernel,
          .stride_y = stride,
          .stride_x = stride,
          .pad_top = padding,
          .pad_left = padding};
}

constexpr int kEverything = 100;

const Shape kShapes[] = {
    {"digits_conv1", square(1, 16, 28, 5, 2)},       {"digits_conv2", square(16, 32, 14, 5, 2)},
    {"digits_conv3", square(32, 64, 7, 3, 1)},       {"lenet5_conv1", square(1, 6, 28, 5, 2)},
    {"lenet5_conv2", square(6, 16, 14, 5, 0)},       {"tinyvgg_conv1", square(3, 10, 64, 3, 0)},
    {"tinyvgg_conv2", square(10, 10, 62, 3, 0)},     {"cifar_16_32", square(16, 16, 32, 3, 1)},
    {"cifar_64_16", square(64, 64, 16, 3, 1)},       {"cifar_64_128_8", square(64, 128, 8, 3, 1)},
    {"vgg_64_56", square(64, 64, 56, 3, 1)},
    {"alexnet_conv1", square(3, 64, 224, 11, 2, 4)},
};

enum class Pass { forward, backward_data, backward_weights };

/// Second argument: per cent of the values that are not zero; 100 measures the kernels that multiply everything.
/// Products with zeros and with the padding count, too: that is how everyone counts.
void run(benchmark::State& state, const kernels::Conv2dGeometry& g, Pass pass) {
  namespace k = kernels;
  const int batch = static_cast<int>(state.range(0)), percent = static_cast<int>(state.range(1));
  const bool skip = percent < kEverything;
  const std::size_t n = static_cast<std::size_t>(batch);
  AlignedVector<float> x = numbers(n * g.in_height * g.in_width * g.in_channels);
  AlignedVector<float> y = numbers(n * g.out_height * g.out_width * g.out_channels);
  AlignedVector<float> w =
      numbers(static_cast<std::size_t>(g.kernel_y) * g.kernel_x * g.in_channels * g.out_channels);
  AlignedVector<float> bias = numbers(static_cast<std::size_t>(g.out_channels));
  if (skip) keep_some(pass == Pass::forward ? x : y, percent);
  for (auto _ : state) {
    if (pass == Pass::forward)
      (skip ? k::sparse::conv2d_forward : k::dense::conv2d_forward)(g, batch, x.data(), w.data(), bias.data(),
                                                                    y.data());
    if (pass == Pass::backward_data)
      (skip ? k::sparse::conv2d_backward_data : k::dense::conv2d_backward_data)(g, batch, y.data(), w.data(),
                                                                                x.data());
    if (pass == Pass::backward_weights)
      (skip ? k::sparse::conv2d_backward_weights : k::dense::conv2d_backward_weights)(g, batch, x.data(),
                                                                                      y.data(), w.data());
    benchmark::ClobberMemory();
  }
  report_gflops(state, static_cast<double>(n) * g.out_height * g.out_width * static_cast<double>(w.size()));
}

}  // namespace

void register_conv2d() {
  const std::pair<const char*, Pass> passes[] = {{"forward", Pass::forward},
                                                 {"backward_data", Pass::backward_data},
                                                 {"backward_weights", Pass::backward_weights}};
  for (const Shape& shape : kShapes)
    for (const auto& [name, pass] : passes)
      benchmark::RegisterBenchmark((std::string("conv2d_") + name + "/" + shape.name).c_str(), run, shape.g,
                                   pass)
          ->ArgsProduct({{1, 16}, {kEverything, 70, 50, 30, 15}});
}

}  // namespace convlens::bench
