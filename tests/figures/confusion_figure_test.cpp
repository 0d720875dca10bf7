#include "core/figures/confusion_figure.h"

#include <nlohmann/json.hpp>

#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "tests/figures/figure_bytes.h"

namespace convlens {
namespace {

std::unique_ptr<StoredSamples> samples_of(std::vector<std::string> names) {
  return std::make_unique<StoredSamples>(Shape{1, 2, 2}, std::vector<std::uint8_t>(8),
                                         std::vector<std::int32_t>{0, 1}, std::move(names));
}

}  // namespace

TEST_CASE("figures: a confusion matrix holds the counts, the misread images and their names") {
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  const std::vector<std::vector<int>> counts{{50, 2, 0}, {7, 41, 0}, {0, 0, 0}};
  const auto samples = samples_of({"cat", "dog & <cow>"});
  const FigureFiles files = confusion_figure(model, *samples, "mnist:/somewhere", counts,
                                             {{9, 1, 0, 0.75f}, {4, 0, 1, 0.5f}}, Tables::csv);
  const std::int64_t square[] = {3, 3};
  CHECK(test::bytes_of(files, "confusion.npy") ==
        npy_bytes(square, std::vector<std::int32_t>{50, 2, 0, 7, 41, 0, 0, 0, 0}));
  CHECK(test::bytes_of(files, "confusion.csv").starts_with("true,read=0,read=1,read=2\n0,50,2,0\n"));
  const auto json = nlohmann::json::parse(test::bytes_of(files, "confusion.json"));
  CHECK(json.at("data") == "mnist");
  CHECK(json.at("count") == 100);
  CHECK(json.at("accuracy") == 0.91);
  CHECK(json.at("classes") ==
        nlohmann::json({"cat", "dog & <cow>", "2"}));  // the network knows one more class
  REQUIRE(json.at("wrong").size() == 2);
  CHECK(json.at("wrong")[0] == nlohmann::json({{"index", 4}, {"label", 0}, {"predicted", 1}, {"p", 0.5}}));
  CHECK(json.at("wrong")[1].at("index") == 9);
  const std::string svg = test::bytes_of(files, "confusion.svg");
  for (const char* text : {">50<", ">2<", ">7<", ">41<", "dog &amp; &lt;cow&gt;", "91 of 100 right"}) {
    INFO(text);
    CHECK(svg.find(text) != std::string::npos);
  }
  CHECK(svg.find(">0</text>") != std::string::npos);  // the legend's; cells that hold nothing are empty
}

TEST_CASE("figures: the matrix of very many classes is one picture, an empty one is painted too") {
  const Model model = initialised_model(find_preset("lenet5")->build(), 1);
  constexpr std::size_t kMany = 100;
  std::vector<std::vector<int>> counts(kMany, std::vector<int>(kMany, 0));
  counts[3][7] = 5;
  const auto samples = samples_of({"a", "b"});
  const FigureFiles files = confusion_figure(model, *samples, "folder:x", counts, {});
  const std::string svg = test::bytes_of(files, "confusion.svg");
  CHECK(svg.find("data:image/png") != std::string::npos);
  CHECK(test::bytes_of(files, "confusion.png").starts_with("\x89PNG"));
  CHECK(nlohmann::json::parse(test::bytes_of(files, "confusion.json")).at("accuracy") == 0.0);
}

}  // namespace convlens
