#include "core/explain/maximisation.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/explain/rounds.h"
#include "core/explain/stoppable.h"

namespace convlens {
namespace {

/// Of the noise that the search begins with: that of a usual picture. In fainter noise, near plain grey, whole networks are
/// silent and have no slope to climb.
constexpr double kNoiseLength = 1.0;
/// A network that was trained to answer nothing on what is no digit has wide plains where a unit stays silent, and some
/// climbs end in one. So several starts climb an eighth of the way, and the highest one goes on.
constexpr int kStarts = 8, kScoutingShare = 8;

/// The unit, and the node at which it is pushed.
struct Unit {
  int node, driver, unit;
  Position position;

  Unit(const Graph& graph, int wanted, int channel, const std::optional<Position>& place)
      : node(wanted), driver(wanted), unit(channel) {
    if (node < 0 || node >= graph.size())
      throw Error(ErrorKind::bad_value, "layer", std::to_string(node), "0 to " + std::to_string(graph.size() - 1));
    const Shape& shape = graph.shape_of(node);
    if (unit < 0 || unit >= shape.channels)
      throw Error(ErrorKind::bad_value, "unit", std::to_string(unit),
                  "0 to " + std::to_string(shape.channels - 1) + " in layer " + graph.node(node).name);
    position = place.value_or(Position{shape.height / 2, shape.width / 2});
    if (position.y < 0 || position.y >= shape.height || position.x < 0 || position.x >= shape.width)
      throw Error(ErrorKind::bad_value, "position", std::to_string(position.y) + "," + std::to_string(position.x),
                  "0,0 to " + std::to_string(shape.height - 1) + "," + std::to_string(shape.width - 1));
    const std::string_view kind = graph.node(node).layer->kind();
    const int below = graph.node(node).inputs[0];
    if ((kind == "relu" || kind == "leaky_relu" || kind == "softmax") && below != kGraphInput) driver = below;
  }
};

class Ascent {
 public:
  /// start: which of the unit's starts, from 0.
  Ascent(const Model& model, const Unit& unit, const MaximisationOptions& options, int start)
      : model_(model), unit_(unit), options_(options), space_(*model.graph) {
    x_ = space_.noise(kNoiseLength, options.seed, unit.unit + start * model.graph->shape_of(unit.node).channels);
    velocity_.resize(1, x_.shape());
    velocity_.fill(0.0f);
    seed_.resize(1, model.graph->shape_of(unit.driver));
    seed_.fill(0.0f);
    seed_.at(0, unit.unit, unit.position.y, unit.position.x) = 1.0f;
  }

  /// False when stopped on the way: nothing has changed.
  bool step(const std::stop_token& stop) {
    if (!look(stop)) return false;
    if (!backward_unless_stopped(stop, model_, activations_, unit_.driver, std::as_const(seed_).view(),
                                 gradients_, {.all_read = false}))
      return false;
    Tensor<float>& slope = gradients_.input;
    if (!gradients_.input_reached) {
      slope.resize(1, x_.shape());
      slope.fill(0.0f);
    }
    space_.to_x(slope);
    // By the geometric mean of the slope here and the gentlest so far. The gentlest alone makes leaps of a steep slope,
    // that end on a plain; the slope here alone leaves the unit to the penalties the nearer the steeper it has become.
    const double length = length_of(slope);
    if (gentlest_slope_ == 0 || (length > 0 && length < gentlest_slope_)) gentlest_slope_ = length;
    const float scale = length > 0 ? static_cast<float>(-1 / std::sqrt(length * gentlest_slope_)) : 0.0f;
    for (float& value : slope.values()) value *= scale;
    add_norm_penalty(x_, 2, options_.norm_weight, slope);
    add_variation_penalty(x_, options_.variation_weight, slope);
    const float momentum = static_cast<float>(options_.momentum), rate = static_cast<float>(options_.learning_rate);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      velocity_.data()[i] = momentum * velocity_.data()[i] - rate * slope.data()[i];
      x_.data()[i] += velocity_.data()[i];
    }
    space_.clamp(x_);
    return true;
  }

  Maximisation result(int iterations) {
    look();
    return {.node = unit_.node,
            .unit = unit_.unit,
            .position = unit_.position,
            .picture = picture_,
            .activation = static_cast<double>(
                activations_.of(unit_.node).at(0, unit_.unit, unit_.position.y, unit_.position.x)),
            .iterations = iterations};
  }

 private:
  bool look(const std::stop_token& stop = {}) {
    space_.picture_of(x_, picture_);
    return forward_unless_stopped(stop, model_, std::as_const(picture_).view(), activations_,
                                  {.last_node = unit_.node});
  }

  const Model& model_;
  Unit unit_;
  const MaximisationOptions& options_;
  PixelSpace space_;
  double gentlest_slope_ = 0;
  Tensor<float> x_, velocity_, picture_, seed_;
  Activations activations_;
  Gradients gradients_;
};

}  // namespace

Maximisation maximise(const Model& model, int node, int unit, const MaximisationOptions& options, std::stop_token stop,
                      const ProgressCallback& progress) {
  if (options.iterations < 0)
    throw Error(ErrorKind::bad_value, "iterations", std::to_string(options.iterations), "0 or more");
  const Unit where(*model.graph, node, unit, options.position);
  const int scouted = options.iterations / kScoutingShare;
  const int total = options.iterations + (kStarts - 1) * scouted;
  int done = 0;
  const auto climb = [&](Ascent& ascent, int steps) {
    int climbed = 0;
    for (; climbed < steps && !stop.stop_requested(); ++climbed) {
      if (!ascent.step(stop)) break;
      if (progress) progress(static_cast<std::size_t>(++done), static_cast<std::size_t>(total));
    }
    return climbed;
  };
  std::unique_ptr<Ascent> best;
  double height = 0;
  int iterations = 0;
  for (int start = 0; start < (scouted > 0 ? kStarts : 1); ++start) {
    auto ascent = std::make_unique<Ascent>(model, where, options, start);
    const int climbed = climb(*ascent, scouted);
    const double reached = ascent->result(climbed).activation;
    if (best && (reached <= height || climbed < scouted)) continue;
    best = std::move(ascent);
    height = reached;
    iterations = climbed;
    if (stop.stop_requested()) break;
  }
  iterations += climb(*best, options.iterations - iterations);
  return best->result(iterations);
}

std::vector<Maximisation> maximise_units(const Model& model, int node, const std::vector<int>& units,
                                         const MaximisationOptions& options, ThreadPool* pool, std::stop_token stop,
                                         const ProgressCallback& progress) {
  std::vector<Maximisation> all(units.size());
  const int done = run_in_rounds(static_cast<int>(units.size()), 1, pool, stop, progress, [&](int, int i, int) {
    const auto index = static_cast<std::size_t>(i);
    all[index] = maximise(model, node, units[index], options, stop);
    return all[index].iterations == options.iterations;
  });
  all.resize(static_cast<std::size_t>(done));
  return all;
}

}  // namespace convlens
