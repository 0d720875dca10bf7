#include <cstdio>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/inputs.h"
#include "app/cli/models.h"
#include "app/cli/number_checks.h"
#include "app/cli/number_list.h"
#include "app/cli/outputs.h"
#include "app/cli/progress_bar.h"
#include "app/cli/saliency_method.h"
#include "app/cli/stop_on_interrupt.h"
#include "core/base/error.h"
#include "core/figures/compare_figure.h"

namespace convlens::app {
namespace {

struct Arguments {
  std::string model, with_model, image, with_image, figure, layer, position, out;
  std::string rule = "deconvnet", with_rule, method = "gradient", with_method, map = "probability";
  int unit = -1, label = -1, patch = 7, stride = 1, iterations = -1;
  InputOptions input;
};

void check(const Arguments& arguments) {
  const ComparedKind& kind = find_compared_kind(arguments.figure);
  const auto refuse = [&](bool given, const char* option, const std::string& figures) {
    if (given) throw WrongUsage(std::string(option) + " is for --figure " + figures);
  };
  if (kind.takes_layer && arguments.layer.empty()) throw WrongUsage("--figure " + arguments.figure + " needs --layer");
  refuse(!kind.takes_unit && arguments.unit >= 0, "--unit", "maps, filters, deconv or maximise");
  refuse(!kind.takes_class && arguments.label >= 0, "--label", "occlude or saliency");
  refuse(kind.figure != ComparedFigure::deconv && !arguments.with_rule.empty(), "--with-rule", "deconv");
  refuse(kind.figure != ComparedFigure::saliency && !arguments.with_method.empty(), "--with-method", "saliency");
  if (arguments.image.empty() && kind.takes_picture)
    throw WrongUsage("--figure " + arguments.figure + " needs --image");
  if (arguments.with_model.empty() && arguments.with_image.empty() && arguments.with_rule.empty() && arguments.with_method.empty())
    throw WrongUsage("nothing to compare with; give --with-model, --with-image, --with-rule or --with-method");
}

CompareQuestion question_of(const Arguments& arguments, const CommonOptions& common, bool second) {
  CompareQuestion question{.figure = find_compared_kind(arguments.figure).figure, .layer = arguments.layer, .unit = arguments.unit};
  if (arguments.label >= 0) question.label = arguments.label;
  question.projection.rule = parse_rule(second && !arguments.with_rule.empty() ? arguments.with_rule : arguments.rule);
  if (!arguments.position.empty()) question.projection.position = parse_position(arguments.position);
  question.method = &saliency_method(second && !arguments.with_method.empty() ? arguments.with_method : arguments.method);
  for (const OcclusionMap map : {OcclusionMap::activation, OcclusionMap::probability, OcclusionMap::label})
    if (word_of(map) == arguments.map) question.map = map;
  question.occlusion.patch = arguments.patch;
  question.occlusion.stride = arguments.stride;
  question.inversion.seed = question.maximisation.seed = common.seed;
  if (arguments.iterations >= 0)
    question.inversion.iterations = question.maximisation.iterations = arguments.iterations;
  return question;
}

/// Without a picture (not every figure needs one) nothing runs.
Activations run_of(const Model& model, const std::string& image, const InputOptions& options, ThreadPool& pool) {
  Activations activations;
  if (!image.empty()) forward(model, load_picture(image, model, options).view(), activations, {.pool = &pool});
  return activations;
}

int compare_two(const Arguments& arguments, const CommonOptions& common) {
  check(arguments);
  const Model first = load_model(arguments.model);
  const Model other = arguments.with_model.empty() ? Model() : load_model(arguments.with_model);
  const Model& second = arguments.with_model.empty() ? first : other;
  const std::string& image = arguments.with_image.empty() ? arguments.image : arguments.with_image;

  const StopOnInterrupt interrupt;
  ProgressBar bar("compare");
  ThreadPool pool(common.threads);
  const auto side_of = [&](const Model& model, const Activations& run, const CompareQuestion& question) {
    return compare_side(model, run, question, pool, interrupt.token(), bar.callback());
  };
  auto a = side_of(first, run_of(first, arguments.image, arguments.input, pool), question_of(arguments, common, false));
  if (!a) return stopped("nothing was saved");
  CompareQuestion question = question_of(arguments, common, true);
  if (!question.label) question.label = a->label;  // the same class on both sides
  auto b = side_of(second, run_of(second, image, arguments.input, pool), question);
  bar.clear();
  if (!b) return stopped("nothing was saved");
  const Comparison comparison = compare(std::move(*a), std::move(*b));
  save_figure(arguments.out, compare_figure(comparison, arguments.unit));
  if (common.json) {
    std::printf("%s", compare_json(comparison, arguments.unit).c_str());
    return kSuccess;
  }
  const Difference& numbers = comparison.numbers;
  if (comparison.a.array.classes)
    std::printf("the class differs at %.4g %% of the places", 100 * numbers.differing);
  else
    std::printf("largest difference %.6g, relative L2 %.6g, cosine %.6g, rank correlation %.6g", numbers.largest,
                numbers.relative_l2, numbers.cosine, numbers.rank_correlation);
  std::printf("; saved in %s (a.npy, b.npy, difference.npy, compare.png, .svg, .json)\n",
              arguments.out.c_str());
  return kSuccess;
}

}  // namespace

Action declare_compare(CLI::App& command, const CommonOptions& common) {
  auto arguments = std::make_shared<Arguments>();
  command.add_option("--model", arguments->model, "A's: a preset's name or an .onnx file")->required();
  command.add_option("--with-model", arguments->with_model, "B's (default: the same)");
  command.add_option("--image", arguments->image, "A's: an image, a drawing or an .npy");
  command.add_option("--with-image", arguments->with_image, "B's (default: the same)");
  std::vector<std::string> figures;
  for (const ComparedKind& kind : compared_kinds()) figures.emplace_back(kind.word);
  command.add_option("--figure", arguments->figure, "what is compared")->required()->check(CLI::IsMember(figures));
  command.add_option("--layer", arguments->layer, "a layer of both, as info names it");
  command.add_option("--unit", arguments->unit, "one map, filter or unit of the layer (default: all)")->check(zero_or_more());
  command.add_option("--position", arguments->position, "deconv: Y,X in the map (default: each side's strongest position)");
  command.add_option("--rule", arguments->rule, "deconv: A's rule")->capture_default_str()->check(CLI::IsMember({"deconvnet", "guided", "gradient"}));
  command.add_option("--with-rule", arguments->with_rule, "deconv: B's rule (default: the same)")
      ->check(CLI::IsMember({"deconvnet", "guided", "gradient"}));
  command.add_option("--method", arguments->method, "saliency: A's method")->capture_default_str()->check(CLI::IsMember(saliency_words()));
  command.add_option("--with-method", arguments->with_method, "saliency: B's method (default: the same)")
      ->check(CLI::IsMember(saliency_words()));
  command.add_option("--map", arguments->map, "occlude: which of the sweep's maps")
      ->capture_default_str()
      ->check(CLI::IsMember({"activation", "probability", "label"}));
  command.add_option("--label", arguments->label, "a class, an index (default: the one that A predicts, for both)")->check(zero_or_more());
  command.add_option("--patch", arguments->patch, "occlude: side of the square, pixels")->capture_default_str()->check(above_zero());
  command.add_option("--stride", arguments->stride, "occlude: pixels from one position to the next")->capture_default_str()->check(above_zero());
  command
      .add_option("--iterations", arguments->iterations,
                  "invert, maximise: steps of the search (default: their own commands' one)")
      ->check(zero_or_more());
  command
      .add_option("--out", arguments->out,
                  "folder for a.npy, b.npy, difference.npy, compare.png, .svg and .json")
      ->required();
  add_input_options(command, arguments->input);
  return [arguments, &common] { return compare_two(*arguments, common); };
}

}  // namespace convlens::app
