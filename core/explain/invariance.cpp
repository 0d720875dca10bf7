#include "core/explain/invariance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/explain/attribution.h"
#include "core/explain/inversion.h"
#include "core/explain/rounds.h"
#include "core/explain/stoppable.h"

namespace convlens {
namespace {

constexpr std::array kNames = {std::pair{Transformation::shift_x, std::string_view("shift-x")},
                               std::pair{Transformation::shift_y, std::string_view("shift-y")},
                               std::pair{Transformation::scale, std::string_view("scale")},
                               std::pair{Transformation::rotate, std::string_view("rotate")}};
/// Moved pictures that go through the network together; does not depend on the threads.
constexpr int kChunk = 8;

/// Where a place of the moved picture comes from, about the middle: (y, x) = matrix (y, x) + offset.
struct Back {
  double yy = 1, yx = 0, xy = 0, xx = 1, offset_y = 0, offset_x = 0;
};

Back way_back(Transformation transformation, double amount) {
  Back back;
  switch (transformation) {
    case Transformation::shift_x: back.offset_x = -amount; break;
    case Transformation::shift_y: back.offset_y = -amount; break;
    case Transformation::scale: back.yy = back.xx = 1 / amount; break;
    case Transformation::rotate: {
      // Rows go down, so that anticlockwise on the screen turns x towards -y.
      const double angle = amount * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
      back.yy = back.xx = c;
      back.yx = s;
      back.xy = -s;
      break;
    }
  }
  return back;
}

double distance(ConstView<float> moved, int sample, const Tensor<float>& picture) {
  const float *a = moved.sample(sample), *b = picture.data();
  double difference = 0, length = 0;
  for (std::size_t i = 0; i < picture.size(); ++i) {
    const double d = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    difference += d * d;
    length += static_cast<double>(b[i]) * static_cast<double>(b[i]);
  }
  return length > 0 ? std::sqrt(difference / length) : std::sqrt(difference);
}

}  // namespace

Transformation parse_transformation(std::string_view word) {
  std::string known;
  for (const auto& [transformation, name] : kNames) {
    if (word == name) return transformation;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  throw Error(ErrorKind::unknown_name, std::string(word), "no such transformation", known);
}

std::string_view name_of(Transformation transformation) {
  return std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == transformation; })->second;
}

std::vector<double> usual_amounts(Transformation transformation, const Shape& image) {
  std::vector<double> amounts;
  const int reach = std::max(1, (transformation == Transformation::shift_y ? image.height : image.width) / 4);
  constexpr int kSmallestScale = 10, kLargestScale = 30, kScaleStep = 20;  // twentieths
  constexpr int kTurn = 360, kTurnStep = 10;
  switch (transformation) {
    case Transformation::shift_x:
    case Transformation::shift_y:
      for (int i = -reach; i <= reach; ++i) amounts.push_back(i);
      break;
    case Transformation::scale:
      for (int i = kSmallestScale; i <= kLargestScale; ++i) amounts.push_back(static_cast<double>(i) / kScaleStep);
      break;
    case Transformation::rotate:
      for (int i = -kTurn / 2; i <= kTurn / 2; i += kTurnStep) amounts.push_back(i);
      break;
  }
  return amounts;
}

void move_picture(ConstView<float> picture, Transformation transformation, double amount, View<float> moved) {
  const Shape& shape = picture.shape;
  const Back back = way_back(transformation, amount);
  const double middle_y = (shape.height - 1) / 2.0, middle_x = (shape.width - 1) / 2.0;
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x) {
      const double dy = y - middle_y, dx = x - middle_x;
      const double from_y = back.yy * dy + back.yx * dx + back.offset_y + middle_y;
      const double from_x = back.xy * dy + back.xx * dx + back.offset_x + middle_x;
      const int top = static_cast<int>(std::floor(from_y)), left = static_cast<int>(std::floor(from_x));
      const double down = from_y - top, right = from_x - left;
      for (int c = 0; c < shape.channels; ++c) {
        const auto at = [&](int row, int column) {
          const bool inside = row >= 0 && row < shape.height && column >= 0 && column < shape.width;
          return inside ? static_cast<double>(picture.at(0, c, row, column)) : 0.0;
        };
        moved.at(0, c, y, x) = static_cast<float>((1 - down) * ((1 - right) * at(top, left) + right * at(top, left + 1)) +
                                                  down * ((1 - right) * at(top + 1, left) + right * at(top + 1, left + 1)));
      }
    }
}

InvarianceCurves invariance(const Model& model, const Activations& activations, Transformation transformation,
                            const std::vector<double>& amounts, std::optional<int> label, ThreadPool& pool,
                            std::stop_token stop, const ProgressCallback& progress) {
  for (const double amount : amounts)
    if (transformation == Transformation::scale && !(amount > 0))
      throw Error(ErrorKind::bad_value, "scale", std::to_string(amount), "a number above 0");
  const Graph& graph = *model.graph;
  InvarianceCurves curves;
  curves.transformation = transformation;
  curves.amounts = amounts;
  curves.label = explained_label(graph, activations, label);
  curves.layers = layers_worth_inverting(graph);
  curves.distances.assign(curves.layers.size(), std::vector<float>(amounts.size()));
  curves.probability.resize(amounts.size());
  std::vector<Activations> runs(static_cast<std::size_t>(slots(&pool)));
  const int count = static_cast<int>(amounts.size());
  const int done = run_in_rounds(count, kChunk, &pool, stop, progress, [&](int slot, int first, int length) {
    Tensor<float> moved(length, graph.input_shape());
    for (int n = 0; n < length; ++n) {
      if (stop.stop_requested()) return false;
      move_picture(activations.input.view(), transformation, amounts[static_cast<std::size_t>(first + n)],
                   moved.samples(n, 1));
    }
    Activations& run = runs[static_cast<std::size_t>(slot)];
    if (!forward_unless_stopped(stop, model, std::as_const(moved).view(), run)) return false;
    const std::vector<float> probabilities = class_probabilities(graph, run.of(graph.output()));
    const std::size_t classes = probabilities.size() / static_cast<std::size_t>(length);
    for (int n = 0; n < length; ++n) {
      const auto place = static_cast<std::size_t>(first + n);
      for (std::size_t layer = 0; layer < curves.layers.size(); ++layer)
        curves.distances[layer][place] = static_cast<float>(
            distance(run.of(curves.layers[layer]).view(), n, activations.of(curves.layers[layer])));
      curves.probability[place] = probabilities[static_cast<std::size_t>(n) * classes + static_cast<std::size_t>(curves.label)];
    }
    return true;
  });
  curves.complete = done == count;
  return curves;
}

}  // namespace convlens
