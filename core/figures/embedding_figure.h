#pragma once
#include "core/figures/figure.h"
#include "core/study/embedding.h"

namespace convlens {

/// The images as points: embedding.json (method and settings, purity, divergence or explained variance, and
/// of each image its index in the data set, label and predicted class), embedding.npy (images, 2: x, y),
/// embedding-images.npy (images, 3: index, label, predicted; int32) and embedding.png, the scatter with
/// thumbnails, classes in colour and the wrongly read ones ringed. data: the data set's word. Throws
/// Error(bad_value) for one that was stopped.
FigureFiles embedding_figure(const Model& model, const Samples& samples, const std::string& data,
                             const Embedding& embedding, Tables tables = Tables::none);

/// embedding.json without the images, on one line.
std::string embedding_json(const Model& model, const std::string& data, const Embedding& embedding);

const char* embedding_method_name(EmbeddingMethod method);  ///< "pca", "tsne"

}  // namespace convlens
