#include "core/study/embedding.h"

#include <cmath>
#include <set>

#include "core/base/error.h"
#include "core/data/generated.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

struct Bench {
  std::shared_ptr<const Samples> samples = generated_digits(130, 4);
  Model model = initialised_model(find_preset("lenet5")->build(), 1);
  int node = model.graph->find("relu2");
  ThreadPool pool{1};
  TsneOptions few{.perplexity = 12, .iterations = 120};

  EmbeddedLayerPtr layer(std::size_t count = 100) {
    return embedded_layer(model, *samples, node, {.count = count}, pool);
  }
  std::vector<float> values(std::uint32_t index) {
    const std::uint32_t one[] = {index};
    return layer_values(model, *samples, one, node, pool)->rows;
  }
};

}  // namespace

TEST_CASE("an embedded layer holds images chosen by the seed, with what the network said to them") {
  Bench bench;
  const auto layer = bench.layer();
  REQUIRE(layer->size() == 100);
  CHECK(std::ranges::is_sorted(layer->indices, std::less_equal<>()));
  CHECK(layer->indices.back() < 130);
  CHECK(bench.layer()->indices == layer->indices);
  CHECK(embedded_layer(bench.model, *bench.samples, bench.node, {.count = 100, .seed = 2}, bench.pool)
            ->indices != layer->indices);
  const std::set<std::int32_t> classes(layer->labels.begin(), layer->labels.end());
  CHECK(classes.size() == 10);
  CHECK(layer->pca.features == bench.model.graph->node(bench.node).shape.size());
  CHECK(layer->pca.count() == kReducedTo);
  Activations run;
  Tensor<float> picture(1, bench.samples->shape());
  bench.samples->read(layer->indices[10], 0, picture.values());
  forward(bench.model, std::as_const(picture).view(), run);
  const auto output = run.outputs.back().values();
  CHECK(layer->predicted[10] == std::max_element(output.begin(), output.end()) - output.begin());
  CHECK(layer->labels[10] == bench.samples->label(layer->indices[10]));
  CHECK((layer->purity > 0.1 && layer->purity <= 1));
  CHECK(bench.layer(5000)->size() == 130);
  const auto pixels = embedded_layer(bench.model, *bench.samples, kGraphInput, {.count = 60}, bench.pool);
  CHECK(pixels->pca.features == 784);
}

TEST_CASE("PCA's picture is the first two coordinates, and an input's place is exact") {
  Bench bench;
  const Embedding embedding = pca_embedding(bench.layer(), bench.pool);
  REQUIRE(embedding.complete);
  const std::size_t columns = embedding.layer->pca.count();
  for (std::size_t i = 0; i < 100; ++i) {
    CHECK(embedding.points.x[i] == embedding.layer->reduced[i * columns]);
    CHECK(embedding.points.y[i] == embedding.layer->reduced[i * columns + 1]);
  }
  const EmbeddingPlace place = place_in(embedding, bench.values(embedding.layer->indices[10]));
  CHECK(place.neighbours.empty());
  CHECK(place.x == Approx(embedding.points.x[10]).margin(1e-4));
  CHECK(place.y == Approx(embedding.points.y[10]).margin(1e-4));
}

TEST_CASE("t-SNE of a layer: the same with any threads - an image of its own is found in its place") {
  Bench bench;
  int moved = 0;
  std::size_t seen = 0;
  const Embedding embedding = tsne_embedding(
      bench.layer(), bench.few, bench.pool, {},
      [&](std::size_t done, std::size_t total) {
        CHECK(total == 120);
        seen = done;
      },
      [&](const PlanePoints& points, int iterations) {
        moved += points.size() == 100 && iterations == moved + 1 ? 1 : 0;
      });
  REQUIRE(embedding.complete);
  CHECK(moved == 120);
  CHECK(seen == 120);
  CHECK(embedding.divergence > 0);
  ThreadPool three(3);
  const auto layer = embedded_layer(bench.model, *bench.samples, bench.node, {.count = 100}, three);
  CHECK(layer->reduced == embedding.layer->reduced);
  CHECK(layer->purity == embedding.layer->purity);
  const Embedding again = tsne_embedding(layer, bench.few, three);
  CHECK(again.points.x == embedding.points.x);
  CHECK(again.points.y == embedding.points.y);
  CHECK(again.divergence == embedding.divergence);

  const EmbeddingPlace own = place_in(embedding, bench.values(embedding.layer->indices[10]));
  REQUIRE(own.neighbours.size() == kPlaceNeighbours);
  CHECK(own.neighbours.front() == 10);
  CHECK(own.x == Approx(embedding.points.x[10]).margin(1e-2));
  const EmbeddingPlace other = place_in(embedding, bench.values(129));
  CHECK(std::isfinite(other.x));
}

TEST_CASE("an embedding stops when asked, and refuses what does not fit") {
  Bench bench;
  std::stop_source source;
  const Embedding stopped = tsne_embedding(bench.layer(), bench.few, bench.pool, source.get_token(), {},
                                           [&](const PlanePoints&, int iterations) {
                                             if (iterations == 7) source.request_stop();
                                           });
  CHECK_FALSE(stopped.complete);
  CHECK(stopped.iterations == 7);
  CHECK_FALSE(embedded_layer(bench.model, *bench.samples, bench.node, {.count = 100}, bench.pool,
                             source.get_token()));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { bench.layer(kMostEmbedded + 1); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { tsne_embedding(bench.layer(50), {}, bench.pool); }));
  const Model other = initialised_model(find_preset("tinyvgg")->build(), 1);
  CHECK(test::throws_kind(ErrorKind::shape_mismatch,
                          [&] { embedded_layer(other, *bench.samples, 0, {.count = 50}, bench.pool); }));
}

TEST_CASE("a layer in which nothing differs, or whose values are no numbers, gives one place") {
  Bench bench;
  const float weight = GENERATE(0.0f, NAN);
  for (float& value : bench.model.parameters) value = weight;
  const auto layer = bench.layer();
  CHECK(layer->pca.count() == 0);
  const Embedding pca = pca_embedding(layer, bench.pool), tsne = tsne_embedding(layer, bench.few, bench.pool);
  for (std::size_t i = 0; i < 100; ++i) {
    CHECK(pca.points.x[i] == 0);
    CHECK(tsne.points.y[i] == 0);
  }
  CHECK(place_in(tsne, bench.values(1)).x == 0);
}
