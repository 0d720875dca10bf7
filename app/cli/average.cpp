#include "core/training/model_average.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/data/mixed.h"
#include "core/formats/onnx.h"
#include "core/model/for_inference.h"
#include "core/model/no_class.h"
#include "core/training/calibrate.h"

namespace convlens::app {
namespace {

constexpr int kFewestModels = 2;

struct Arguments {
  std::vector<std::string> models;
  std::filesystem::path out;
  std::string data;
  int hold_out = 0;
};

/// Each network's confidence was set for its own weights; the mean's is set anew. False: stopped.
bool set_confidence(Model& model, const Arguments& arguments, const CommonOptions& common) {
  const auto samples =
      open_for_model(arguments.data, Split::training, model, arguments.models.back(), common.seed);
  tell_notes(*samples);
  const auto held_out = part_of(samples, arguments.hold_out, Part::held_out);
  const StopOnInterrupt interrupt;
  ThreadPool pool(common.threads);
  const auto found = measure_calibration(model, *held_out, pool, interrupt.token());
  if (!found) return false;
  apply_calibration(model, *found, no_class_threshold(model).has_value());
  return true;
}

int average(const Arguments& arguments, const CommonOptions& common) {
  require_onnx_name(arguments.out);
  require_writable(arguments.out);
  std::vector<Model> models;
  for (const std::string& word : arguments.models) models.push_back(for_inference(load_model(word)));
  Model mean = average_of(models);
  if (!arguments.data.empty() && !set_confidence(mean, arguments, common)) return stopped("nothing was saved");
  save_onnx(arguments.out, mean);
  if (common.json)
    print_json({{"models", arguments.models}, {"file", arguments.out.string()}});
  else
    std::printf("saved %s, the mean of %zu networks\n", arguments.out.c_str(), models.size());
  return kSuccess;
}

}  // namespace

Action declare_average(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command
      .add_option("models", arguments->models,
                  "two or more networks of the same layers, .onnx files or presets that ship trained: moments of one "
                  "training, or one that went on from another")
      ->required()
      ->expected(kFewestModels, CLI::detail::expected_max_vector_size);
  command.add_option("--out", arguments->out, "the mean, an .onnx file; batch norm is folded, dropout left out")
      ->required();
  auto* data = command.add_option("--data", arguments->data, "set the mean's confidence by held-out images of: " +
                                                                 std::string(kDataHelp));
  auto* hold_out = command
                       .add_option("--hold-out", arguments->hold_out,
                                   "every Nth image, which train --hold-out kept from training")
                       ->check(CLI::Range(2, 1000000));
  data->needs(hold_out);
  hold_out->needs(data);
  return [arguments, &common] { return average(*arguments, common); };
}

}  // namespace convlens::app
