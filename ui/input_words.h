#pragma once
#include <QString>
#include <string_view>

#include "core/model/input_guess.h"

namespace convlens::ui {

/// A range of input_ranges() in the user's language: what it is called, and who uses it, in a line.
struct RangeWords {
  QString name, explanation;
};
RangeWords range_words(std::string_view range);

/// What a guess rests on: the rest of a sentence after "because".
QString clue_text(InputClue clue);

}  // namespace convlens::ui
