#include "core/figures/compare_side.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/figures/filters_figure.h"
#include "core/figures/maps_figure.h"
#include "core/figures/saliency_figure.h"
#include "core/figures/search_figures.h"
#include "core/model/units.h"

namespace convlens {
namespace {

constexpr std::array kKinds{
    ComparedKind{ComparedFigure::probabilities, "probabilities", false, false, false, true},
    ComparedKind{ComparedFigure::maps, "maps", true, true, false, true},
    ComparedKind{ComparedFigure::filters, "filters", true, true, false, false},
    ComparedKind{ComparedFigure::deconv, "deconv", true, true, false, true},
    ComparedKind{ComparedFigure::occlude, "occlude", false, false, true, true},
    ComparedKind{ComparedFigure::saliency, "saliency", false, false, true, true},
    ComparedKind{ComparedFigure::invert, "invert", true, false, false, true},
    ComparedKind{ComparedFigure::maximise, "maximise", true, true, false, false},
};

FigureArray probabilities_array(const Graph& graph, const Activations& activations) {
  FigureArray array{.dimensions = {}, .values = class_probabilities(graph, activations.of(graph.output()))};
  array.dimensions = {{"class", static_cast<std::int64_t>(array.values.size())}};
  return array;
}

void tell_class(CompareSide& side, const Model& model, int label) {
  side.label = label;
  side.class_name = class_name(model, label);
}

/// Each fills the side; false: stopped.
class Maker {
 public:
  Maker(const Model& model, const Activations& activations, ThreadPool& pool, std::stop_token stop,
        const ProgressCallback& progress)
      : model_(model), activations_(activations), pool_(pool), stop_(std::move(stop)), progress_(progress) {}

  bool make(CompareSide& side) const {
    const CompareQuestion& question = side.question;
    const Graph& graph = *model_.graph;
    const int node = question.layer.empty() ? -1 : graph.find(question.layer);
    if (kind_of(question.figure).takes_layer && node < 0)
      throw Error(ErrorKind::bad_value, "layer", "none", "the layer whose " + std::string(kind_of(question.figure).word) + " are compared");
    if (node >= 0) side.layer = graph.node(node).name;
    switch (question.figure) {
      case ComparedFigure::probabilities:
        side.array = probabilities_array(graph, activations_);
        return true;
      case ComparedFigure::maps:
        side.array = maps_array(activations_, node);
        return true;
      case ComparedFigure::filters:
        side.array = filters_array(filters_of(model_, node));
        return true;
      case ComparedFigure::deconv:
        return deconv(side, node);
      case ComparedFigure::occlude:
        return sweep(side, node);
      case ComparedFigure::saliency:
        return attribute(side, node);
      case ComparedFigure::invert:
        return invert_layer(side, node);
      case ComparedFigure::maximise:
        return climb(side, node);
    }
    return false;
  }

 private:
  bool deconv(CompareSide& side, int node) const {
    const CompareQuestion& question = side.question;
    if (question.unit >= 0) {
      side.array = deconv_array(project(model_, activations_, node, question.unit, question.projection));
      return true;
    }
    const Projections all = project_all(model_, activations_, node, question.projection, &pool_, stop_, progress_);
    if (all.complete) side.array = deconv_array(all);
    return all.complete;
  }

  bool sweep(CompareSide& side, int node) const {
    OcclusionOptions options = side.question.occlusion;
    options.layer = node;
    options.label = side.question.label;
    const OcclusionResult result = occlude(model_, activations_.input.view(), options, pool_, stop_, progress_);
    if (!result.complete) return false;
    side.array = occlusion_array(result, side.question.map);
    side.layer = model_.graph->node(result.layer).name;
    side.map = result.map;
    tell_class(side, model_, result.label);
    return true;
  }

  bool attribute(CompareSide& side, int node) const {
    const ExplainMethod& method = side.question.method ? *side.question.method : *find_explain_method("saliency");
    side.question.method = &method;
    AttributionOptions options;
    options.label = side.question.label;
    options.layer = node;
    const Attribution result = method.attribute(model_, activations_, options, &pool_, stop_, progress_);
    if (!result.complete) return false;
    side.array = saliency_array(method, result);
    side.layer = result.layer == kGraphInput ? std::string() : model_.graph->node(result.layer).name;
    tell_class(side, model_, result.label);
    return true;
  }

  bool invert_layer(CompareSide& side, int node) const {
    const Inversion result = invert(model_, activations_, node, side.question.inversion, stop_, progress_);
    if (stop_.stop_requested()) return false;
    side.array = inversion_array(result);
    side.error = result.error;
    return true;
  }

  bool climb(CompareSide& side, int node) const {
    const int unit = side.question.unit;
    const std::vector<int> units =
        unit >= 0 ? std::vector<int>{unit} : first_units(model_.graph->node(node).shape.channels);
    const auto found =
        maximise_units(model_, node, units, side.question.maximisation, &pool_, stop_, progress_);
    if (found.size() < units.size()) return false;
    side.array = maximisation_array(found);
    return true;
  }

  const Model& model_;
  const Activations& activations_;
  ThreadPool& pool_;
  std::stop_token stop_;
  const ProgressCallback& progress_;
};

}  // namespace

std::span<const ComparedKind> compared_kinds() { return kKinds; }

const ComparedKind& kind_of(ComparedFigure figure) { return kKinds[static_cast<std::size_t>(figure)]; }

const ComparedKind& find_compared_kind(std::string_view word) {
  std::string names;
  for (const ComparedKind& kind : kKinds) {
    if (kind.word == word) return kind;
    names += (names.empty() ? "" : ", ") + std::string(kind.word);
  }
  throw Error(ErrorKind::unknown_name, std::string(word), "no figure that can be compared", names);
}

std::string_view word_of(OcclusionMap map) {
  constexpr std::array<std::string_view, 3> kWords{"activation", "probability", "label"};
  return kWords[static_cast<std::size_t>(map)];
}

std::optional<CompareSide> compare_side(const Model& model, const Activations& activations, const CompareQuestion& question,
                                        ThreadPool& pool, std::stop_token stop, const ProgressCallback& progress) {
  CompareSide side;
  side.question = question;
  side.class_names = model.class_names;
  if (!Maker(model, activations, pool, std::move(stop), progress).make(side)) return {};
  return side;
}

}  // namespace convlens
