#include "app/cli/model_data.h"

#include "app/cli/models.h"
#include "core/base/error.h"

namespace convlens::app {
namespace {

void require_fit(const Samples& samples, const std::string& data, const Model& model,
                 const std::string& model_word) {
  const Shape& wanted = model.graph->input_shape();
  if (samples.shape() != wanted)
    throw Error(ErrorKind::shape_mismatch, data, "pictures of " + to_string(samples.shape()),
                to_string(wanted) + " as the model " + model_word + " takes them");
  const std::size_t classes = samples.class_names().size();
  if (classes > static_cast<std::size_t>(class_count(model)))
    throw Error(ErrorKind::shape_mismatch, data, std::to_string(classes) + " classes",
                "at most the " + std::to_string(class_count(model)) + " of the model " + model_word);
}

}  // namespace

std::shared_ptr<const Samples> open_for_model(const std::string& data, Split split, const Model& model,
                                              const std::string& model_word, std::uint64_t seed,
                                              std::optional<InkSide> as_drawings) {
  const OpenOptions options{.shape = model.graph->input_shape(),
                            .class_names = model.class_names,
                            .seed = seed,
                            .as_drawings = as_drawings};
  auto samples = open_dataset(DatasetName::parse(data), split, options);
  require_fit(*samples, data, model, model_word);
  return samples;
}

}  // namespace convlens::app
