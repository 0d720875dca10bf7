#pragma once
#include <QMetaType>
#include <QString>
#include <vector>

#include "core/model/input_description.h"
#include "core/model/input_guess.h"
#include "core/tensor/shape.h"

namespace convlens::ui {

/// What is to be asked about the input of a network whose file does not say it.
struct InputQuestion {
  QString file = {};  ///< its name, without folders
  Shape shape = {};   ///< of the input
  InputGuess guess = {};
  InputAnswer answer = {};                   ///< what was answered before, else the guess
  std::vector<std::string> file_names = {};  ///< class names that the file has
  bool answered = false;                     ///< the user wants to change it
};

/// The network's answer to the picture now in the INPUT dock if the pixels were meant in one range.
struct InputPreview {
  int class_index = 0;
  float probability = 0;
};
/// One a range, in the order of input_ranges().
using InputPreviews = std::vector<InputPreview>;

}  // namespace convlens::ui
