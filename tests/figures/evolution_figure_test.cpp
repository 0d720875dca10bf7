#include "core/figures/evolution_figure.h"

#include <nlohmann/json.hpp>

#include "core/data/generated.h"
#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "tests/figures/figure_bytes.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

namespace convlens {

using test::bytes_of;

TEST_CASE("figures: feature evolution holds each snapshot's pictures and weights, one after another") {
  const auto graph = find_preset("lenet5")->build();
  Film film{.snapshots = {}, .data = "generated"};
  for (const int step : {0, 40, 80})
    film.snapshots.push_back({step, std::make_shared<const Model>(initialised_model(graph, static_cast<std::uint64_t>(step) + 1))});
  const auto samples = generated_digits(20, 3);
  ThreadPool pool(1);
  std::vector<EvolutionMoment> moments;
  for (const Snapshot& snapshot : film.snapshots) moments.push_back(*evolution_moment(snapshot, *samples, pool));
  const int node = graph->find("relu1");
  const std::vector<int> units{0, 1, 2, 3, 4, 5};
  const auto pictures = evolution_pictures(film, moments, *samples, node, units);
  const FigureFiles files = evolution_figure(film, moments, pictures, *samples, node, Tables::csv);

  std::vector<float> projections, weights;
  for (std::size_t i = 0; i < 3; ++i) {
    projections.insert(projections.end(), pictures[i].projections.begin(), pictures[i].projections.end());
    const Filters filters = filters_of(*film.snapshots[i].model, graph->find("conv1"));
    weights.insert(weights.end(), filters.values.begin(), filters.values.end());
  }
  const std::int64_t dims[] = {3, 6, 1, 5, 5};
  CHECK(bytes_of(files, "evolution-projections.npy") == npy_bytes(dims, projections));
  CHECK(bytes_of(files, "evolution-filters.npy") == npy_bytes(dims, weights));
  CHECK(bytes_of(files, "evolution.png").starts_with("\x89PNG"));
  CHECK_FALSE(bytes_of(files, "evolution-crops.csv").empty());
  const auto json = nlohmann::json::parse(bytes_of(files, "evolution.json"));
  const auto& map = json.at("snapshots").at(1).at("maps").at(4);
  const StrongPatch& patch = moments[1].strongest.of(node, 4).front();
  CHECK(map.at("index") == patch.image);
  CHECK(map.at("position").at(1) == patch.position.x);
  CHECK(json.at("snapshots").at(1).at("accuracy") == moments[1].accuracy);

  moments.pop_back();
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { evolution_figure(film, moments, pictures, *samples, node); }));
}

}  // namespace convlens
