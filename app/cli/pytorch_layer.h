#pragma once
#include <string>
#include <vector>

#include "core/model/graph.h"

namespace convlens::app {

/// A node in PyTorch: the module it needs ("nn.Conv2d(...)", none for a plain function), and the expression
/// that computes it from its inputs' Python expressions, where `self_name` is the module's.
struct PytorchLayer {
  std::string module;
  std::string expression;
};
PytorchLayer pytorch_layer(const Node& node, const std::vector<std::string>& inputs,
                           const std::string& self_name);

}  // namespace convlens::app
