#pragma once
#include <vector>

#include "core/data/samples.h"
#include "core/figures/figure.h"
#include "core/model/model.h"

namespace convlens {

/// An image of a data set that was not read as what it is.
struct Misread {
  std::size_t index = 0;
  int label = 0, predicted = 0;
  float p = 0;  ///< probability of the predicted class
};

/// What the images of a data set were read as. counts: [true class][predicted class], as many as the network
/// has classes. confusion.npy (true class, predicted class; int32), confusion.json (accuracy, count, class
/// names, and the misread ones by their indices), confusion.png: the matrix with its numbers where there is
/// room for them; misread images share a colour scale, right ones have none. data: the data set's word.
FigureFiles confusion_figure(const Model& model, const Samples& samples, const std::string& data,
                             const std::vector<std::vector<int>>& counts, std::vector<Misread> misread,
                             Tables tables = Tables::none);

}  // namespace convlens
