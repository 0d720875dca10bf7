#include "core/explain/attribution.h"

#include <algorithm>
#include <string>

#include "core/base/error.h"

namespace convlens {

int explained_label(const Graph& graph, const Activations& activations, std::optional<int> label) {
  const Tensor<float>& scores = activations.of(graph.logits());
  if (scores.batch() != 1)
    throw Error(ErrorKind::bad_value, "activations", "a batch of " + std::to_string(scores.batch()),
                "the run of one image");
  const int classes = static_cast<int>(scores.size());
  if (label && (*label < 0 || *label >= classes))
    throw Error(ErrorKind::bad_value, "label", std::to_string(*label), "0 to " + std::to_string(classes - 1));
  if (label) return *label;
  const auto values = scores.values();
  return static_cast<int>(std::max_element(values.begin(), values.end()) - values.begin());
}

double score_of(const Graph& graph, const Activations& activations, int label, int sample) {
  return static_cast<double>(activations.of(graph.logits()).view().sample(sample)[label]);
}

Tensor<float> score_seed(const Graph& graph, int label, int batch) {
  Tensor<float> seed(batch, graph.shape_of(graph.logits()));
  seed.fill(0.0f);
  for (int n = 0; n < batch; ++n) seed.view().sample(n)[label] = 1.0f;
  return seed;
}

}  // namespace convlens
