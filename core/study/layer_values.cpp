#include "core/study/layer_values.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "core/base/error.h"

namespace convlens {
namespace {

constexpr std::size_t kBatch = 16;  // all activations of so many are kept by each thread
constexpr const char* kInputName = "input";

}  // namespace

void SampleRun::run(const Model& model, const Samples& samples, std::span<const std::uint32_t> indices) {
  input.resize(static_cast<int>(indices.size()), samples.shape());
  labels.clear();
  for (std::size_t n = 0; n < indices.size(); ++n) {
    samples.read(indices[n], 0, input.samples(static_cast<int>(n), 1).values());
    labels.push_back(samples.label(indices[n]));
  }
  if (!indices.empty()) forward(model, std::as_const(input).view(), activations);
}

std::string layer_name(const Graph& graph, int node) {
  return node == kGraphInput ? kInputName : graph.node(node).name;
}

int find_layer(const Graph& graph, const std::string& name) {
  // A network may have a node of that name.
  return name == kInputName && graph.find_or(name, kGraphInput) == kGraphInput ? kGraphInput
                                                                               : graph.find(name);
}

void require_pictures(const Model& model, const Samples& samples) {
  if (samples.shape() != model.graph->input_shape())
    throw Error(ErrorKind::shape_mismatch, "the model's input", to_string(samples.shape()),
                to_string(model.graph->input_shape()));
  if (samples.size() == 0) throw Error(ErrorKind::no_data, "data set", "no images", "at least one image");
}

std::int32_t SampleRun::predicted(const Graph& graph, std::size_t sample) const {
  const Tensor<float>& output = activations.of(graph.output());
  const std::size_t classes = output.shape().size();
  const float* row = output.data() + sample * classes;
  return static_cast<std::int32_t>(std::max_element(row, row + classes) - row);
}

std::optional<LayerValues> layer_values(const Model& model, const Samples& samples,
                                        std::span<const std::uint32_t> indices, int node, ThreadPool& pool,
                                        const std::stop_token& stop, const ProgressCallback& progress) {
  require_pictures(model, samples);
  const Graph& graph = *model.graph;
  const std::size_t count = indices.size(), features = graph.shape_of(node).size();
  LayerValues result{.features = features, .rows = {}, .labels = {}, .predicted = {}};
  result.rows.resize(count * features);
  result.labels.resize(count);
  result.predicted.resize(count);
  std::atomic<std::size_t> next{0};
  std::mutex progress_mutex;
  std::size_t done = 0;
  pool.run(pool.threads(), [&](int) {
    SampleRun batch;
    for (;;) {
      const std::size_t first = next.fetch_add(kBatch);
      if (first >= count || stop.stop_requested()) return;
      const std::size_t here = std::min(kBatch, count - first);
      batch.run(model, samples, indices.subspan(first, here));
      std::ranges::copy(batch.activations.of(node).values(),
                        result.rows.begin() + static_cast<std::ptrdiff_t>(first * features));
      std::ranges::copy(batch.labels, result.labels.begin() + static_cast<std::ptrdiff_t>(first));
      for (std::size_t n = 0; n < here; ++n) result.predicted[first + n] = batch.predicted(graph, n);
      const std::lock_guard lock(progress_mutex);
      done += here;
      if (progress) progress(done, count);
    }
  });
  if (stop.stop_requested()) return std::nullopt;
  return result;
}

}  // namespace convlens
