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
  std::string model, data, out, layer;
  ProbeOptions options;
  bool epochs_given = false;
};

/// Of so few images many walks are needed, and with one layer they cost little.
constexpr int kEpochsOfOneLayer = 40;

/// One layer's classifiers and the network on the same images.
void report_side_by_side(const Model& model, const ProbeResult& result, const ProbeOptions& options, bool as_json) {
  if (as_json) {
    std::printf("%s\n", side_by_side_json(model, result).c_str());
    return;
  }
  const LayerProbe& layer = result.layers.front();
  std::printf("%zu values of %s; the same %zu training and %zu test images for all\n", layer.features,
              layer_name(*model.graph, layer.node).c_str(), result.images, result.test_images);
  const auto line = [](const std::string& name, double accuracy) {
    std::printf("%-32s %7.2f %%\n", name.c_str(), 100 * accuracy);
  };
  if (result.network)
    line("the network itself", *result.network);
  else
    std::printf("%-32s %9s\n", "the network itself", "other classes");
  line("logistic regression", layer.linear);
  line(std::to_string(options.neighbours) + " nearest neighbours", layer.neighbours);
  line("linear support vector machine", layer.support_vectors);
}

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
  if (result.network) std::printf("the network itself: %.2f %% of all test images\n", 100 * *result.network);
}

int probe(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  ProbeOptions options = arguments.options;
  options.seed = common.seed;
  if (!arguments.layer.empty()) {
    options.layer = find_layer(*model.graph, arguments.layer);
    if (!arguments.epochs_given) options.epochs = kEpochsOfOneLayer;
  }
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
  if (options.layer)
    report_side_by_side(model, result, options, common.json);
  else
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
  const CLI::Option* epochs = command.add_option("--epochs", arguments->options.epochs, "walks through them")
                                  ->capture_default_str()
                                  ->check(above_zero());
  command.add_option("--subset", arguments->options.subset, "images of each split for the other two classifiers")
      ->capture_default_str()
      ->check(above_zero());
  command.add_option("--neighbours", arguments->options.neighbours, "how many vote")->capture_default_str()->check(above_zero());
  command.add_option("--layer", arguments->layer,
                     "this layer only, or input: the network and the three classifiers side by side, learning from "
                     "and answering the same --subset images of each split (and 40 epochs)");
  command.add_option("--out", arguments->out,
                     "folder for probe.json, .npy, .png and .svg (default: none is written)");
  return [arguments, epochs, &common] {
    arguments->epochs_given = epochs->count() > 0;
    return probe(*arguments, common);
  };
}

}  // namespace convlens::app
