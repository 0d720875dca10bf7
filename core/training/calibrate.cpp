#include "core/training/calibrate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/no_class.h"
#include "core/model/run.h"

namespace convlens {
namespace {

constexpr std::size_t kChunk = 32;
constexpr double kColdest = 0.2, kHottest = 5;  // temperatures that are tried
constexpr int kNarrowings = 40;                 // of the golden-section search: to the last digits of a float

/// Row by row: the scores before the softmax.
struct Scores {
  std::size_t classes = 0;
  std::vector<float> values;
  std::vector<int> labels;

  std::span<const float> row(std::size_t n) const { return std::span(values).subspan(n * classes, classes); }
};

std::optional<Scores> scores_of(const Model& model, const Samples& samples, ThreadPool& pool,
                                std::stop_token stop) {
  const Graph& graph = *model.graph;
  if (samples.shape() != graph.input_shape())
    throw Error(ErrorKind::shape_mismatch, "the model's input", to_string(samples.shape()),
                to_string(graph.input_shape()));
  Scores scores;
  scores.classes = graph.node(graph.logits()).shape.size();
  scores.values.resize(samples.size() * scores.classes);
  scores.labels.resize(samples.size());
  pool.run(static_cast<int>((samples.size() + kChunk - 1) / kChunk), [&](int task) {
    if (stop.stop_requested()) return;
    const std::size_t first = static_cast<std::size_t>(task) * kChunk;
    const std::size_t count = std::min(kChunk, samples.size() - first);
    Tensor<float> input(static_cast<int>(count), samples.shape());
    for (std::size_t n = 0; n < count; ++n) {
      samples.read(first + n, 0, input.samples(static_cast<int>(n), 1).values());
      scores.labels[first + n] = samples.label(first + n);
    }
    Activations activations;
    const Tensor<float>& batch = input;
    forward(model, batch.view(), activations, {.last_node = graph.logits()});
    const auto found = activations.of(graph.logits()).values();
    std::copy(found.begin(), found.end(),
              scores.values.begin() + static_cast<std::ptrdiff_t>(first * scores.classes));
  });
  if (stop.stop_requested()) return std::nullopt;
  return scores;
}

void softmax(std::span<const float> scores, double temperature, std::span<float> out) {
  const float best = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const double e = std::exp((scores[k] - best) / temperature);
    out[k] = static_cast<float>(e);
    sum += e;
  }
  for (float& p : out) p = static_cast<float>(p / sum);
}

/// Mean negative logarithm of the true class's probability.
double surprise(const Scores& scores, double temperature) {
  double total = 0;
  for (std::size_t n = 0; n < scores.labels.size(); ++n) {
    const auto row = scores.row(n);
    const float best = *std::max_element(row.begin(), row.end());
    double sum = 0;
    for (const float score : row) sum += std::exp((score - best) / temperature);
    total += std::log(sum) - (row[static_cast<std::size_t>(scores.labels[n])] - best) / temperature;
  }
  return total / static_cast<double>(scores.labels.size());
}

/// The surprise has one valley in the temperature.
double best_temperature(const Scores& scores) {
  constexpr double kPart = std::numbers::phi - 1;
  double low = std::log(kColdest), high = std::log(kHottest);
  double left = high - kPart * (high - low), right = low + kPart * (high - low);
  double at_left = surprise(scores, std::exp(left)), at_right = surprise(scores, std::exp(right));
  for (int i = 0; i < kNarrowings; ++i) {
    if (at_left < at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kPart * (high - low);
      at_left = surprise(scores, std::exp(left));
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kPart * (high - low);
      at_right = surprise(scores, std::exp(right));
    }
  }
  return std::exp((low + high) / 2);
}

}  // namespace

std::optional<Calibration> measure_calibration(const Model& model, const Samples& held_out, ThreadPool& pool,
                                               std::stop_token stop) {
  const std::optional<Scores> scores = scores_of(model, held_out, pool, stop);
  if (!scores) return std::nullopt;
  Calibration found;
  found.temperature = static_cast<float>(best_temperature(*scores));
  std::vector<float> beliefs, p(scores->classes);
  for (std::size_t n = 0; n < scores->labels.size(); ++n) {
    softmax(scores->row(n), static_cast<double>(found.temperature), p);
    beliefs.push_back(belief_in_two(p));
  }
  const auto alarm =
      beliefs.begin() + static_cast<std::ptrdiff_t>(kFalseAlarms * static_cast<double>(beliefs.size()));
  std::nth_element(beliefs.begin(), alarm, beliefs.end());
  found.no_class_below = *alarm;
  return found;
}

bool apply_calibration(Model& model, const Calibration& found, bool with_threshold) {
  if (!fold_temperature(model, found.temperature)) return false;
  if (with_threshold) set_no_class_threshold(model, found.no_class_below);
  return true;
}

bool fold_temperature(Model& model, float temperature) {
  const Node& node = model.graph->node(model.graph->logits());
  if (node.layer->kind() != "dense") return false;
  for (const ParameterSlot& slot : node.parameters)
    for (float& value : model.parameter(slot)) value /= temperature;
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), temperature).ptr;
  model.metadata[kTemperatureKey] = std::string(digits.data(), end) + ", divided out of " + node.name;
  return true;
}

}  // namespace convlens
