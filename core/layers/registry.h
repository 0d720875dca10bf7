#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/layers/layer.h"

namespace convlens {

/// A small instance of a kind with the inputs it takes: what the tests that walk the registry run.
struct LayerExample {
  Attributes attributes;
  std::vector<Shape> inputs;
};

struct LayerKind {
  std::string_view kind;
  std::string_view onnx_operator;  ///< empty: formats/onnx writes it as more than one node
  std::unique_ptr<Layer> (*make)(const Attributes&);  ///< throws Error(bad_value) naming the attribute
  std::vector<LayerExample> (*examples)();
};

/// All kinds, one line each in registry.cpp.
std::span<const LayerKind> layer_kinds();
/// Throws Error(unknown_name) listing the kinds.
const LayerKind& layer_kind(std::string_view kind);
std::unique_ptr<Layer> make_layer(std::string_view kind, const Attributes& attributes);

}  // namespace convlens
