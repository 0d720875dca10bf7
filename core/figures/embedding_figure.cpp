#include "core/figures/embedding_figure.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/figures/json_text.h"
#include "core/figures/percent.h"
#include "core/render/scatter.h"
#include "core/study/neighbour_purity.h"

namespace convlens {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kColourChannels = 3;

Json object_of(const Model& model, const std::string& data, const Embedding& embedding) {
  const EmbeddedLayer& layer = *embedding.layer;
  Json object = {
      {"layer", layer_name(*model.graph, layer.node)},
      {"data", data},
      {"method", embedding_method_name(embedding.method)},
      {"images", layer.size()},
      {"features", layer.pca.features},
      {"purity",
       {{"neighbours", kPurityNeighbours}, {"layer", layer.purity}, {"picture", embedding.purity}}}};
  Json shares = Json::array();
  for (std::size_t i = 0; i < layer.pca.count(); ++i) shares.push_back(layer.pca.share(i));
  object["explained"] = std::move(shares);
  if (embedding.method == EmbeddingMethod::tsne) {
    object["perplexity"] = embedding.options.perplexity;
    object["iterations"] = embedding.iterations;
    object["divergence"] = embedding.divergence;
  }
  return object;
}

std::vector<std::string> notes_of(const Embedding& embedding) {
  const EmbeddedLayer& layer = *embedding.layer;
  std::vector<std::string> notes;
  if (embedding.method == EmbeddingMethod::pca) {
    std::string text = "share of the variance: ";
    for (std::size_t i = 0; i < 2; ++i)
      text += (i == 0 ? "across " : ", up ") + percent(i < layer.pca.count() ? layer.pca.share(i) : 0);
    notes.push_back(text);
  } else {
    char text[128];
    std::snprintf(text, sizeof text, "perplexity %g, %d iterations, divergence %.4f",
                  embedding.options.perplexity, embedding.iterations, embedding.divergence);
    notes.push_back(text);
  }
  notes.push_back("of the " + std::to_string(kPurityNeighbours) +
                  " nearest neighbours are of the same class: " + percent(layer.purity) +
                  " with all values of the layer, " + percent(embedding.purity) + " in this picture");
  return notes;
}

Pixels picture_of(const Samples& samples, std::size_t index) {
  const Shape shape = samples.shape();
  std::vector<float> pixels(shape.size()), planes(shape.size());
  samples.read(index, 0, pixels);
  to_chw(pixels.data(), shape, planes.data());
  if (shape.channels == kColourChannels) return paint_rgb(planes, shape.height, shape.width, {0, 1});
  const auto area = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  return paint_map(std::span<const float>(planes).first(area), shape.height, shape.width, ColourMap::grey,
                   {0, 1});
}

VectorPicture paint(const Model& model, const Samples& samples, const std::string& data,
                    const Embedding& embedding) {
  const EmbeddedLayer& layer = *embedding.layer;
  Scatter scatter{.title = layer_name(*model.graph, layer.node) + ": " + std::to_string(layer.size()) +
                           " images of " + data +
                           (embedding.method == EmbeddingMethod::pca ? " by PCA" : " by t-SNE"),
                  .notes = notes_of(embedding),
                  .x = embedding.points.x,
                  .y = embedding.points.y,
                  .classes = {layer.labels.begin(), layer.labels.end()},
                  .ringed = {},
                  .class_names = samples.class_names(),
                  .ring_name = "read wrongly",
                  .picture = [&](std::size_t i) { return picture_of(samples, layer.indices[i]); },
                  .picture_width = samples.shape().width,
                  .picture_height = samples.shape().height};
  for (std::size_t i = 0; i < layer.size(); ++i)
    scatter.ringed.push_back(layer.labels[i] != layer.predicted[i]);
  return paint_scatter(scatter);
}

}  // namespace

const char* embedding_method_name(EmbeddingMethod method) {
  return method == EmbeddingMethod::pca ? "pca" : "tsne";
}

std::string embedding_json(const Model& model, const std::string& data, const Embedding& embedding) {
  return json_text(object_of(model, data, embedding));
}

FigureFiles embedding_figure(const Model& model, const Samples& samples, const std::string& data,
                             const Embedding& embedding, Tables tables) {
  if (!embedding.complete)
    throw Error(ErrorKind::bad_value, "embedding", "an unfinished one", "a finished one");
  const EmbeddedLayer& layer = *embedding.layer;
  Json object = object_of(model, data, embedding);
  object["index"] = layer.indices;
  object["label"] = layer.labels;
  object["predicted"] = layer.predicted;
  std::vector<float> points;
  std::vector<std::int32_t> images;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    points.insert(points.end(), {embedding.points.x[i], embedding.points.y[i]});
    images.insert(images.end(),
                  {static_cast<std::int32_t>(layer.indices[i]), layer.labels[i], layer.predicted[i]});
  }
  const auto count = static_cast<std::int64_t>(layer.size());
  const Dimension plane[] = {{"image", count}, {"axis", 2}}, facts[] = {{"image", count}, {"fact", 3}};
  FigureFiles files;
  files.push_back({"embedding.json", json_text(object) + "\n"});
  add_array(files, "embedding", plane, points, tables);
  add_array(files, "embedding-images", facts, images, tables);
  add_picture(files, "embedding", paint(model, samples, data, embedding));
  return files;
}

}  // namespace convlens
