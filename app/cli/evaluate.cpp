#include "core/training/evaluate.h"

#include <cstdio>
#include <memory>
#include <utility>

#include "app/cli/command.h"
#include "app/cli/json_line.h"
#include "app/cli/model_data.h"
#include "app/cli/models.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/figures/confusion_figure.h"

namespace convlens::app {
namespace {

constexpr int kWidestMatrix = 25;  // classes; a wider table does not fit any terminal

struct Arguments {
  std::string model, data, as = "pixels", ink = "auto", out;
};

std::shared_ptr<const Samples> open_test_split(const Arguments& arguments, const Model& model,
                                               std::uint64_t seed) {
  std::optional<InkSide> ink;
  if (arguments.as == "drawings") ink = parse_ink_side(arguments.ink);
  return open_for_model(arguments.data, Split::test, model, arguments.model, seed, ink);
}

double part(int count, int of) { return of == 0 ? 0.0 : static_cast<double>(count) / of; }

void print_classes(const Evaluation& result, const Model& model) {
  const std::size_t classes = result.confusion.size();
  std::printf("\n%-20s %8s %9s %10s\n", "class", "count", "recall", "precision");
  for (std::size_t c = 0; c < classes; ++c) {
    int of_class = 0, answered = 0;
    for (std::size_t other = 0; other < classes; ++other) {
      of_class += result.confusion[c][other];
      answered += result.confusion[other][c];
    }
    const int right = result.confusion[c][c];
    std::printf("%-20s %8d %7.2f %% %8.2f %%\n", class_name(model, static_cast<int>(c)).c_str(), of_class,
                100 * part(right, of_class), 100 * part(right, answered));
  }
}

void print_matrix(const Evaluation& result, const Model& model) {
  const int classes = static_cast<int>(result.confusion.size());
  if (classes > kWidestMatrix) {
    std::printf("\nconfusion matrix: %d classes are too many to print; --json holds it\n", classes);
    return;
  }
  std::printf("\nconfusion (rows: true class, columns: predicted)\n%-12s", "");
  for (int c = 0; c < classes; ++c) std::printf(" %6.6s", class_name(model, c).c_str());
  std::printf("\n");
  for (int row = 0; row < classes; ++row) {
    std::printf("%-12.12s", class_name(model, row).c_str());
    for (const int count : result.confusion[static_cast<std::size_t>(row)]) std::printf(" %6d", count);
    std::printf("\n");
  }
}

Json as_json(const Evaluation& result) {
  Json wrong = Json::array();
  for (const Evaluation::Wrong& w : result.wrong)
    wrong.push_back({{"index", w.index}, {"label", w.label}, {"predicted", w.predicted}, {"p", w.p}});
  Json object;
  object["accuracy"] = result.accuracy();
  object["count"] = result.count;
  object["ece"] = result.calibration_error;
  if (result.no_class) object["no_class"] = *result.no_class;
  object["confusion"] = result.confusion;
  object["wrong"] = std::move(wrong);
  return object;
}

int evaluate_model(const Arguments& arguments, const CommonOptions& common) {
  const Model model = load_model(arguments.model);
  const auto samples = open_test_split(arguments, model, common.seed);
  tell_notes(*samples);
  const StopOnInterrupt interrupt;
  ProgressBar bar("evaluate");
  ThreadPool pool(common.threads);
  const auto result = evaluate(model, *samples, pool, interrupt.token(), bar.callback());
  bar.clear();
  if (!result) return stopped("there is no result");
  if (!arguments.out.empty()) {
    std::vector<Misread> misread;
    for (const Evaluation::Wrong& w : result->wrong) misread.push_back({w.index, w.label, w.predicted, w.p});
    save_figure(arguments.out,
                confusion_figure(model, *samples, arguments.data, result->confusion, std::move(misread)));
  }
  if (common.json) {
    print_json(as_json(*result));
    return kSuccess;
  }
  std::printf("accuracy %.2f %%: %zu of %zu right; mean loss %.5f\n", 100 * result->accuracy(),
              result->correct, result->count, result->mean_loss);
  std::printf("expected calibration error %.2f %%\n", 100 * result->calibration_error);
  if (result->no_class)
    std::printf("taken for none of the classes: %zu (%.2f %%)\n", *result->no_class,
                100 * part(static_cast<int>(*result->no_class), static_cast<int>(result->count)));
  print_classes(*result, model);
  print_matrix(*result, model);
  return kSuccess;
}

}  // namespace

Action declare_evaluate(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "a preset's name or an .onnx file")->required();
  command.add_option("--data", arguments->data, kDataHelp)->required();
  command
      .add_option("--as", arguments->as,
                  "drawings: images go through the draw pad's preprocessing (scans and photographs)")
      ->capture_default_str()
      ->check(CLI::IsMember({"pixels", "drawings"}));
  command.add_option("--ink", arguments->ink, "with --as drawings: what is ink")
      ->capture_default_str()
      ->check(CLI::IsMember({"dark", "light", "auto"}));
  command.add_option("--out", arguments->out,
                     "folder for confusion.png, .svg, .npy and .json (default: none is written)");
  return [arguments, &common] { return evaluate_model(*arguments, common); };
}

}  // namespace convlens::app
