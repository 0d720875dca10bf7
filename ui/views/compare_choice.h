#pragma once
#include <QString>

#include <vector>

#include "core/figures/compare_side.h"
#include "ui/network_name.h"

namespace convlens::ui {

/// What the user chose for one side of a comparison.
struct CompareChoice {
  enum class From { live, kept, sample };
  enum class Weights { window, kept, before_training, file };

  From from = From::live;
  int sample = 0;  ///< of the data set's test split
  Weights weights = Weights::window;
  QString file;    ///< of an .onnx
  BackwardRule rule = BackwardRule::deconvnet;
  const ExplainMethod* method = find_explain_method("saliency");
  friend bool operator==(const CompareChoice&, const CompareChoice&) = default;
};

/// What can be chosen at the moment.
struct CompareOffer {
  bool kept = false, before_training = false;  ///< whether there is such a thing
  bool input = true;                           ///< whether the figure depends on the input
  bool rules = false, methods = false;         ///< whether it has those
  std::vector<ShippedNetwork> networks = {};   ///< besides the window's
  QString data = {};                           ///< the data set that samples come from, by its title
  friend bool operator==(const CompareOffer&, const CompareOffer&) = default;
};

}  // namespace convlens::ui
