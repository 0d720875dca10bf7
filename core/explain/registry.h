#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "core/explain/attribution.h"
#include "core/layers/layer.h"

namespace convlens {

/// A way to look inside, as menus, the command line and the tests know it.
struct ExplainMethod {
  std::string_view name;  ///< one word, as the command line takes it
  std::string_view title;
  std::string_view summary;  ///< what the picture shows
  std::string_view source;   ///< the paper that defines it
  std::string_view caveat;   ///< what the picture does not show; stands beside it wherever it is shown
  /// For the methods that carry a signal back to the pixels (explain/deconvnet.h): their rule.
  std::optional<BackwardRule> rule;
  /// For the methods that say of every pixel what it has to do with the score of a class.
  AttributionMethod attribute = nullptr;
};

/// All methods, one line each in registry.cpp.
std::span<const ExplainMethod> explain_methods();
/// The method that carries a signal down by that rule.
std::string_view word_of(BackwardRule rule);
/// nullptr when there is none of that name.
const ExplainMethod* find_explain_method(std::string_view name);

}  // namespace convlens
