#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/model/run.h"

namespace convlens::app {
namespace {

constexpr std::size_t kShownClasses = 3;

struct Arguments {
  std::string model = "digits";  ///< ./run.sh classify img.png is a newcomer's first command
  std::vector<std::string> files;
  InputOptions input;
};

struct Answer {
  int label = 0;                     ///< of the first sample
  std::vector<float> probabilities;  ///< all of the batch
  std::vector<float> output;         ///< the graph's last values, all of the batch, in the graph's order
};

Answer answer(const Model& model, const Tensor<float>& input) {
  Activations activations;
  forward(model, input.view(), activations);
  const Tensor<float>& output = activations.of(model.graph->output());
  const ConstView<float> view = output.view();
  Answer result{
      .label = 0, .probabilities = class_probabilities(*model.graph, output), .output = to_nchw(view)};
  const auto first = result.probabilities.begin();
  result.label = static_cast<int>(std::max_element(first, first + class_count(model)) - first);
  return result;
}

void print_answer(const std::string& file, const Model& model, const Answer& answer) {
  std::vector<int> order(static_cast<std::size_t>(class_count(model)));
  std::iota(order.begin(), order.end(), 0);
  const auto p = [&](int index) { return answer.probabilities[static_cast<std::size_t>(index)]; };
  const std::size_t shown = std::min(kShownClasses, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                    [&](int a, int b) { return p(a) != p(b) ? p(a) > p(b) : a < b; });
  std::printf("%s: %s", file.c_str(), class_name(model, answer.label).c_str());
  for (std::size_t i = 0; i < shown; ++i)
    std::printf("%s%s %.2f %%", i == 0 ? "  (" : ", ", class_name(model, order[i]).c_str(),
                100 * static_cast<double>(p(order[i])));
  std::printf(")\n");
}

int classify(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const StopOnInterrupt interrupt;
  int code = kSuccess;
  for (const std::string& file : arguments.files) {
    if (interrupt.requested()) return stopped("the files before " + file + " are answered");
    try {
      const Answer found = answer(model, load_input(file, model, arguments.input));
      if (common.json) {
        print_json({{"file", file},
                    {"label", found.label},
                    {"class", class_name(model, found.label)},
                    {"probabilities", found.probabilities},
                    {"output", found.output}});
      } else {
        print_answer(file, model, found);
      }
    } catch (const std::exception& failure) {
      code = std::max(code, complain(failure));  // the others are answered all the same
    }
  }
  return code;
}

}  // namespace

Action declare_classify(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->capture_default_str();
  command.add_option("files", arguments->files, "images, drawings (.json, .jsonl) or inputs (.npy)")
      ->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return classify(*arguments, common); };
}

}  // namespace convlens::app
