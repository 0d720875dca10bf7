#include "core/figures/report.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/file.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, image, title, out;
  int iterations = -1;
  InputOptions input;
};

int write_report(const Arguments& arguments, const CommonOptions& common) {
  require_writable(arguments.out);
  const Model model = load_model(arguments.model);
  const Tensor<float> input = load_picture(arguments.image, model, arguments.input);
  Activations activations;
  ThreadPool pool(common.threads);
  forward(model, input.view(), activations, {.pool = &pool});

  const StopOnInterrupt interrupt;
  ProgressBar bar("report");
  const ReportOptions options{
      .title = !arguments.title.empty()
                   ? arguments.title
                   : report_title(std::filesystem::path(arguments.image).filename().string(),
                                  std::filesystem::path(arguments.model).filename().string()),
      .seed = common.seed,
      .iterations = arguments.iterations};
  const std::string page = report(model, activations, options, pool, interrupt.token(), bar.callback());
  bar.clear();
  if (page.empty()) return stopped("nothing was saved");
  write_file(arguments.out, page);
  if (common.json)
    print_json({{"file", arguments.out}, {"bytes", page.size()}});
  else
    std::printf("saved as %s\n", arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_report(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--image", arguments->image, "an image, a drawing or an .npy")->required();
  command
      .add_option("--iterations", arguments->iterations,
                  "steps of each search (default: as invert and maximise)")
      ->check(zero_or_more());
  command.add_option("--title", arguments->title,
                     "the page's heading (default: the image's and the network's names)");
  command.add_option("--out", arguments->out, "the page, an .html file")->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return write_report(*arguments, common); };
}

}  // namespace convlens::app
