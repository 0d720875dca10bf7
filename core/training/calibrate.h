#pragma once
#include <optional>
#include <stop_token>

#include "core/base/thread_pool.h"
#include "core/data/samples.h"
#include "core/model/model.h"

namespace convlens {

/// What a network's answers to pictures that it was not trained on tell of its confidence.
struct Calibration {
  float temperature =
      1;  ///< that makes the answers to the held-out pictures the most probable (Guo et al. 2017)
  float no_class_below =
      0;  ///< all but kFalseAlarms of them have, at that temperature, a larger belief_in_two()
};
inline constexpr double kFalseAlarms = 0.005;
inline constexpr const char* kTemperatureKey = "temperature";

/// nullopt: stopped. Throws Error(shape_mismatch) when the pictures do not fit the model.
std::optional<Calibration> measure_calibration(const Model& model, const Samples& held_out, ThreadPool& pool,
                                               std::stop_token stop = {});

/// What was found, put into the model: fold_temperature(), and with it the threshold where one is wanted (no_class.h).
/// False, and nothing done: as fold_temperature() says.
bool apply_calibration(Model& model, const Calibration& found, bool with_threshold);

/// Divides the scores by the temperature, in the weights of the dense layer that makes them (the file stays
/// plain ONNX, the most probable class the same), and says so in the metadata under kTemperatureKey. False, and nothing done:
/// another kind of layer makes the scores.
bool fold_temperature(Model& model, float temperature);

}  // namespace convlens
