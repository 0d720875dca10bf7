#include "app/cli/bench_study.h"

#include <chrono>

#include "app/cli/stop_on_interrupt.h"
#include "core/data/generated.h"
#include "core/data/in_memory.h"
#include "core/explain/strongest.h"
#include "core/model/presets.h"
#include "core/study/embedding.h"
#include "core/study/probe.h"

namespace convlens::app {
namespace {

constexpr std::size_t kImages = 10'000;
constexpr const char *kPreset = "digits", *kLayer = "relu3";

template <typename Work>
double seconds(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Json measure_studies(const CommonOptions& common, bool with_probes, const StopOnInterrupt& interrupt) {
  const Model model = initialised_model(find_preset(kPreset)->build(), common.seed);
  const std::stop_token stop = interrupt.token();
  ThreadPool pool(common.threads);
  const auto digits = in_memory(generated_digits(kImages, common.seed), pool, stop);
  if (!digits) return nullptr;
  Json all;
  all["top9_all_layers"] = seconds([&] { StrongestSearch(model, *digits).run(pool, stop); });
  all["tsne"] = seconds([&] {
    const auto layer =
        embedded_layer(model, *digits, model.graph->find(kLayer), {.seed = common.seed}, pool, stop);
    if (layer) tsne_embedding(layer, {}, pool, stop);
  });
  if (with_probes)
    all["probes"] = seconds(
        [&] { probe_layers(model, *digits, *digits, {.images = kImages, .seed = common.seed}, pool, stop); });
  return all;
}

}  // namespace convlens::app
