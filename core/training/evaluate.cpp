#include "core/training/evaluate.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>

#include "core/base/error.h"
#include "core/model/no_class.h"
#include "core/model/run.h"

namespace convlens {
namespace {

// Stop is looked at between chunks: a few milliseconds of work each.
constexpr std::size_t kChunk = 32;

/// See Evaluation::calibration_error.
class Confidence {
 public:
  void add(float p, bool right) {
    Bin& bin = bins_[static_cast<std::size_t>(std::clamp(static_cast<int>(p * kConfidenceBins), 0, kConfidenceBins - 1))];
    bin.confidence += static_cast<double>(p);
    bin.right += right ? 1 : 0;
    ++count_;
  }
  double error() const {
    double error = 0;
    for (const Bin& bin : bins_) error += std::abs(bin.confidence - bin.right);
    return count_ == 0 ? 0 : error / static_cast<double>(count_);
  }

 private:
  struct Bin {
    double confidence = 0, right = 0;  // sums
  };
  std::array<Bin, kConfidenceBins> bins_;
  std::size_t count_ = 0;
};

}  // namespace

std::optional<Evaluation> evaluate(const Model& model, const Samples& samples, ThreadPool& pool, std::stop_token stop,
                                   const ProgressCallback& progress, const AnswersCallback& answered) {
  const Graph& graph = *model.graph;
  if (samples.shape() != graph.input_shape())
    throw Error(ErrorKind::shape_mismatch, "the model's input", to_string(samples.shape()), to_string(graph.input_shape()));
  const std::size_t classes = graph.node(graph.output()).shape.size(), total = samples.size();
  if (samples.class_names().size() > classes)
    throw Error(ErrorKind::shape_mismatch, "the model's output", std::to_string(samples.class_names().size()) + " classes",
                std::to_string(classes));

  std::vector<ClassAnswer> answers(total);
  std::vector<double> losses(total);
  const std::optional<float> least_belief = no_class_threshold(model);
  std::atomic<std::size_t> no_class{0};
  std::atomic<std::size_t> next{0};
  std::mutex progress_mutex;
  std::size_t done = 0;
  pool.run(pool.threads(), [&](int) {
    Activations activations;
    Tensor<float> input;
    for (;;) {
      const std::size_t first = next.fetch_add(kChunk);
      if (first >= total || stop.stop_requested()) return;
      const std::size_t count = std::min(kChunk, total - first);
      input.resize(static_cast<int>(count), samples.shape());
      for (std::size_t n = 0; n < count; ++n) samples.read(first + n, 0, input.samples(static_cast<int>(n), 1).values());
      const Tensor<float>& batch = input;
      forward(model, batch.view(), activations);
      const auto p = class_probabilities(graph, activations.of(graph.output()));
      for (std::size_t n = 0; n < count; ++n) {
        const float* row = p.data() + n * classes;
        const auto best = std::max_element(row, row + classes);
        const float of_label = row[samples.label(first + n)];
        answers[first + n] = {static_cast<int>(best - row), *best};
        if (least_belief && belief_in_two({row, classes}) < *least_belief) ++no_class;
        losses[first + n] = -std::log(std::max(of_label, 1e-30f));
      }
      const std::lock_guard lock(progress_mutex);
      done += count;
      if (answered) answered(first, std::span<const ClassAnswer>(answers).subspan(first, count));
      if (progress) progress(done, total);
    }
  });
  if (stop.stop_requested()) return std::nullopt;

  Evaluation result;
  result.count = total;
  if (least_belief) result.no_class = no_class.load();
  Confidence confidence;
  result.confusion.assign(classes, std::vector<int>(classes, 0));
  for (std::size_t i = 0; i < total; ++i) {
    const int label = samples.label(i);
    ++result.confusion[static_cast<std::size_t>(label)][static_cast<std::size_t>(answers[i].predicted)];
    result.mean_loss += losses[i] / static_cast<double>(std::max<std::size_t>(total, 1));
    confidence.add(answers[i].p, answers[i].predicted == label);
    if (answers[i].predicted == label)
      ++result.correct;
    else
      result.wrong.push_back({i, label, answers[i].predicted, answers[i].p});
  }
  result.calibration_error = confidence.error();
  return result;
}

}  // namespace convlens
