#pragma once
#include <string>

#include "core/model/model.h"

namespace convlens::app {

/// A runnable Python script that builds the same network with PyTorch and trains it from random weights on
/// IDX files or an .npz. Throws Error(not_supported) for a layer that PyTorch has no equal of.
std::string pytorch_script(const Model& model, const std::string& model_word);

}  // namespace convlens::app
