#include "core/study/embedding.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/study/neighbour_purity.h"

namespace convlens {
namespace {

/// The first two coordinates of (rows, columns); 0 where there are fewer.
PlanePoints first_two(std::span<const float> rows, std::size_t columns, std::size_t count) {
  PlanePoints points{std::vector<float>(count, 0.0f), std::vector<float>(count, 0.0f)};
  for (std::size_t i = 0; i < count; ++i) {
    if (columns > 0) points.x[i] = rows[i * columns];
    if (columns > 1) points.y[i] = rows[i * columns + 1];
  }
  return points;
}

std::vector<std::uint32_t> chosen_images(std::size_t size, const EmbeddedImages& images) {
  std::vector<std::uint32_t> indices(size);
  std::iota(indices.begin(), indices.end(), 0u);
  if (images.count >= size) return indices;
  Random random(images.seed, RandomPurpose::shuffle);
  shuffle(indices, random);
  indices.resize(images.count);
  std::ranges::sort(indices);
  return indices;
}

/// The nearest images in the reduced coordinates, nearest first, with their squared distances.
std::vector<std::pair<double, int>> nearest_images(const EmbeddedLayer& layer,
                                                   std::span<const float> reduced) {
  std::vector<std::pair<double, int>> images;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    double distance = 0;
    for (std::size_t k = 0; k < reduced.size(); ++k) {
      const double difference =
          static_cast<double>(reduced[k]) - static_cast<double>(layer.reduced[i * reduced.size() + k]);
      distance += difference * difference;
    }
    images.emplace_back(distance, static_cast<int>(i));
  }
  const auto kept = images.begin() + std::min<std::ptrdiff_t>(kPlaceNeighbours, std::ssize(images));
  std::partial_sort(images.begin(), kept, images.end());
  images.erase(kept, images.end());
  return images;
}

}  // namespace

EmbeddedLayerPtr embedded_layer(const Model& model, const Samples& samples, int node,
                                const EmbeddedImages& images, ThreadPool& pool, const std::stop_token& stop,
                                const ProgressCallback& progress) {
  require_pictures(model, samples);
  if (images.count > kMostEmbedded)
    throw Error(ErrorKind::bad_value, "count", std::to_string(images.count),
                "at most " + std::to_string(kMostEmbedded));
  auto layer = std::make_shared<EmbeddedLayer>();
  layer->node = node;
  layer->indices = chosen_images(samples.size(), images);
  auto values = layer_values(model, samples, layer->indices, node, pool, stop, progress);
  if (!values) return nullptr;
  layer->labels = std::move(values->labels);
  layer->predicted = std::move(values->predicted);
  const auto rows = centred(std::move(values->rows), values->features, pool, stop);
  if (!rows) return nullptr;
  const auto products = row_products(*rows, pool, stop);
  if (!products) return nullptr;
  layer->purity = neighbour_purity(*products, layer->labels, pool, stop);
  auto pca = principal_components(*rows, *products, kReducedTo, pool, stop);
  if (!pca) return nullptr;
  layer->pca = std::move(*pca);
  auto reduced = coordinates(layer->pca, *rows, pool, stop);
  if (!reduced) return nullptr;
  layer->reduced = std::move(*reduced);
  return layer;
}

Embedding pca_embedding(EmbeddedLayerPtr layer, ThreadPool& pool, const std::stop_token& stop) {
  Embedding embedding{.layer = layer, .method = EmbeddingMethod::pca, .options = {}, .points = {}};
  embedding.points = first_two(layer->reduced, layer->pca.count(), layer->size());
  embedding.purity = neighbour_purity(embedding.points.x, embedding.points.y, layer->labels, pool, stop);
  embedding.complete = !stop.stop_requested();
  return embedding;
}

Embedding tsne_embedding(EmbeddedLayerPtr layer, const TsneOptions& options, ThreadPool& pool,
                         const std::stop_token& stop, const ProgressCallback& progress,
                         const PointsCallback& moved) {
  Embedding embedding{.layer = layer, .method = EmbeddingMethod::tsne, .options = options, .points = {}};
  // Where nothing differs there are no coordinates: all images are in one place.
  const std::size_t columns = std::max<std::size_t>(layer->pca.count(), 1);
  const std::vector<float> nothing(layer->size(), 0.0f);
  const std::span<const float> rows = layer->pca.count() > 0 ? layer->reduced : nothing;
  auto conditional = conditional_affinities(rows, columns, options.perplexity, pool, stop);
  if (!conditional) return embedding;
  auto joint = joint_affinities(std::move(*conditional), stop);
  if (!joint) return embedding;
  Tsne tsne(std::move(*joint), tsne_start(rows, columns), pool);
  const auto total = static_cast<std::size_t>(options.iterations);
  while (tsne.iterations() < options.iterations) {
    if (stop.stop_requested()) break;
    tsne.step();
    if (progress) progress(static_cast<std::size_t>(tsne.iterations()), total);
    if (moved) moved(tsne.points(), tsne.iterations());
  }
  embedding.points = tsne.points();
  embedding.iterations = tsne.iterations();
  embedding.divergence = tsne.divergence(stop);
  embedding.purity = neighbour_purity(embedding.points.x, embedding.points.y, layer->labels, pool, stop);
  embedding.complete = !stop.stop_requested();
  return embedding;
}

EmbeddingPlace place_in(const Embedding& embedding, std::span<const float> values) {
  const std::vector<float> reduced = coordinates(embedding.layer->pca, values);
  if (embedding.method == EmbeddingMethod::pca) {
    const PlanePoints at = first_two(reduced, reduced.size(), 1);
    return {at.x[0], at.y[0], {}};
  }
  EmbeddingPlace place;
  constexpr double kLeastDistance = 1e-12;  // squared: an image of the embedding itself
  double x = 0, y = 0, weights = 0;
  for (const auto& [distance, image] : nearest_images(*embedding.layer, reduced)) {
    const double weight = 1 / std::max(distance, kLeastDistance);
    x += weight * static_cast<double>(embedding.points.x[static_cast<std::size_t>(image)]);
    y += weight * static_cast<double>(embedding.points.y[static_cast<std::size_t>(image)]);
    weights += weight;
    place.neighbours.push_back(image);
  }
  place.x = static_cast<float>(x / weights);
  place.y = static_cast<float>(y / weights);
  return place;
}

}  // namespace convlens
