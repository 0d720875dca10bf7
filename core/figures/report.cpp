#include "core/figures/report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <numeric>
#include <utility>

#include "core/explain/classical.h"
#include "core/figures/classical_figure.h"
#include "core/figures/deconv_figure.h"
#include "core/figures/deletion_figure.h"
#include "core/figures/filters_figure.h"
#include "core/figures/html_page.h"
#include "core/figures/invariance_figure.h"
#include "core/figures/maps_figure.h"
#include "core/figures/occlusion_figure.h"
#include "core/figures/saliency_figure.h"
#include "core/figures/sanity_figure.h"
#include "core/figures/search_figures.h"
#include "core/model/units.h"

namespace convlens {
namespace {

/// A layer of more maps than this has only its strongest ones reconstructed and maximised: a page is read by people.
constexpr int kMostUnits = 64;
/// A convolution of more kernels than this is left to the command of its own, for the same reason.
constexpr int kMostKernels = 1024;
/// How finely a chapter's progress is told.
constexpr std::size_t kStepsOfChapter = 100;

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

/// The chapters of one report, one after another.
class Writer {
 public:
  Writer(const Model& model, const Activations& run, const ReportOptions& options, ThreadPool& pool, std::stop_token stop)
      : model_(model), graph_(*model.graph), run_(run), options_(options), pool_(pool), stop_(std::move(stop)),
        page_(options.title) {}

  std::string write(const ProgressCallback& progress) {
    const std::array<std::function<void()>, 10> chapters = {
        [this] { answer(); },    [this] { layers(); },        [this] { filters(); },   [this] { reconstruction(); },
        [this] { occlusion(); }, [this] { saliency_maps(); }, [this] { inversion(); }, [this] { ideal(); },
        [this] { movements(); }, [this] { sanity(); }};
    for (std::size_t chapter = 0; chapter < chapters.size(); ++chapter) {
      if (progress)
        tell_ = [&progress, chapter, total = chapters.size()](std::size_t steps) {
          progress(chapter * kStepsOfChapter + steps, total * kStepsOfChapter);
        };
      done(0);
      chapters[chapter]();
      if (stop_.stop_requested()) return {};
      done(kStepsOfChapter);
    }
    page_.section("How this page was made", "");
    page_.note("By ConvLens. Each figure is the same that the command of its chapter writes for this picture, with its default "
               "settings, to the last bit: maps, filters, classical, deconv, occlude, saliency, invert, maximise, "
               "invariance, sanity.");
    return std::move(page_).take();
  }

 private:
  void done(std::size_t steps) const {
    if (tell_) tell_(steps);
  }
  /// For one of several equal parts of a chapter, counted from 0.
  ProgressCallback part(std::size_t index = 0, std::size_t parts = 1) const {
    return [this, index, parts](std::size_t now, std::size_t total) {
      if (total > 0) done((index * kStepsOfChapter + now * kStepsOfChapter / total) / parts);
    };
  }

  void chapter(const char* method_name) {
    const ExplainMethod& method = *find_explain_method(method_name);
    page_.section(std::string(method.title), std::string(method.summary) + ". (" + std::string(method.source) + ")");
    page_.note(std::string(method.caveat));
  }

  void answer() {
    page_.section("The picture and the answer", "");
    page_.pictures(maps_figure(graph_, run_, kGraphInput, LayerStems(graph_)));
    const std::vector<float> probabilities = class_probabilities(graph_, run_.of(graph_.output()));
    std::vector<int> order(probabilities.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return probabilities[static_cast<std::size_t>(a)] > probabilities[static_cast<std::size_t>(b)];
    });
    constexpr std::size_t kMostClasses = 10;
    std::vector<std::vector<std::string>> rows{{"class", "probability", "score"}};
    for (std::size_t i = 0; i < std::min(kMostClasses, order.size()); ++i)
      rows.push_back({class_name(model_, order[i]), number(static_cast<double>(probabilities[static_cast<std::size_t>(order[i])])),
                      number(score_of(graph_, run_, order[i]))});
    page_.table(rows);
  }

  void layers() {
    page_.section("The layers and their maps", "What every layer makes of the picture; each sheet has one colour scale.");
    std::vector<std::vector<std::string>> rows{{"layer", "kind", "shape", "parameters", "sees (pixels)"}};
    for (int i = 0; i < graph_.size(); ++i) {
      const Node& node = graph_.node(i);
      std::size_t parameters = 0;
      for (const ParameterSlot& slot : node.parameters) parameters += slot.size;
      const ReceptiveField field = receptive_field(graph_, i);
      rows.push_back({node.name, std::string(node.layer->kind()), to_string(node.shape), std::to_string(parameters),
                      std::to_string(field.height) + "x" + std::to_string(field.width)});
    }
    page_.table(rows);
    const LayerStems stems(graph_);
    for (int i = 0; i < graph_.size() && !stop_.stop_requested(); ++i) {
      page_.begin_fold(graph_.node(i).name);
      page_.pictures(maps_figure(graph_, run_, i, stems));
      page_.end_fold();
      part()(static_cast<std::size_t>(i), static_cast<std::size_t>(graph_.size()));
    }
  }

  void filters() {
    page_.section("The filters", "What each convolution multiplies the values below with; each sheet has one colour scale.");
    bool compared = false;
    for (int i = 0; i < graph_.size() && !stop_.stop_requested(); ++i) {
      if (graph_.node(i).layer->kind() != "conv2d") continue;
      const Filters kernels = filters_of(model_, i);
      if (kernels.out * kernels.in <= kMostKernels) {
        page_.begin_fold(graph_.node(i).name);
        page_.pictures(filters_figure(model_, i));
        page_.end_fold();
      } else {
        page_.note(graph_.node(i).name + " has " + std::to_string(kernels.out) + " x " + std::to_string(kernels.in) +
                   " kernels, too many for a page: convlens filters writes them.");
      }
      // Later layers do not look at pixels: there a textbook's filter says little.
      if (std::exchange(compared, true)) continue;
      if (classical_kernels(kernels.height, kernels.width).empty()) continue;
      page_.note("The picture under the filters of the textbooks, and what frequencies each learned filter of the first "
                 "convolution lets pass (the middle of a tile: slow changes; its border: fine detail).");
      page_.pictures(classical_figure(model_, i, chw_of(run_.input), Tables::none, stop_));
    }
  }

  int main_layer() const {
    const int layer = graph_.last_convolution_activation();
    return layer == kGraphInput ? graph_.logits() : layer;
  }

  void reconstruction() {
    const int layer = main_layer();
    const int units = graph_.node(layer).shape.channels;
    constexpr std::array kRules = {"deconvnet", "guided", "gradient"};
    for (std::size_t i = 0; i < kRules.size(); ++i) {
      const char* rule = kRules[i];
      part(i, kRules.size())(0, 1);
      chapter(rule);
      const ProjectionOptions walk{.rule = parse_rule(rule)};
      if (units > kMostUnits) {
        const int unit = strongest_unit(layer);
        page_.pictures(deconv_figure(model_, layer, unit, project(model_, run_, layer, unit, walk), walk));
        continue;
      }
      const Projections all = project_all(model_, run_, layer, walk, &pool_, stop_);
      if (!all.complete) return;
      std::vector<int> names(static_cast<std::size_t>(units));
      std::iota(names.begin(), names.end(), 0);
      page_.pictures(deconv_figure(model_, layer, names, all, walk));
    }
  }

  int strongest_unit(int layer) const {
    const auto values = run_.of(layer).values();
    return static_cast<int>((std::max_element(values.begin(), values.end()) - values.begin()) %
                            graph_.node(layer).shape.channels);
  }

  void occlusion() {
    const OcclusionOptions square;
    const ConstView<float> input = run_.input.view();
    const OcclusionResult sweep = occlude(model_, input, square, pool_, stop_, part(0, 3));
    if (!sweep.complete) return;
    const auto covered = [&](bool in_map_order, std::size_t index) {
      return deletion_curve(model_, input, sweep, square, in_map_order, options_.seed, pool_, stop_, part(index, 3));
    };
    const DeletionCurve curve = covered(true, 1), random = covered(false, 2);
    if (!curve.complete || !random.complete) return;
    chapter("occlusion");
    page_.pictures(occlusion_figure(model_, sweep, square));
    chapter("deletion");
    page_.pictures(deletion_figure(model_, sweep.label, curve, random));
    page_.note("Mean probability over the covered area: " + number(curve.mean) + ", in a random order " + number(random.mean) + ".");
  }

  void saliency_maps() {
    constexpr std::array kNames = {"saliency", "grad-cam", "integrated-gradients"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      const char* name = kNames[i];
      const ExplainMethod& method = *find_explain_method(name);
      const AttributionOptions defaults;
      if (std::string_view(name) == "grad-cam" && !has_maps(graph_.last_convolution_activation())) continue;
      const Attribution map = method.attribute(model_, run_, defaults, &pool_, stop_, part(i, kNames.size()));
      if (!map.complete) return;
      chapter(name);
      page_.pictures(saliency_figure(model_, method, map, defaults));
    }
  }

  bool has_maps(int node) const { return node >= 0 && !graph_.shape_of(node).is_vector(); }

  void inversion() {
    InversionOptions search;
    search.seed = options_.seed;
    if (options_.iterations >= 0) search.iterations = options_.iterations;
    const Inversions all = invert_layers(model_, run_, layers_worth_inverting(graph_), search, &pool_, stop_, part());
    if (stop_.stop_requested()) return;
    chapter("inversion");
    page_.pictures(inversion_figure(model_, all, search));
  }

  void ideal() {
    MaximisationOptions search;
    search.seed = options_.seed;
    if (options_.iterations >= 0) search.iterations = options_.iterations;
    const int classes = std::min(kMostUnits, graph_.node(graph_.logits()).shape.channels);
    const std::vector<int> units = first_units(classes);
    chapter("maximisation");
    const std::vector<Maximisation> all =
        maximise_units(model_, graph_.logits(), units, search, &pool_, stop_, part());
    if (!stop_.stop_requested()) page_.pictures(maximisation_figure(model_, all, search));
  }

  void movements() {
    page_.section("Shifted, scaled, turned",
                  "How far each layer's answer moves, and what becomes of the class's probability, when the picture is "
                  "moved. (Zeiler & Fergus 2014, figure 5)");
    constexpr std::array kAll = {Transformation::shift_x, Transformation::shift_y, Transformation::scale,
                                 Transformation::rotate};
    for (std::size_t i = 0; i < kAll.size(); ++i) {
      const InvarianceCurves curves = invariance(model_, run_, kAll[i], usual_amounts(kAll[i], graph_.input_shape()), {},
                                                 pool_, stop_, part(i, kAll.size()));
      if (!curves.complete) return;
      page_.note(std::string(name_of(kAll[i])));
      page_.pictures(invariance_figure(model_, curves));
    }
  }

  void sanity() {
    chapter("sanity");
    SanityOptions check;
    check.seed = options_.seed;
    constexpr std::array kNames = {"saliency", "integrated-gradients", "deconvnet", "guided"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      const SanityCheck result =
          check_sanity(model_, run_, *find_explain_method(kNames[i]), check, pool_, stop_, part(i, kNames.size()));
      if (result.complete) page_.pictures(sanity_figure(model_, result, check));
    }
  }

  const Model& model_;
  const Graph& graph_;
  const Activations& run_;
  const ReportOptions& options_;
  ThreadPool& pool_;
  std::stop_token stop_;
  std::function<void(std::size_t steps)> tell_;  ///< of the chapter being written; may be empty
  HtmlPage page_;
};

}  // namespace

std::string report_title(const std::string& picture, const std::string& network) {
  return picture + " as " + network + " sees it";
}

std::string report(const Model& model, const Activations& activations, const ReportOptions& options, ThreadPool& pool,
                   std::stop_token stop, const ProgressCallback& progress) {
  return Writer(model, activations, options, pool, std::move(stop)).write(progress);
}

}  // namespace convlens
