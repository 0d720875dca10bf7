#include "core/figures/lab_figure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/figures/lab_table.h"
#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "core/study/variant_graph.h"
#include "tests/figures/figure_bytes.h"
#include "tests/support/catch.h"

namespace convlens {
namespace {

using test::bytes_of;

/// Two variants, of which the second has not come to its first look.
LabState half_done() {
  LabState state{
      .settings = {.model = "digits", .data = "mnist:/somewhere", .base = find_preset("digits")->build()}};
  state.settings.variants = {parse_variant("window=7,stride=2"), parse_variant("as-is"),
                             parse_variant("without=conv3")};
  for (const Variant& variant : state.settings.variants) {
    state.variants.push_back(untrained_variant(*state.settings.base, variant));
    state.variants.back().total_steps = 8;
  }
  LabVariant& first = state.variants.front();
  first.filters = first_filters(initialised_model(build_variant(*state.settings.base, first.variant), 1));
  first.progress = {.step = 8, .seconds = 2.5};
  first.progress.looks = {
      {.step = 4, .epochs = 0.5, .loss = 1.5, .held_out = 0.25, .seconds = 1, .dead = {{"conv1", 4, 16}}},
      {.step = 8,
       .epochs = 1,
       .loss = std::nan(""),
       .held_out = 0.75,
       .seconds = 2.5,
       .dead = {{"conv1", 2, 16}, {"conv2", 6, 16}}}};
  first.progress.test = 0.5;
  return state;
}

}  // namespace

TEST_CASE("figures: a lab's table has a line a variant, and nothing where nothing is known") {
  const LabState state = half_done();
  const FigureFiles files = lab_figure(state);
  const std::string size =
      std::to_string(state.variants[0].parameters) + "," + std::to_string(state.variants[0].multiply_adds);
  const std::string csv = bytes_of(files, "lab-table.csv");
  CHECK(
      csv.starts_with("variant,parameters,multiply_adds,epochs,seconds,loss,held_out,test,dead conv1,maps "
                      "conv1,dead conv2,maps conv2\n"));
  CHECK(csv.find("\n\"window=7,stride=2\"," + size + ",1.0,2.5,,0.75,0.5,2,16,6,16\n") != std::string::npos);
  CHECK(csv.find("\nas-is,434570,4128256,,0.0,,,,,,,\n") != std::string::npos);
  const auto json = nlohmann::json::parse(bytes_of(files, "lab-table.json"));
  CHECK(json.at("model") == "digits");
  CHECK(json.at("held_out_every") == kLabHoldOut);
  CHECK(json.at("variants").size() == 3);
  CHECK(json.at("variants").at(0).at("loss").is_null());
  CHECK(json.at("variants").at(0).at("dead").at(1).at("dead") == 6);
  CHECK(json.at("variants").at(1).at("held_out").is_null());
  CHECK(json.at("variants").at(0) == nlohmann::json::parse(lab_json(state.variants[0])));
  const auto lines = lab_lines(state);
  REQUIRE(lines.size() == 4);
  CHECK(lines[1].find("75.00 %") != std::string::npos);
  CHECK(lines[1].ends_with("8 of 32"));
}

TEST_CASE("figures: a lab's curves and filters are the numbers, with pictures beside them") {
  const LabState state = half_done();
  const FigureFiles files = lab_figure(state, Tables::csv);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> curves{0.5f, 1.5f, 0.25f, 1, 0.25f, 1, nan, 0.75f, 2.5f, 0.25f};
  curves.resize(3 * 2 * 5, nan);
  const std::int64_t dims[] = {3, 2, 5};
  CHECK(bytes_of(files, "lab-curves.npy") == npy_bytes(dims, std::span<const float>(curves), "lab-curves"));
  CHECK(bytes_of(files, "lab-curves.csv").starts_with("variant,look,value=0"));
  const Filters& filters = state.variants[0].filters;
  const std::int64_t kernel[] = {16, 1, 7, 7};
  CHECK(bytes_of(files, "lab-filters-01.npy") ==
        npy_bytes(kernel, std::span<const float>(filters.values), "lab-filters-01"));
  CHECK(std::ranges::find(files, "lab-filters-02.npy", &FigureFile::name) == files.end());
  for (const char* name : {"lab-accuracy.png", "lab-loss.png", "lab-dead.png", "lab-filters.png"})
    CHECK(bytes_of(files, name).starts_with("\x89PNG"));
  CHECK(bytes_of(lab_figure(state, Tables::csv), "lab-accuracy.png") == bytes_of(files, "lab-accuracy.png"));
}

TEST_CASE("figures: a lab before its first look has a table and no curves") {
  LabState state = half_done();
  state.variants.erase(state.variants.begin());
  const FigureFiles files = lab_figure(state);
  CHECK(std::ranges::find(files, "lab-curves.npy", &FigureFile::name) == files.end());
  CHECK(bytes_of(files, "lab-table.csv").find("without=conv3") != std::string::npos);
}

}  // namespace convlens
