#pragma once
#include <QString>
#include <optional>

#include "core/data/samples.h"
#include "core/training/evaluate.h"
#include "ui/confusion_cell.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// One network's answers to one data set's test split, as far as they have come. Immutable once handed over.
struct DataEvaluation {
  QString word;  ///< the data set's
  std::shared_ptr<const Model> model;
  std::shared_ptr<const Samples> samples;   ///< opened for the model, in memory
  std::vector<ClassAnswer> answers;         ///< one a picture
  std::vector<std::vector<int>> confusion;  ///< [true class][predicted class], of what has been answered
  std::size_t done = 0, correct = 0;

  std::size_t total() const { return samples->size(); }
  bool complete() const { return done == total(); }
  double accuracy() const { return done == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(done); }
  bool shapes_fit() const { return samples->shape() == model->graph->input_shape(); }
  /// Whether the network has an output for each class of the data; -> evaluated only if both fit.
  bool classes_fit() const { return samples->class_names().size() <= network_classes(); }
  std::size_t network_classes() const { return model->graph->node(model->graph->output()).shape.size(); }
  /// Names for all of the network's classes: the data set's, else the network's, else their numbers.
  QString class_name(int index) const;
};
using DataEvaluationPtr = std::shared_ptr<const DataEvaluation>;

/// The test split of a data set, for a kind of network. Throws open_dataset's errors.
std::shared_ptr<const Samples> open_test_split(const QString& word, const Model& model);
/// Whether what was opened for one network serves the other as well.
bool opens_alike(const Model& a, const Model& b);
/// One picture of a data set.
std::shared_ptr<const Tensor<float>> sample_pixels(const Samples& samples, int index);

/// A job whose results, partial ones too, are DataEvaluation. `earlier`: its samples are used again where they are the
/// same data set opened for the same kind of network; may be null.
ViewJob evaluation_job(const QString& word, std::shared_ptr<const Model> model, const DataEvaluationPtr& earlier);

enum class WhichPictures { wrong_first, only_wrong, all };
enum class PictureOrder { surest_first, least_sure_first };

struct PictureFilter {
  int class_index = -1;  ///< true class; -1: all
  WhichPictures which = WhichPictures::wrong_first;
  PictureOrder order = PictureOrder::surest_first;
  std::optional<ConfusionCell> cell = std::nullopt;  ///< only these, whatever the other two say
  friend bool operator==(const PictureFilter&, const PictureFilter&) = default;
};
/// Indices of the answered pictures that the filter lets through, in its order; equally sure ones in the data set's.
std::vector<int> filtered_pictures(const DataEvaluation& evaluation, const PictureFilter& filter);

}  // namespace convlens::ui
