#pragma once
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/model/run.h"

namespace convlens {

enum class Transformation {
  shift_x,  ///< pixels to the right
  shift_y,  ///< pixels down
  scale,    ///< times, about the middle
  rotate,   ///< degrees anticlockwise, about the middle
};

/// "shift-x", "shift-y", "scale", "rotate"; throws Error(unknown_name).
Transformation parse_transformation(std::string_view word);
std::string_view name_of(Transformation transformation);
/// Ours: shifts up to a quarter of the side, scales from half to one and a half, rotations all round. The picture as
/// it is is among them.
std::vector<double> usual_amounts(Transformation transformation, const Shape& image);

/// Zeiler & Fergus 2014, figure 5.
struct InvarianceCurves {
  Transformation transformation = Transformation::shift_x;
  std::vector<double> amounts;
  std::vector<int> layers;                    ///< nodes
  std::vector<std::vector<float>> distances;  ///< a layer: |layer(moved) - layer(picture)| / |layer(picture)|, an amount each
  std::vector<float> probability;             ///< of the class, an amount each
  int label = 0;
  bool complete = false;
};

/// How far each layer's answer moves, and the class's probability, when the picture (bilinear; black comes in from
/// outside) is shifted, scaled or rotated. activations: the run of the picture. label: none means the class with the
/// highest score. The same values with any number of threads. Throws Error(bad_value) for a label that there is not, a
/// scale that is not above 0. progress counts amounts.
InvarianceCurves invariance(const Model& model, const Activations& activations, Transformation transformation,
                            const std::vector<double>& amounts, std::optional<int> label, ThreadPool& pool,
                            std::stop_token stop = {}, const ProgressCallback& progress = {});

/// A picture moved; `moved` has its shape.
void move_picture(ConstView<float> picture, Transformation transformation, double amount, View<float> moved);

}  // namespace convlens
