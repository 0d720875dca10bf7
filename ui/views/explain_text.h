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

}  // namespace convlens::ui
