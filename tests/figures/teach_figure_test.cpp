#include "core/figures/teach_figure.h"

#include <nlohmann/json.hpp>

#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "tests/figures/figure_bytes.h"
#include "tests/support/catch.h"
#include "tests/support/mirrored_digits.h"

namespace convlens {

using test::bytes_of;

TEST_CASE("figures: a teaching tells what was read before and after, and holds the filters of both") {
  const auto model = std::make_shared<const Model>(initialised_model(find_preset("lenet5")->build(), 1));
  const TeachOptions options{.freeze = "conv1", .leave_out = 2};
  const auto result =
      teach(model, test::mirrored_digits(7, 4, 3), generated_digits(100, 4), "generated", options);
  REQUIRE(result);
  const int node = model->graph->find("conv2");
  const FigureFiles files = teach_figure(*result, options, "generated", node, Tables::csv);
  std::vector<float> weights = filters_of(*result->before, node).values;
  const Filters after = filters_of(*result->after, node);
  weights.insert(weights.end(), after.values.begin(), after.values.end());
  const std::int64_t dims[] = {2, 16, 6, 5, 5};
  CHECK(bytes_of(files, "teach-filters.npy") == npy_bytes(dims, weights));
  CHECK_FALSE(bytes_of(files, "teach-filters.csv").empty());
  CHECK(bytes_of(files, "teach-filters.png").starts_with("\x89PNG"));
  CHECK(bytes_of(files, "teach.png").starts_with("\x89PNG"));
  const std::string line = bytes_of(files, "teach.json");
  CHECK(line == teach_json(*result, options, "generated") + "\n");
  const auto json = nlohmann::json::parse(line);
  CHECK(json.at("freeze") == "conv1");
  CHECK(json.at("moved").at(0) == nlohmann::json{{"layer", "conv1"}, {"change", 0.0}, {"frozen", true}});
  CHECK(json.at("moved").at(1).at("change") == result->layers[1].change);
  CHECK(json.at("drawings").size() == 4);
  CHECK(json.at("drawings").at(1).at("left_out") == true);
  CHECK(json.at("drawings").at(2).at("after") == result->drawings[2].after.predicted);
  CHECK(json.at("accuracy").at("own").at("count") == 2);
  CHECK(json.at("accuracy").at("held_out").at("after") == result->held_out.after);
  CHECK(most_moved_first(std::vector<double>{0.1, 0.3, 0.1, 0.2}) == std::vector<std::size_t>{1, 3, 0, 2});
}

}  // namespace convlens
