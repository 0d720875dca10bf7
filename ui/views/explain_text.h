#pragma once
#include <QString>
#include <string_view>

namespace convlens::ui {

/// The words of core/explain's registry (title, summary, caveat) in the user's language.
QString method_text(std::string_view words);
/// Whether these words are listed for translation.
bool is_known_method_text(std::string_view words);
/// What a layer kind does to a signal on its way down: "transposed filters", "unpooled", ...
QString way_down_text(std::string_view kind);

/// The words of core/explain/arithmetic's formulas and numbers: "sum + bias", "largest", ...
QString arithmetic_text_of(std::string_view words);
bool is_known_arithmetic_text(std::string_view words);

/// The name of a filter of core/explain/classical: "Sobel x", "Gaussian", ...
QString classical_text(std::string_view name);

}  // namespace convlens::ui
