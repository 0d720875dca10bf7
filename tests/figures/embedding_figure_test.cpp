#include "core/figures/embedding_figure.h"

#include <nlohmann/json.hpp>

#include "core/data/generated.h"
#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "tests/figures/figure_bytes.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

namespace convlens {

using test::bytes_of;

TEST_CASE("figures: an embedding holds the points, and of each image what it is and was read as") {
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  const auto samples = generated_digits(60, 3);
  ThreadPool pool(1);
  const auto layer = embedded_layer(model, *samples, model.graph->find("relu1"), {.count = 40}, pool);
  Embedding embedding = tsne_embedding(layer, {.perplexity = 8, .iterations = 30}, pool);
  const FigureFiles files = embedding_figure(model, *samples, "generated", embedding, Tables::csv);
  std::vector<float> points;
  std::vector<std::int32_t> images;
  for (std::size_t i = 0; i < 40; ++i) {
    points.insert(points.end(), {embedding.points.x[i], embedding.points.y[i]});
    images.insert(images.end(),
                  {static_cast<std::int32_t>(layer->indices[i]), layer->labels[i], layer->predicted[i]});
  }
  const std::int64_t plane[] = {40, 2}, facts[] = {40, 3};
  CHECK(bytes_of(files, "embedding.npy") == npy_bytes(plane, points));
  CHECK(bytes_of(files, "embedding-images.npy") == npy_bytes(facts, images));
  CHECK_FALSE(bytes_of(files, "embedding-images.csv").empty());
  CHECK(bytes_of(files, "embedding.png").starts_with("\x89PNG"));
  const auto json = nlohmann::json::parse(bytes_of(files, "embedding.json"));
  CHECK(json.at("layer") == "relu1");
  CHECK(json.at("method") == "tsne");
  CHECK(json.at("iterations") == 30);
  CHECK(json.at("divergence") == embedding.divergence);
  CHECK(json.at("purity").at("layer") == layer->purity);
  CHECK(json.at("explained").size() == layer->pca.count());
  CHECK(json.at("index") == layer->indices);
  CHECK(json.at("predicted") == layer->predicted);
  const auto short_json = nlohmann::json::parse(embedding_json(model, "generated", embedding));
  CHECK_FALSE(short_json.contains("index"));

  const Embedding pca = pca_embedding(layer, pool);
  const auto pca_json =
      nlohmann::json::parse(bytes_of(embedding_figure(model, *samples, "generated", pca), "embedding.json"));
  CHECK(pca_json.at("method") == "pca");
  CHECK_FALSE(pca_json.contains("divergence"));
  embedding.complete = false;
  CHECK(test::throws_kind(ErrorKind::bad_value,
                          [&] { embedding_figure(model, *samples, "generated", embedding); }));
}

}  // namespace convlens
