#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/json_line.h"
#include "app/cli/models.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/error.h"
#include "core/model/no_class.h"
#include "core/model/run.h"
#include "core/training/read_digits.h"

namespace convlens::app {
namespace {

constexpr std::size_t kShownClasses = 3;

struct Arguments {
  std::string model = "digits";  ///< ./run.sh classify img.png is a newcomer's first command
  std::vector<std::string> files;
  InputOptions input;
  bool several = false;
};

struct Answer {
  int label = 0;                     ///< of the first sample
  bool no_class = false;             ///< whether the model's own rule says that it shows none of the classes
  std::vector<float> probabilities;  ///< all of the batch
  std::vector<float> output;         ///< the graph's last values, all of the batch, in the graph's order
};

Answer answer(const Model& model, const Tensor<float>& input, ThreadPool& pool) {
  Activations activations;
  forward(model, input.view(), activations, {.pool = &pool});
  const Tensor<float>& output = activations.of(model.graph->output());
  const ConstView<float> view = output.view();
  Answer result{.label = 0,
                .no_class = false,
                .probabilities = class_probabilities(*model.graph, output),
                .output = to_nchw(view)};
  const auto first = result.probabilities.begin();
  result.label = static_cast<int>(std::max_element(first, first + class_count(model)) - first);
  result.no_class = shows_no_class(
      model, std::span(result.probabilities).first(static_cast<std::size_t>(class_count(model))));
  return result;
}

void print_answer(const std::string& file, const Model& model, const Answer& answer) {
  std::vector<int> order(static_cast<std::size_t>(class_count(model)));
  std::iota(order.begin(), order.end(), 0);
  const auto p = [&](int index) { return answer.probabilities[static_cast<std::size_t>(index)]; };
  const std::size_t shown = std::min(kShownClasses, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                    [&](int a, int b) { return p(a) != p(b) ? p(a) > p(b) : a < b; });
  std::printf("%s: ", file.c_str());
  if (answer.no_class) std::printf("none of the classes, I think; at most ");
  std::printf("%s", class_name(model, answer.label).c_str());
  for (std::size_t i = 0; i < shown; ++i)
    std::printf("%s%s %.2f %%", i == 0 ? "  (" : ", ", class_name(model, order[i]).c_str(),
                100 * static_cast<double>(p(order[i])));
  std::printf(")\n");
}

void print_several(const std::string& file, const Model& model, const std::vector<ReadDigit>& digits,
                   bool as_json) {
  if (as_json) {
    Json list = Json::array();
    for (const ReadDigit& digit : digits) {
      Json object{{"box", {digit.x, digit.y, digit.width, digit.height}},
                  {"label", digit.label},
                  {"class", class_name(model, digit.label)},
                  {"probabilities", digit.probabilities}};
      if (no_class_threshold(model)) object["no_class"] = digit.no_class;
      list.push_back(std::move(object));
    }
    print_json({{"file", file}, {"digits", std::move(list)}});
    return;
  }
  std::printf("%s:", file.c_str());
  for (const ReadDigit& digit : digits)
    std::printf(" %s", digit.no_class ? "?" : class_name(model, digit.label).c_str());
  std::printf("\n");
  for (const ReadDigit& digit : digits)
    std::printf("  %d x %d at (%d, %d): %s %.2f %%\n", digit.width, digit.height, digit.x, digit.y,
                class_name(model, digit.label).c_str(),
                100 * static_cast<double>(digit.probabilities[static_cast<std::size_t>(digit.label)]));
}

void classify_several(const std::string& file, const Model& model, const Arguments& arguments, bool as_json) {
  const auto digits = read_digits(model, read_image(file), parse_ink_side(arguments.input.ink));
  if (digits.empty()) throw Error(ErrorKind::empty_image, file);
  print_several(file, model, digits, as_json);
}

int classify(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  ThreadPool pool(common.threads);
  const StopOnInterrupt interrupt;
  int code = kSuccess;
  for (const std::string& file : arguments.files) {
    if (interrupt.requested()) return stopped("the files before " + file + " are answered");
    try {
      if (arguments.several) {
        classify_several(file, model, arguments, common.json);
        continue;
      }
      const Answer found = answer(model, load_input(file, model, arguments.input), pool);
      if (common.json) {
        Json object{{"file", file},
                    {"label", found.label},
                    {"class", class_name(model, found.label)},
                    {"probabilities", found.probabilities},
                    {"output", found.output}};
        if (no_class_threshold(model)) object["no_class"] = found.no_class;
        print_json(object);
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
  command.add_flag("--several", arguments->several,
                   "an image holds several digits: found, read one by one, and told with their boxes");
  return [arguments, &common] { return classify(*arguments, common); };
}

}  // namespace convlens::app
