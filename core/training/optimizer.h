#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "core/model/graph.h"

namespace convlens {

enum class OptimizerKind { sgd, adam };

struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::sgd;
  float learning_rate = 0.05f;
  float momentum = 0.9f;  ///< SGD; Adam's beta1
  float weight_decay = 0.0f;
  float beta2 = 0.999f;    ///< Adam
  float epsilon = 1e-8f;   ///< Adam
};

/// Throws Error(unknown_name).
OptimizerKind parse_optimizer(std::string_view name);
std::string_view to_string(OptimizerKind kind);

}  // namespace convlens
