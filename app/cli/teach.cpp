#include "core/study/teach.h"

#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "app/cli/transfer.h"
#include "app/error_text.h"
#include "app/resources.h"
#include "core/base/error.h"
#include "core/data/ink_strokes.h"
#include "core/data/own_drawings.h"
#include "core/figures/teach_figure.h"
#include "core/formats/onnx.h"
#include "core/model/convolutions.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, drawings = own_drawings_file(), data, out, figures, layer;
  TeachOptions options;
  bool test = false;
};

std::vector<Drawing> drawings_of(const std::string& file) {
  if (!std::filesystem::exists(file)) throw Error(ErrorKind::file_missing, file);
  if (std::filesystem::is_directory(file)) {
    PictureDrawings found = drawings_of_pictures(file);
    tell_notes(found.notes);
    if (found.drawings.empty()) throw Error(ErrorKind::empty_image, file, "no digit in its pictures");
    return std::move(found.drawings);
  }
  OwnDrawings own = read_own_drawings(file);
  for (const Error& broken : own.broken) complain(error_text(broken));
  if (own.drawings.empty()) throw Error(ErrorKind::empty_image, file, "no drawing with a label from 0 to 9");
  return std::move(own.drawings);
}

int figure_convolution(const Graph& graph, const std::string& layer) {
  if (!layer.empty()) return find_convolution(graph, layer);
  for (int i = 0; i < graph.size(); ++i)
    if (graph.node(i).layer->kind() == "conv2d") return i;
  throw Error(ErrorKind::not_supported, "--figures", "a network without convolutions",
              "one that has filters");
}

void print_tally(const char* what, const Tally& tally) {
  if (tally.count == 0) return;
  const auto part = [&](std::size_t right) {
    return 100.0 * static_cast<double>(right) / static_cast<double>(tally.count);
  };
  std::printf("%-34s %7.2f %% -> %6.2f %%  (%zu -> %zu of %zu)\n", what, part(tally.before),
              part(tally.after), tally.before, tally.after, tally.count);
}

void report(const TeachResult& result, const Arguments& arguments, bool as_json) {
  if (as_json) {
    std::printf("%s\n", teach_json(result, arguments.options, arguments.data).c_str());
    return;
  }
  std::printf("read rightly, before -> after\n");
  print_tally("own drawings that were taught", tally_of(result, false));
  print_tally("own drawings that were left out", tally_of(result, true));
  print_tally("held out of the original data", result.held_out);
  std::printf("taught with %zu pictures of %s, each drawing %zu times\n", result.pictures,
              arguments.data.c_str(), result.repeats);
  print_moves(result.layers);
}

/// The test split, which nothing here has looked at; false: stopped.
bool print_test(const TeachResult& result, const Arguments& arguments, const CommonOptions& common,
                std::stop_token stop) {
  const auto samples =
      open_for_model(arguments.data, Split::test, *result.after, arguments.model, common.seed);
  tell_notes(*samples);
  ThreadPool pool(common.threads);
  ProgressBar bar("test");
  Tally tally{.count = samples->size()};
  for (const auto& [model, right] :
       {std::pair(result.before, &tally.before), std::pair(result.after, &tally.after)}) {
    const auto evaluation = evaluate(*model, *samples, pool, stop, bar.callback());
    if (!evaluation) return false;
    *right = evaluation->correct;
  }
  bar.clear();
  if (common.json)
    std::printf("{\"test\": {\"count\": %zu, \"before\": %zu, \"after\": %zu}}\n", tally.count, tally.before,
                tally.after);
  else
    print_tally("test split", tally);
  return true;
}

int teach_command(const Arguments& arguments, const CommonOptions& common) {
  require_onnx_name(arguments.out);
  if (!arguments.layer.empty() && arguments.figures.empty())
    throw WrongUsage("--layer: it says of which layer there shall be a figure; add --figures DIR");
  require_writable(arguments.out);
  const std::vector<Drawing> drawings = drawings_of(arguments.drawings);
  const auto model = std::make_shared<const Model>(load_model(arguments.model));
  const int convolution = arguments.figures.empty() ? -1 : figure_convolution(*model->graph, arguments.layer);
  const auto original = open_for_model(arguments.data, Split::training, *model, arguments.model, common.seed);
  tell_notes(*original);
  TeachOptions options = arguments.options;
  options.seed = common.seed;
  options.threads = common.threads;
  const StopOnInterrupt interrupt;
  ProgressBar bar("teach");
  const auto result =
      teach(model, drawings, original, arguments.data, options, interrupt.token(), bar.callback());
  bar.clear();
  if (!result) return stopped("nothing was saved");
  save_onnx(arguments.out, *result->after);
  if (!arguments.figures.empty())
    save_figure(arguments.figures, teach_figure(*result, options, arguments.data, convolution));
  Arguments told = arguments;
  told.options = options;
  report(*result, told, common.json);
  if (arguments.test && !print_test(*result, arguments, common, interrupt.token()))
    return stopped("the taught network is saved in " + arguments.out);
  if (!common.json) std::printf("saved %s\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_teach(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option(
      "--drawings", arguments->drawings,
      "your labelled drawings, JSON lines, or a folder of photographed digits with subfolders 0 to 9 "
      "(default: those that the window keeps)");
  command
      .add_option("--data", arguments->data,
                  std::string("the original data, so that it is not forgotten: ") + kDataHelp)
      ->required();
  command.add_option("--out", arguments->out, "the taught model, an .onnx file")->required();
  command.add_option("--freeze", arguments->options.freeze, "keep all layers up to this one as they are");
  command
      .add_option("--leave-out", arguments->options.leave_out,
                  "do not teach every Nth drawing: tells how others of your hand are read; 0: teach all")
      ->check(zero_or_more());
  command.add_flag("--test", arguments->test, "print the accuracy on the test split as well");
  command.add_option("--figures", arguments->figures,
                     "folder for teach.json, the pictures and the arrays (default: none)");
  command.add_option("--layer", arguments->layer,
                     "the convolution whose filters the figures show (default: the first)");
  return [arguments, &common] { return teach_command(*arguments, common); };
}

}  // namespace convlens::app
