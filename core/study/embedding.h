#pragma once
#include <functional>
#include <memory>

#include "core/study/layer_values.h"
#include "core/study/pca.h"
#include "core/study/tsne.h"

namespace convlens {

/// At most so many images: t-SNE looks at each pair of them in every iteration.
inline constexpr std::size_t kMostEmbedded = 5'000;
/// t-SNE starts from so many principal coordinates (van der Maaten & Hinton 2008, section 4.2: 30; 50 is
/// usual today).
inline constexpr std::size_t kReducedTo = 50;

/// What one layer makes of some images of a data set, in the coordinates that matter.
struct EmbeddedLayer {
  int node = -1;                                ///< kGraphInput: the pixels
  std::vector<std::uint32_t> indices;           ///< of the images in their data set, ascending
  std::vector<std::int32_t> labels, predicted;  ///< one an image; predicted: the network's answer
  Pca pca;                                      ///< of all the layer's values, at most kReducedTo components
  std::vector<float> reduced;                   ///< (images, pca.count())
  double purity = 0;                            ///< neighbour_purity() with all the layer's values

  std::size_t size() const { return labels.size(); }
};
using EmbeddedLayerPtr = std::shared_ptr<const EmbeddedLayer>;

struct EmbeddedImages {
  std::size_t count = 2'000;  ///< or all, where there are fewer
  std::uint64_t seed = 1;     ///< of the choice, at random: the order of a data set often tells the class
};
/// Throws as require_pictures(), and Error(bad_value) for more than kMostEmbedded images. The same bits with
/// any number of threads; null: stopped.
EmbeddedLayerPtr embedded_layer(const Model& model, const Samples& samples, int node,
                                const EmbeddedImages& images, ThreadPool& pool,
                                const std::stop_token& stop = {}, const ProgressCallback& progress = {});

enum class EmbeddingMethod {
  pca,   ///< the first two principal coordinates: a projection, distances can only shrink
  tsne,  ///< keeps neighbours together; distances between groups mean little
};

/// The images as points in the plane.
struct Embedding {
  EmbeddedLayerPtr layer;
  EmbeddingMethod method = EmbeddingMethod::pca;
  TsneOptions options;    ///< of t-SNE
  PlanePoints points;     ///< one an image
  int iterations = 0;     ///< of t-SNE, done
  double divergence = 0;  ///< of t-SNE, of the finished picture: tsne_divergence()
  double purity = 0;      ///< neighbour_purity() in the plane, of the finished picture
  bool complete = false;
};

Embedding pca_embedding(EmbeddedLayerPtr layer, ThreadPool& pool, const std::stop_token& stop = {});

/// Called from the working thread after each iteration: how far the points have come.
using PointsCallback = std::function<void(const PlanePoints& points, int iterations)>;
/// Throws as conditional_affinities() where the images are too few for the perplexity. The same bits with any
/// number of threads; incomplete: stopped.
Embedding tsne_embedding(EmbeddedLayerPtr layer, const TsneOptions& options, ThreadPool& pool,
                         const std::stop_token& stop = {}, const ProgressCallback& progress = {},
                         const PointsCallback& moved = {});

/// Where another input would be.
struct EmbeddingPlace {
  float x = 0, y = 0;
  /// t-SNE has no place for what it has not seen: these images (positions in the embedding), the nearest ones
  /// in the reduced coordinates, stand for it, weighted by 1 / distance². Empty for PCA, where the place is
  /// exact.
  std::vector<int> neighbours;
};
inline constexpr int kPlaceNeighbours = 5;
/// values: the layer's, of one input, NHWC.
EmbeddingPlace place_in(const Embedding& embedding, std::span<const float> values);

}  // namespace convlens
