#pragma once
#include <string>

#include "core/model/model.h"

namespace convlens {

/// What a guess about a network's input rests on.
enum class InputClue {
  batch_norm,   ///< the first layer is a batch norm: its running mean and variance are those of its pictures
  one_channel,  ///< as MNIST's networks are
  channels_last,    ///< written by Keras or TensorFlow
  image_net,        ///< the size or the number of classes of ImageNet's networks
  nothing_special,  ///< pixels as they are
};

struct InputGuess {
  std::string range;  ///< one of input_ranges()
  InputClue clue = InputClue::nothing_special;
};

/// Whether the file itself says what its pixels are: it was described, or made here, or begins with a
/// normalisation.
bool says_its_input(const Model& model);

/// The range that a network which does not say so most likely wants. The order of its colours nothing tells:
/// red first, as nearly all have it.
InputGuess guess_input(const Model& model);

}  // namespace convlens
