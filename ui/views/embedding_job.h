#pragma once
#include <QString>

#include "core/figures/figure.h"
#include "core/study/embedding.h"
#include "ui/frame.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// What is to be put on the map.
struct EmbeddingQuestion {
  QString word;  ///< the data set's
  std::shared_ptr<const Model> model;
  int node = 0;
  EmbeddingMethod method = EmbeddingMethod::pca;
  std::size_t count = 0;
  friend bool operator==(const EmbeddingQuestion&, const EmbeddingQuestion&) = default;
};

/// The images of one data set as one layer of one network sees them, as far as the points have come.
struct EmbeddingOfData {
  EmbeddingQuestion question;
  std::shared_ptr<const Samples> samples;  ///< opened for the model, in memory
  Embedding embedding;
};
using EmbeddingPtr = std::shared_ptr<const EmbeddingOfData>;

/// A job whose results, partial ones too, are EmbeddingOfData. `earlier`: what it knows of the same images,
/// or the same layer, is used again; may be null.
ViewJob embedding_job(const EmbeddingQuestion& question, const EmbeddingPtr& earlier);

/// Where a frame's input would be.
struct PlacedInput {
  EmbeddingPtr source;
  EmbeddingPlace place;
};
/// A job whose result is a PlacedInput; the frame is of the question's model.
ViewJob place_job(const EmbeddingPtr& source, const FramePtr& frame);

/// The figure (core/figures/embedding_figure.h).
FigureFiles embedding_files(const EmbeddingOfData& embedding);

}  // namespace convlens::ui
