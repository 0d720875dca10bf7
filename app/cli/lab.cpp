#include "core/study/lab.h"

#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/lab_figure.h"
#include "core/figures/lab_table.h"
#include "core/model/presets.h"
#include "core/study/variant_graph.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model = "digits", data, out;
  std::vector<std::string> variants;
  LabSettings settings;
};

/// Its structure and class names; the weights play no part.
Model base_of(const std::string& word) {
  const Preset* preset = find_preset(word);
  if (preset == nullptr) return load_model(word);
  Model model;
  model.graph = preset->build();
  return model;
}

LabSettings settings_of(const Arguments& arguments, const Model& base, const CommonOptions& common) {
  LabSettings settings = arguments.settings;
  settings.model = arguments.model;
  settings.data = arguments.data;
  settings.base = base.graph;
  settings.seed = common.seed;
  for (const std::string& text : arguments.variants) settings.variants.push_back(parse_variant(text));
  if (settings.variants.empty()) settings.variants = default_variants(*base.graph);
  return settings;
}

/// null where there is none that can be read: said, and gone on without.
std::shared_ptr<const Samples> test_split(const Arguments& arguments, const Model& base, std::uint64_t seed) {
  try {
    auto test = open_for_model(arguments.data, Split::test, base, arguments.model, seed);
    tell_notes(*test);
    return test;
  } catch (const std::exception& failure) {
    complain(failure);
    complain("the lab goes on without the accuracy on the test split");
    return nullptr;
  }
}

void report(const LabVariant& variant, int epochs, bool as_json) {
  const LabLook& look = variant.progress.looks.back();
  if (as_json) {
    std::printf("%s\n", lab_json(variant).c_str());
  } else {
    std::printf("%s, epoch %.0f of %d: loss %.5f, held out %.2f %%", to_string(variant.variant).c_str(),
                look.epochs, epochs, look.loss, 100 * look.held_out);
    if (variant.progress.test) std::printf(", test %.2f %%", 100 * *variant.progress.test);
    const DeadMaps dead = total_of(look.dead);
    std::printf(", %d of %d filters dead, %.1f s\n", dead.dead, dead.maps, look.seconds);
  }
  std::fflush(stdout);
}

int lab(const Arguments& arguments, const CommonOptions& common) {
  const Model base = base_of(arguments.model);
  const LabSettings settings = settings_of(arguments, base, common);
  const auto training = open_for_model(arguments.data, Split::training, base, arguments.model, common.seed);
  Lab lab(settings, training, test_split(arguments, base, common.seed), arguments.out, common.threads);
  if (lab.state().begun() && !common.json)
    std::printf("going on with the lab in %s, of which %.0f %% is done\n", arguments.out.c_str(),
                100 * lab.state().done());
  const StopOnInterrupt interrupt;
  ThreadPool pool(common.threads);
  ProgressBar bar("lab");
  constexpr std::size_t kParts = 1000;
  const Lab::End end = lab.run(
      pool, interrupt.token(),
      {.looked =
           [&](std::size_t i) {
             const LabVariant& variant = lab.state().variants[i];
             const std::int64_t per_epoch = variant.total_steps / settings.epochs;
             if (variant.progress.step % per_epoch != 0) return;
             bar.clear();
             report(variant, settings.epochs, common.json);
           },
       .progressed = [&](double done) { bar.show(static_cast<std::size_t>(done * kParts), kParts); }});
  bar.clear();
  save_figure(arguments.out, lab_figure(lab.state()));
  if (end == Lab::End::stopped)
    return stopped("what was trained is kept in " + arguments.out + "; the same command goes on with it");
  if (!common.json)
    for (const std::string& line : lab_lines(lab.state())) std::printf("%s\n", line.c_str());
  return kSuccess;
}

}  // namespace

Action declare_lab(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--data", arguments->data, kDataHelp)->required();
  command
      .add_option("--model", arguments->model,
                  "the base: a preset's name or an .onnx file, of which only the structure counts")
      ->capture_default_str();
  command
      .add_option("--variant", arguments->variants,
                  "changes joined by commas: window=7, stride=2, maps=0.5, without=LAYER, batch-norm=on, "
                  "dropout=0.5, "
                  "lrn=on, batch=128; as-is: none. May come several times (default: Zeiler & Fergus's set)")
      ->expected(1)
      ->take_all();
  command.add_option("--epochs", arguments->settings.epochs, "passes over the training images")
      ->capture_default_str()
      ->check(above_zero());
  command
      .add_option("--images", arguments->settings.images, "training images, the first ones (default: all)")
      ->check(above_zero());
  command
      .add_option("--out", arguments->out,
                  "folder of the lab and its figures; one that is there is gone on with")
      ->required();
  return [arguments, &common] { return lab(*arguments, common); };
}

}  // namespace convlens::app
