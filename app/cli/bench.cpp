#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>

#include "app/cli/bench_explain.h"
#include "app/cli/bench_study.h"
#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/random.h"
#include "core/explain/occlusion.h"
#include "core/kernels/isa.h"
#include "core/model/presets.h"
#include "core/training/trainer.h"

namespace convlens::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kSecondsPerMeasure = 2.0;
constexpr int kWarmUp = 3;
constexpr std::size_t kPictures = 2048;
constexpr int kBatch = 64;
constexpr int kClasses = 10;
constexpr std::size_t kMostLatencies = 2000;
constexpr int kOcclusionRounds = 3;
// Pictures of this side at most: training and covering photographs takes minutes.
constexpr int kLargestTrained = 64;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Random pictures: reading them costs what reading MNIST costs.
std::shared_ptr<const Samples> random_pictures(const Shape& shape, std::uint64_t seed) {
  std::vector<std::uint8_t> pixels(kPictures * shape.size());
  Random random(seed, RandomPurpose::test);
  for (std::uint8_t& pixel : pixels) pixel = static_cast<std::uint8_t>(random.below(256));
  std::vector<std::int32_t> labels(kPictures);
  for (std::size_t i = 0; i < kPictures; ++i) labels[i] = static_cast<std::int32_t>(i % kClasses);
  std::vector<std::string> names;
  for (int c = 0; c < kClasses; ++c) names.push_back(std::to_string(c));
  return std::make_shared<StoredSamples>(shape, std::move(pixels), std::move(labels), std::move(names));
}

/// Floating-point operations of one image's training: two a multiply-add, once forward, once for the weights'
/// gradients, and once for the inputs' but in the first layer that has weights, where nobody asks for them.
double training_flops(const Graph& graph) {
  double flops = 0;
  bool first = true;
  for (const Node& node : graph.nodes()) {
    const double multiply_adds = static_cast<double>(node.layer->multiply_adds(node.input_shapes));
    if (multiply_adds == 0) continue;
    flops += 2 * multiply_adds * (first ? 2 : 3);
    first = first && node.parameters.empty();
  }
  return flops;
}

Json measure_training(const Preset& preset, const CommonOptions& common, const StopOnInterrupt& interrupt) {
  const auto graph = preset.build();
  TrainingOptions options{.epochs = 1000000,
                          .batch = kBatch,
                          .optimizer = {},
                          .schedule = Schedule::constant,
                          .augment = {},
                          .seed = common.seed,
                          .threads = common.threads};
  options.optimizer.learning_rate = 0.001f;
  Trainer trainer(initialised_model(graph, common.seed), random_pictures(graph->input_shape(), common.seed),
                  options);
  for (int i = 0; i < kWarmUp; ++i) trainer.step();
  const auto start = Clock::now();
  std::int64_t images = 0;
  while (seconds_since(start) < kSecondsPerMeasure && !interrupt.requested()) images += trainer.step().count;
  const double rate = static_cast<double>(images) / seconds_since(start);
  return {{"images_per_second", rate}, {"gflops", rate * training_flops(*graph) * 1e-9}};
}

struct Picture {
  Model model;
  Tensor<float> input;

  Picture(const Preset& preset, std::uint64_t seed) : model(initialised_model(preset.build(), seed)) {
    input.resize(1, model.graph->input_shape());
    Random random(seed, RandomPurpose::test);
    for (float& value : input.values()) value = random.uniform();
  }
};

/// One picture through the network: what the answer to the pen waits for.
Json measure_latency(const Preset& preset, const CommonOptions& common, const StopOnInterrupt& interrupt) {
  const Picture picture(preset, common.seed);
  const Tensor<float>& input = picture.input;
  ThreadPool pool(common.threads);
  const ForwardOptions shared{.pool = &pool};
  Activations activations;
  std::vector<double> microseconds;
  for (int i = 0; i < kWarmUp; ++i) forward(picture.model, input.view(), activations, shared);
  const auto begin = Clock::now();
  while (microseconds.size() < kMostLatencies && seconds_since(begin) < kSecondsPerMeasure &&
         !interrupt.requested()) {
    const auto start = Clock::now();
    forward(picture.model, input.view(), activations, shared);
    microseconds.push_back(1e6 * seconds_since(start));
  }
  if (microseconds.empty()) return nullptr;
  std::sort(microseconds.begin(), microseconds.end());
  const auto quantile = [&](double q) {
    return microseconds[static_cast<std::size_t>(q * static_cast<double>(microseconds.size() - 1))];
  };
  return {{"median", quantile(0.5)}, {"p99", quantile(0.99)}};
}

/// Milliseconds of the default sweep (patch 7, stride 1, centred), the best of a few.
Json measure_occlusion(const Preset& preset, const CommonOptions& common, const StopOnInterrupt& interrupt) {
  const Picture picture(preset, common.seed);
  const Tensor<float>& input = picture.input;
  ThreadPool pool(common.threads);
  double best = INFINITY;
  for (int i = 0; i < kOcclusionRounds && !interrupt.requested(); ++i) {
    const auto start = Clock::now();
    const auto result = occlude(picture.model, input.view(), {}, pool, interrupt.token());
    if (result.complete) best = std::min(best, 1e3 * seconds_since(start));
  }
  return best;
}

void print_prose(const Json& all) {
  std::printf("instruction set %s, %d threads, peak %.1f GFLOP/s\n", all["isa"].get<std::string>().c_str(),
              all["threads"].get<int>(), all["fma_peak_gflops"].get<double>());
  for (const auto& [name, training] : all["training"].items())
    std::printf("training %-19s %8.0f images/s, %.1f GFLOP/s\n", name.c_str(),
                training["images_per_second"].get<double>(), training["gflops"].get<double>());
  for (const auto& [name, latency] : all["latency_us"].items())
    std::printf("latency  %-19s %8.0f us median, %.0f us at the 99th percentile\n", name.c_str(),
                latency["median"].get<double>(), latency["p99"].get<double>());
  for (const auto& [name, sweep] : all["occlusion_ms"].items())
    std::printf("occlusion %-18s %8.1f ms a sweep\n", name.c_str(), sweep.get<double>());
  for (const auto& [name, methods] : all["explain_ms"].items())
    for (const auto& [method, milliseconds] : methods.items())
      std::printf("%s of %s: %.2f ms\n", method.c_str(), name.c_str(), milliseconds.get<double>());
  for (const auto& [study, seconds] : all["study_seconds"].items())
    std::printf("study %-22s %8.2f s\n", study.c_str(), seconds.get<double>());
}

struct Arguments {
  bool probes = false;
  std::vector<std::string> presets;  ///< none: all
};

int bench(const Arguments& arguments, const CommonOptions& common) {
  const StopOnInterrupt interrupt;
  const int threads = ThreadPool(common.threads).threads();
  Json all;
  all["isa"] = kernels::instruction_set();
  all["threads"] = threads;
  all["fma_peak_gflops"] = kernels::fma_peak_gflops(threads);
  ProgressBar bar("bench");
  std::size_t done = 0;
  const std::vector<std::string>& only = arguments.presets;
  const std::size_t total = (only.empty() ? presets().size() : only.size()) + 1;
  for (const Preset& preset : presets()) {
    const std::string name(preset.name);
    if (!only.empty() && std::ranges::find(only, name) == only.end()) continue;
    all["latency_us"][name] = measure_latency(preset, common, interrupt);
    if (preset.build()->input_shape().height <= kLargestTrained) {
      all["training"][name] = measure_training(preset, common, interrupt);
      all["occlusion_ms"][name] = measure_occlusion(preset, common, interrupt);
      const Picture picture(preset, common.seed);
      all["explain_ms"][name] = measure_explanations(picture.model, picture.input, common.threads, interrupt);
    }
    bar.show(++done, total);
    if (interrupt.requested()) return stopped("there is no result");
  }
  all["study_seconds"] = measure_studies(common, arguments.probes, interrupt);
  if (interrupt.requested()) return stopped("there is no result");
  bar.clear();
  if (common.json)
    print_json(all);
  else
    print_prose(all);
  return kSuccess;
}

}  // namespace

Action declare_bench(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_flag("--probes", arguments->probes, "time the probes of all layers, too, which takes a minute or so");
  std::vector<std::string> names;
  for (const Preset& preset : presets()) names.emplace_back(preset.name);
  command.add_option("--preset", arguments->presets, "measure these presets only (default: all)")->check(CLI::IsMember(names));
  return [arguments, &common] { return bench(*arguments, common); };
}

}  // namespace convlens::app
