#pragma once
#include <vector>

#include "core/data/image.h"
#include "core/data/preprocess.h"
#include "core/model/model.h"

namespace convlens {

/// One digit of a picture with several, and what the network says to it.
struct ReadDigit {
  int x = 0, y = 0, width = 0, height = 0;  ///< its box, in pixels of the picture
  int label = 0;
  std::vector<float> probabilities;
  bool no_class = false;  ///< the model's own rule: none of its classes
  Tensor<float> pixels;   ///< the 1x28x28 that the network was given
  GreyImage ink;          ///< its own strokes alone, as large as the box in what find_ink() left
};

/// Whether a model is one for single digits: 1x28x28.
bool reads_digits(const Model& model);

/// Splits a scan or photograph into digits and reads them one by one, in reading order. Throws
/// Error(shape_mismatch) for a model that does not take 1x28x28.
std::vector<ReadDigit> read_digits(const Model& model, const Image& image, InkSide ink);
/// Digits that were found already, answered by other weights.
void read_again(const Model& model, std::vector<ReadDigit>& digits);

}  // namespace convlens
