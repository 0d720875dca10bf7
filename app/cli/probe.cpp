#include "core/study/probe.h"

#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/probe_figure.h"
#include "core/study/layer_values.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, data, out;
  ProbeOptions options;
};

void report(const Model& model, const ProbeResult& result, bool as_json) {
  if (as_json) {
    for (const LayerProbe& layer : result.layers) std::printf("%s\n", probe_json(model, layer).c_str());
    return;
  }
  std::printf("%-16s %9s %10s %12s %12s\n", "layer", "features", "linear", "neighbours", "svm");
  for (const LayerProbe& layer : result.layers)
    std::printf("%-16s %9zu %8.2f %% %10.2f %% %10.2f %%\n", layer_name(*model.graph, layer.node).c_str(), layer.features,
                100 * layer.linear, 100 * layer.neighbours, 100 * layer.support_vectors);
  std::printf("linear: %zu training images, %zu test images; the others: %zu and %zu\n", result.images,
              result.test_images, result.subset, result.subset_test);
}

int probe(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  ProbeOptions options = arguments.options;
  options.seed = common.seed;
  const auto training = open_for_model(arguments.data, Split::training, model, arguments.model, common.seed);
  const auto test = open_for_model(arguments.data, Split::test, model, arguments.model, common.seed);
  tell_notes(*test);
  const StopOnInterrupt interrupt;
  ProgressBar bar("probe");
  ThreadPool pool(common.threads);
  const ProbeResult result = probe_layers(model, *training, *test, options, pool, interrupt.token(), bar.callback());
  bar.clear();
  if (!result.complete) return stopped("there is no result");
  if (!arguments.out.empty()) save_figure(arguments.out, probe_figure(model, result, options));
  report(model, result, common.json);
  return kSuccess;
}

}  // namespace

Action declare_probe(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--data", arguments->data, kDataHelp)->required();
  command.add_option("--images", arguments->options.images, "training images of the linear classifier")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--epochs", arguments->options.epochs, "walks through them")->capture_default_str()->check(above_zero());
  command.add_option("--subset", arguments->options.subset, "images of each split for the other two classifiers")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--neighbours", arguments->options.neighbours, "how many vote")->capture_default_str()->check(above_zero());
  command.add_option("--out", arguments->out, "folder for probe.json, .npy and .png (default: none is written)");
  return [arguments, &common] { return probe(*arguments, common); };
}

}  // namespace convlens::app
