#include <string>
#include <vector>

#include "core/kernels/dense.h"
#include "core/kernels/isa.h"
#include "core/kernels/pooling.h"
#include "core/kernels/relu.h"
#include "core/kernels/update.h"
#include "tests/bench/bench_support.h"

namespace convlens::bench {
namespace {

/// What everything else is to be compared with, measured in the same run.
void fma_peak(benchmark::State& state) {
  double peak = 0;
  for (auto _ : state) peak = kernels::fma_peak_gflops(static_cast<int>(state.range(0)));
  state.counters["GFLOP/s"] = peak;
}

enum class Pass { forward, backward_data, backward_weights };

void dense(benchmark::State& state, int in, int out, Pass pass) {
  const int batch = static_cast<int>(state.range(0));
  const std::size_t n = static_cast<std::size_t>(batch);
  AlignedVector<float> x = numbers(n * in), y = numbers(n * out),
                       w = numbers(static_cast<std::size_t>(in) * out),
                       bias = numbers(static_cast<std::size_t>(out));
  for (auto _ : state) {
    if (pass == Pass::forward)
      kernels::dense_forward(batch, in, out, x.data(), w.data(), bias.data(), y.data());
    if (pass == Pass::backward_data)
      kernels::dense_backward_data(batch, in, out, y.data(), w.data(), x.data());
    if (pass == Pass::backward_weights)
      kernels::dense_backward_weights(batch, in, out, 0, in, x.data(), y.data(), w.data());
    benchmark::ClobberMemory();
  }
  report_gflops(state, static_cast<double>(n) * static_cast<double>(w.size()));
}

void max_pool(benchmark::State& state, bool forward, int channels, int size) {
  const int batch = static_cast<int>(state.range(0));
  const kernels::PoolGeometry g{.channels = channels,
                                .in_height = size,
                                .in_width = size,
                                .out_height = size / 2,
                                .out_width = size / 2,
                                .kernel_y = 2,
                                .kernel_x = 2,
                                .stride_y = 2,
                                .stride_x = 2};
  AlignedVector<float> x = numbers(static_cast<std::size_t>(batch) * size * size * channels), y(x.size() / 4);
  std::vector<std::int32_t> switches(y.size());
  kernels::max_pool_forward(g, batch, x.data(), y.data(), switches.data());
  for (auto _ : state) {
    if (forward)
      kernels::max_pool_forward(g, batch, x.data(), y.data(), switches.data());
    else
      kernels::max_pool_backward(g, batch, y.data(), switches.data(), nullptr, x.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(x.size() * sizeof(float)));
}

void relu(benchmark::State& state, bool forward) {
  const AlignedVector<float> x = numbers(static_cast<std::size_t>(state.range(0)));
  AlignedVector<float> y(x.size());
  for (auto _ : state) {
    if (forward)
      kernels::relu_forward(x.size(), x.data(), y.data());
    else
      kernels::relu_backward(x.size(), true, false, x.data(), x.data(), y.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(x.size() * sizeof(float)));
}

void sgd(benchmark::State& state) {
  const AlignedVector<float> gradient = numbers(static_cast<std::size_t>(state.range(0)));
  AlignedVector<float> moment(gradient), weights(gradient);
  for (auto _ : state) {
    kernels::sgd_update(gradient.size(), 0.0f, 0.9f, 0.0f, gradient.data(), moment.data(), weights.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(gradient.size()));
}

void sum_four(benchmark::State& state) {
  const AlignedVector<float> chunk = numbers(static_cast<std::size_t>(state.range(0)));
  const std::vector<AlignedVector<float>> copies(4, chunk);
  std::vector<const float*> chunks;
  for (const auto& copy : copies) chunks.push_back(copy.data());
  AlignedVector<float> sum(chunk.size());
  for (auto _ : state) {
    kernels::sum_in_order(chunk.size(), chunks, sum.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(chunk.size()));
}

}  // namespace

void register_others() {
  using benchmark::RegisterBenchmark;
  RegisterBenchmark("fma_peak", fma_peak)->Arg(1)->Arg(2)->Iterations(1);
  const std::pair<const char*, Pass> passes[] = {{"forward", Pass::forward},
                                                 {"backward_data", Pass::backward_data},
                                                 {"backward_weights", Pass::backward_weights}};
  for (const auto& [name, pass] : passes)
    for (const auto& [in, out] : {std::pair{3136, 128}, std::pair{128, 10}, std::pair{400, 120}})
      RegisterBenchmark(
          ("dense_" + std::string(name) + "/" + std::to_string(in) + "x" + std::to_string(out)).c_str(),
          dense, in, out, pass)
          ->Arg(1)
          ->Arg(16)
          ->Arg(64);
  for (const bool forward : {true, false}) {
    const std::string way = forward ? "forward" : "backward";
    RegisterBenchmark(("max_pool_" + way + "/16x28").c_str(), max_pool, forward, 16, 28)->Arg(1)->Arg(16);
    RegisterBenchmark(("max_pool_" + way + "/6x28").c_str(), max_pool, forward, 6, 28)->Arg(16);
    RegisterBenchmark(("max_pool_" + way + "/32x14").c_str(), max_pool, forward, 32, 14)->Arg(1)->Arg(16);
    RegisterBenchmark(("relu_" + way).c_str(), relu, forward)->Arg(16 * 16 * 28 * 28);
  }
  constexpr int kDigitsWeights = 435'000;
  RegisterBenchmark("sgd_update", sgd)->Arg(kDigitsWeights);
  RegisterBenchmark("sum_in_order/4 chunks", sum_four)->Arg(kDigitsWeights);
}

}  // namespace convlens::bench
