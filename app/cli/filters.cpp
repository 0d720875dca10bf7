#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "core/figures/filters_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, layer, out;
};

int save_filters(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const int node = find_convolution(*model.graph, arguments.layer);
  save_figure(arguments.out, filters_figure(model, node));
  const Filters filters = filters_of(model, node);
  if (common.json) {
    print_json({{"layer", arguments.layer},
                {"shape", {filters.out, filters.in, filters.height, filters.width}},
                {"files", {"filters.npy", "filters.png", "filters.svg"}}});
  } else {
    std::printf("%s: %d filters of %dx%dx%d in %s (filters.png, .svg, .npy)\n", arguments.layer.c_str(),
                filters.out, filters.in, filters.height, filters.width, arguments.out.c_str());
  }
  return kSuccess;
}

}  // namespace

Action declare_filters(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--layer", arguments->layer, "a convolution, as info names it")->required();
  command.add_option("--out", arguments->out, "folder for filters.png, .svg and .npy")->required();
  return [arguments, &common] { return save_filters(*arguments, common); };
}

}  // namespace convlens::app
