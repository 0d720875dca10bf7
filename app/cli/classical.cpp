#include "core/explain/classical.h"

#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "core/figures/classical_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, layer, image, out;
  InputOptions input;
};

void print_table(const Model& model, int node) {
  const Filters filters = filters_of(model, node);
  const std::vector<ClassicalKernel> classical = classical_kernels(filters.height, filters.width);
  const auto area = static_cast<std::size_t>(filters.height) * static_cast<std::size_t>(filters.width);
  std::printf("%-8s %-8s %-12s %8s  %s\n", "filter", "channel", "most like", "cosine", "passes");
  for (std::size_t i = 0; i * area < filters.values.size(); ++i) {
    const auto kernel = std::span(filters.values).subspan(i * area, area);
    const KernelLikeness like = most_like(kernel, classical);
    const auto channels = static_cast<std::size_t>(filters.in);
    std::printf("%-8zu %-8zu %-12s %8.4f  %s\n", i / channels, i % channels,
                classical[static_cast<std::size_t>(like.kernel)].name.c_str(), like.cosine,
                pass_band_name(pass_band(frequency_response(kernel, filters.height, filters.width))).c_str());
  }
}

int compare(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const int node = find_convolution(*model.graph, arguments.layer);
  std::vector<float> picture;
  if (!arguments.image.empty()) picture = chw_of(load_picture(arguments.image, model, arguments.input));
  const FigureFiles files = classical_figure(model, node, picture);
  if (!arguments.out.empty()) save_figure(arguments.out, files);
  if (common.json)
    for (const std::string& line : classical_lines(model, node)) std::printf("%s\n", line.c_str());
  else
    print_table(model, node);
  return kSuccess;
}

}  // namespace

Action declare_classical(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--layer", arguments->layer, "a convolution, as info names it")->required();
  command.add_option("--image", arguments->image, "a picture to show under each classical filter");
  command.add_option("--out", arguments->out, "folder for the figures (default: none is written)");
  add_input_options(command, arguments->input);
  return [arguments, &common] { return compare(*arguments, common); };
}

}  // namespace convlens::app
