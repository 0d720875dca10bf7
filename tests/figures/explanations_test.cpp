#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/random.h"
#include "core/explain/grad_cam.h"
#include "core/explain/integrated_gradients.h"
#include "core/figures/deletion_figure.h"
#include "core/figures/html_page.h"
#include "core/figures/report.h"
#include "core/figures/saliency_figure.h"
#include "core/figures/sanity_figure.h"
#include "core/figures/search_figures.h"
#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"

namespace convlens {
namespace {

using Dims = std::vector<std::int64_t>;
using nlohmann::json;

struct Run {
  Model model;
  Activations activations;

  explicit Run(const char* preset) : model(initialised_model(find_preset(preset)->build(), 3)) {
    Tensor<float> picture(1, model.graph->input_shape());
    Random random(5, RandomPurpose::test);
    for (float& value : picture.values()) value = random.uniform();
    forward(model, picture.view(), activations);
  }
};

std::string bytes_of(const FigureFiles& files, const std::string& name) {
  for (const FigureFile& file : files)
    if (file.name == name) return file.bytes;
  FAIL("no file " << name);
  return {};
}

void check_array(const FigureFiles& files, const std::string& stem, const Dims& dims, std::span<const float> values) {
  CHECK(bytes_of(files, stem + ".npy") == npy_bytes(dims, values));
  CHECK_FALSE(bytes_of(files, stem + ".csv").empty());
  CHECK(bytes_of(files, stem + ".png").starts_with("\x89PNG"));
}

}  // namespace

TEST_CASE("figures: saliency of each method, with the class and what the method has to tell") {
  for (const char* preset : {"lenet5", "tinyvgg"}) {
    const Run run(preset);
    const Shape& input = run.model.graph->input_shape();
    const AttributionOptions options{.label = 4, .steps = 3};
    for (const char* name : {"saliency", "grad-cam", "integrated-gradients"}) {
      INFO(preset << " " << name);
      const ExplainMethod& method = *find_explain_method(name);
      const Attribution map = method.attribute(run.model, run.activations, options, nullptr, {}, {});
      const FigureFiles files = saliency_figure(run.model, method, map, options, Tables::csv);
      const bool path = method.attribute == integrated_gradients;
      check_array(files, "saliency", path ? Dims{input.channels, input.height, input.width} : Dims{input.height, input.width},
                  map.values);
      const json said = json::parse(bytes_of(files, "saliency.json"));
      CHECK(said.at("method") == name);
      CHECK(said.at("label") == 4);
      CHECK(said.at("score") == map.score);
      CHECK(said.contains("residue") == path);
      CHECK(said.contains("layer") == (method.attribute == grad_cam));
    }
  }
}

TEST_CASE("figures: colours are summed for one map") {
  Attribution map;
  map.shape = {3, 1, 2};
  map.values = {1, 2, 10, 20, 100, 200};
  CHECK(one_map_of(map) == std::vector<float>{111, 222});
}

TEST_CASE("figures: inversions and ideal pictures, one and several, grey and in colour") {
  for (const char* preset : {"lenet5", "tinyvgg"}) {
    const Run run(preset);
    const Shape& input = run.model.graph->input_shape();
    InversionOptions search;
    search.iterations = 2;
    const std::vector<int> nodes{run.model.graph->find("conv1"), run.model.graph->find("relu2")};
    const Inversions two = invert_layers(run.model, run.activations, nodes, search);
    std::vector<float> values = chw_of(two[0].picture);
    const FigureFiles one = inversion_figure(run.model, {two[0]}, search, Tables::csv);
    check_array(one, "inversion", {input.channels, input.height, input.width}, values);
    const std::vector<float> more = chw_of(two[1].picture);
    values.insert(values.end(), more.begin(), more.end());
    const FigureFiles files = inversion_figure(run.model, two, search, Tables::csv);
    check_array(files, "inversion", {2, input.channels, input.height, input.width}, values);
    const json said = json::parse(bytes_of(files, "inversion.json"));
    CHECK(said.at("layers").at(1).at("layer") == "relu2");
    CHECK(said.at("layers").at(1).at("error") == two[1].error);

    const MaximisationOptions climb{.iterations = 2};
    const auto found = maximise_units(run.model, nodes[0], {3, 1}, climb);
    const FigureFiles ideal = maximisation_figure(run.model, found, climb, Tables::csv);
    values = chw_of(found[0].picture);
    const std::vector<float> second = chw_of(found[1].picture);
    values.insert(values.end(), second.begin(), second.end());
    check_array(ideal, "maximisation", {2, input.channels, input.height, input.width}, values);
    CHECK(json::parse(bytes_of(ideal, "maximisation.json")).at("units").at(0).at("unit") == 3);
  }
}

TEST_CASE("figures: a sanity check and a deletion curve") {
  const Run run("lenet5");
  ThreadPool pool(1);
  const SanityOptions options{.attribution = {.label = 2}};
  const SanityCheck check = check_sanity(run.model, run.activations, *find_explain_method("gradient"), options, pool);
  const FigureFiles files = sanity_figure(run.model, check, options, Tables::csv);
  std::vector<float> values = check.values;
  for (const SanityStep& step : check.steps) values.insert(values.end(), step.values.begin(), step.values.end());
  check_array(files, "sanity", {6, 1, 28, 28}, values);
  CHECK(bytes_of(files, "sanity-curve.png").starts_with("\x89PNG"));
  const json said = json::parse(bytes_of(files, "sanity.json"));
  CHECK(said.at("steps").size() == 5);
  CHECK(said.at("steps").at(0).at("layer") == "dense3");

  const OcclusionOptions square{.stride = 4};
  const OcclusionResult sweep = occlude(run.model, run.activations.input.view(), square, pool);
  const DeletionCurve curve = deletion_curve(run.model, run.activations.input.view(), sweep, square, true, 1, pool);
  const FigureFiles deletion = deletion_figure(run.model, sweep.label, curve, curve, Tables::csv);
  std::vector<float> points;
  for (std::size_t i = 0; i < curve.area.size(); ++i) points.insert(points.end(), {curve.area[i], curve.probability[i]});
  check_array(deletion, "deletion", {static_cast<std::int64_t>(curve.area.size()), 2}, points);
  CHECK(json::parse(bytes_of(deletion, "deletion.json")).at("mean") == curve.mean);
}

TEST_CASE("base64 as in RFC 4648") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe\xfd") == "//79");
}

TEST_CASE("a page escapes what others wrote and stands alone") {
  HtmlPage page("<script>alert(1)</script>");
  page.section("a & b", "\"quoted\"");
  page.table({{"name", "value"}, {"<b>", "1.5"}});
  page.pictures({{"x\"y.png", "abc"}, {"left-out.npy", "abc"}});
  const std::string html = std::move(page).take();
  CHECK(html.find("<script>") == std::string::npos);
  CHECK(html.find("&lt;script&gt;") != std::string::npos);
  CHECK(html.find("a &amp; b") != std::string::npos);
  CHECK(html.find("&lt;b&gt;") != std::string::npos);
  CHECK(html.find("x&quot;y") != std::string::npos);
  CHECK(html.find("left-out") == std::string::npos);
  CHECK(html.find("data:image/png;base64,YWJj") != std::string::npos);
}

TEST_CASE("the report holds every chapter, refers to nothing outside, is the same with any threads, and can be stopped") {
  const Run run("lenet5");
  const ReportOptions options{.title = "seven", .iterations = 3};
  ThreadPool one(1), two(2);
  std::size_t last = 0, all = 0;
  const std::string page = report(run.model, run.activations, options, one, {}, [&](std::size_t done, std::size_t total) {
    CHECK(done >= last);
    last = done;
    all = total;
  });
  CHECK(last == all);
  CHECK(all > 0);
  for (const ExplainMethod& method : explain_methods())
    if (method.attribute || method.rule) CHECK(page.find("<h2>" + std::string(method.title) + "</h2>") != std::string::npos);
  for (const char* word : {"Occlusion", "Deletion", "Inversion", "Activation maximisation", "Sanity", "The filters", "rotate"})
    CHECK(page.find(word) != std::string::npos);
  for (const char* elsewhere : {"http:", "https:", "file:", "url("}) CHECK(page.find(elsewhere) == std::string::npos);
  CHECK(page.find("src=\"data:image/png") != std::string::npos);
  CHECK(page == report(run.model, run.activations, options, two));
  std::stop_source source;
  CHECK(report(run.model, run.activations, options, one, source.get_token(),
               [&](std::size_t done, std::size_t total) {
                 if (2 * done > total) source.request_stop();
               })
            .empty());
}

}  // namespace convlens
