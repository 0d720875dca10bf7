#include "core/model/input_guess.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/model/input_description.h"

namespace convlens {
namespace {

constexpr const char* kOwnKeys[] = {kInputKey, "preset", "recipe"};

// Mean and standard deviation of ImageNet's pixels 0..1 over all colours: what photographs are like. Ours:
// the mean of PyTorch's figures.
constexpr double kPhotographMean = 0.449, kPhotographDeviation = 0.226;
constexpr std::size_t kImageNetClasses = 1000;
constexpr int kImageNetSides[] = {192, 224, 227, 240, 256, 260, 288, 299, 300, 331, 384, 448, 512};
constexpr int kColours = 3;

double mean_of(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

/// How far a batch norm's pictures (mean and deviation over the channels) are from photographs in a range:
/// the shift of the mean in deviations of the range, and the ratio of the deviations in factors of e.
double distance(std::string_view range, int channels, double mean, double deviation) {
  const InputDescription description = input_range(range, channels);
  double expected_mean = kPhotographMean, expected_deviation = kPhotographDeviation;
  if (!description.mean.empty()) {
    double sum_mean = 0, sum_deviation = 0;
    for (std::size_t c = 0; c < description.mean.size(); ++c) {
      sum_mean += (kPhotographMean - description.mean[c]) / description.deviation[c];
      sum_deviation += kPhotographDeviation / description.deviation[c];
    }
    expected_mean = sum_mean / channels;
    expected_deviation = sum_deviation / channels;
  }
  return std::abs(mean - expected_mean) / expected_deviation +
         std::abs(std::log(deviation / expected_deviation));
}

/// The range whose photographs are most like those that the batch norm has seen.
std::string range_of_batch_norm(const Node& node, const Model& model) {
  constexpr std::size_t kMean = 2, kVariance = 3;  // scale, bias, mean, var
  const double mean = mean_of(model.parameter(node.parameters[kMean]));
  const double deviation = std::sqrt(
      std::max(mean_of(model.parameter(node.parameters[kVariance])), std::numeric_limits<double>::min()));
  std::string best;
  double least = std::numeric_limits<double>::infinity();
  for (const std::string& range : input_ranges()) {
    const double here = distance(range, node.input_shapes[0].channels, mean, deviation);
    if (here >= least) continue;
    least = here;
    best = range;
  }
  return best;
}

bool looks_like_image_net(const Model& model) {
  const Shape shape = model.graph->input_shape();
  const bool side = shape.height == shape.width &&
                    std::find(std::begin(kImageNetSides), std::end(kImageNetSides), shape.height) !=
                        std::end(kImageNetSides);
  return side || model.graph->shape_of(model.graph->output()).size() == kImageNetClasses;
}

}  // namespace

bool says_its_input(const Model& model) {
  const bool ours = std::any_of(std::begin(kOwnKeys), std::end(kOwnKeys),
                                [&model](const char* key) { return model.metadata.contains(key); });
  return ours || std::any_of(model.graph->nodes().begin(), model.graph->nodes().end(), [](const Node& node) {
           return reads_picture(node) && node.layer->kind() == "normalise";
         });
}

InputGuess guess_input(const Model& model) {
  const Graph& graph = *model.graph;
  for (const Node& node : graph.nodes())
    if (reads_picture(node) && node.layer->kind() == "batch_norm")
      return {range_of_batch_norm(node, model), InputClue::batch_norm};
  if (graph.input_shape().channels != kColours) return {"0..1", InputClue::one_channel};
  // MobileNet, Inception, Xception and NASNet, as Keras has them.
  if (graph.input_order() == InputOrder::channels_last) return {"-1..1", InputClue::channels_last};
  if (looks_like_image_net(model)) return {"imagenet", InputClue::image_net};
  return {"0..1", InputClue::nothing_special};
}

}  // namespace convlens
