#pragma once
#include <QString>

#include "core/explain/strongest_pictures.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// What excites one network's maps most in one data set's test split, as far as the search has come.
struct StrongestOfData {
  QString word;  ///< the data set's
  std::shared_ptr<const Model> model;
  std::shared_ptr<const Samples> samples;  ///< opened for the model, in memory
  StrongestPatches patches;

  bool fits() const { return samples->shape() == model->graph->input_shape(); }
};
using StrongestPtr = std::shared_ptr<const StrongestOfData>;

/// A job whose results, partial ones too, are StrongestOfData: from the index that is kept, else by a search.
/// `earlier`: as in evaluation_job.
ViewJob strongest_job(const QString& word, std::shared_ptr<const Model> model, const StrongestPtr& earlier);

/// Some units of a layer.
struct StrongestPictures {
  StrongestPtr source;
  int layer = 0;
  PatchPictures pictures;
};
/// Each unit's strongest patch alone.
ViewJob overview_job(const StrongestPtr& source, int layer, int units);
/// All patches of one unit, and their projections.
ViewJob unit_job(const StrongestPtr& source, int layer, int unit);

}  // namespace convlens::ui
