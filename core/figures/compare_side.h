#pragma once
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/explain/inversion.h"
#include "core/explain/maximisation.h"
#include "core/explain/registry.h"
#include "core/figures/deconv_figure.h"
#include "core/figures/occlusion_figure.h"

namespace convlens {

/// The figures of which two can be laid side by side.
enum class ComparedFigure { probabilities, maps, filters, deconv, occlude, saliency, invert, maximise };

struct ComparedKind {
  ComparedFigure figure;
  std::string_view word;  ///< as the command line takes it
  bool takes_layer;       ///< a layer has to be named
  bool takes_unit;        ///< one of the layer's units can be
  bool takes_class;       ///< it is about the score or the probability of a class
  bool takes_picture;     ///< it depends on one; else on the network alone
};
std::span<const ComparedKind> compared_kinds();
const ComparedKind& kind_of(ComparedFigure figure);
/// Throws Error(unknown_name).
const ComparedKind& find_compared_kind(std::string_view word);
/// "activation", "probability" or "label": the names of the sweep's files.
std::string_view word_of(OcclusionMap map);

/// What one side shows. Each figure takes what concerns it; the defaults are those of its own command.
struct CompareQuestion {
  ComparedFigure figure = ComparedFigure::probabilities;
  std::string layer = {};           ///< its name; empty for Grad-CAM and occlude: their usual one
  int unit = -1;  ///< deconv, maximise: -1, each of the layer's (deconv: from its own strongest position)
  std::optional<int> label = {};    ///< none: the one that this side predicts
  ProjectionOptions projection = {};
  const ExplainMethod* method = nullptr;  ///< saliency: one that has `attribute`; none: the gradient
  OcclusionMap map = OcclusionMap::probability;
  OcclusionOptions occlusion = {};  ///< layer and label are taken from above
  InversionOptions inversion = {};
  MaximisationOptions maximisation = {};
};

/// One side's figure, and what came out beside the numbers.
struct CompareSide {
  CompareQuestion question;
  FigureArray array;
  std::string layer;                   ///< that was looked at, where one was
  std::optional<int> label;            ///< that was looked at, where one was
  std::string class_name;
  std::optional<int> map;              ///< occlude: the one whose activations were summed
  std::optional<double> error;         ///< invert: the normalised error
  std::vector<std::string> class_names;  ///< the model's; empty where it has none
};

/// The very numbers that the figure's own command saves of this model and this run of one picture. None when stopped.
/// Throws Error(unknown_name) for a layer that the model does not have, Error(bad_value) for a unit, a label or a kind
/// of layer that will not do. The same with any number of threads.
std::optional<CompareSide> compare_side(const Model& model, const Activations& activations, const CompareQuestion& question,
                                        ThreadPool& pool, std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
