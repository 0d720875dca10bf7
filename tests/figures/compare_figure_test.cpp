#include "core/figures/compare_figure.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/random.h"
#include "core/figures/compare_pictures.h"
#include "core/figures/filters_figure.h"
#include "core/figures/maps_figure.h"
#include "core/figures/saliency_figure.h"
#include "core/figures/search_figures.h"
#include "core/formats/npy.h"
#include "core/model/presets.h"
#include "core/model/units.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

namespace convlens {
namespace {

using nlohmann::json;

struct Run {
  Model model;
  Activations activations;

  Run(const char* preset, std::uint64_t seed) : model(initialised_model(find_preset(preset)->build(), 3)) {
    Tensor<float> picture(1, model.graph->input_shape());
    Random random(seed, RandomPurpose::test);
    for (float& value : picture.values()) value = random.uniform();
    forward(model, picture.view(), activations);
  }
  CompareSide side(const CompareQuestion& question, int threads = 1) const {
    ThreadPool pool(threads);
    return *compare_side(model, activations, question, pool);
  }
};

std::string bytes_of(const FigureFiles& files, const std::string& name) {
  for (const FigureFile& file : files)
    if (file.name == name) return file.bytes;
  FAIL("no file " << name);
  return {};
}

/// A coarse sweep and few iterations: the sums are the same ones.
CompareQuestion question_of(const ComparedKind& kind, const Graph& graph) {
  CompareQuestion question{.figure = kind.figure};
  const auto first = std::find_if(graph.nodes().begin(), graph.nodes().end(),
                                  [](const Node& node) { return node.layer->kind() == "conv2d"; });
  if (kind.takes_layer) question.layer = first->name;
  question.occlusion.stride = 8;
  question.inversion.iterations = question.maximisation.iterations = 3;
  return question;
}

/// The file that the figure's own command saves.
std::string own_file(const Run& run, const CompareQuestion& q) {
  const Model& model = run.model;
  const Graph& graph = *model.graph;
  ThreadPool pool(1);
  const int node = q.layer.empty() ? -1 : graph.find(q.layer);
  switch (q.figure) {
    case ComparedFigure::maps: {
      const LayerStems stems(graph);
      return bytes_of(maps_figure(graph, run.activations, node, stems), stems.of(node) + ".npy");
    }
    case ComparedFigure::filters:
      return bytes_of(filters_figure(model, node), "filters.npy");
    case ComparedFigure::deconv: {
      if (q.unit >= 0)
        return bytes_of(deconv_figure(model, node, q.unit, project(model, run.activations, node, q.unit, q.projection), q.projection), "deconv.npy");
      std::vector<int> units(static_cast<std::size_t>(graph.node(node).shape.channels));
      for (std::size_t i = 0; i < units.size(); ++i) units[i] = static_cast<int>(i);
      return bytes_of(deconv_figure(model, node, units, project_all(model, run.activations, node, q.projection), q.projection), "deconv.npy");
    }
    case ComparedFigure::occlude:
      return bytes_of(occlusion_figure(model, occlude(model, run.activations.input.view(), q.occlusion, pool), q.occlusion),
                      std::string(word_of(q.map)) + ".npy");
    case ComparedFigure::saliency:
      return bytes_of(saliency_figure(model, *q.method, q.method->attribute(model, run.activations, {}, nullptr, {}, {}), {}), "saliency.npy");
    case ComparedFigure::invert:
      return bytes_of(inversion_figure(model, invert_layers(model, run.activations, {node}, q.inversion), q.inversion), "inversion.npy");
    case ComparedFigure::maximise: {
      std::vector<int> units = first_units(graph.node(node).shape.channels);
      if (q.unit >= 0) units = {q.unit};
      return bytes_of(
          maximisation_figure(model, maximise_units(model, node, units, q.maximisation), q.maximisation),
          "maximisation.npy");
    }
    case ComparedFigure::probabilities:
      break;
  }
  const std::vector<float> values = class_probabilities(graph, run.activations.of(graph.output()));
  return npy_bytes(std::vector<std::int64_t>{static_cast<std::int64_t>(values.size())}, values);
}

/// Every kind, with what can be chosen in it.
std::vector<CompareQuestion> questions(const Graph& graph) {
  std::vector<CompareQuestion> all;
  for (const ComparedKind& kind : compared_kinds()) {
    CompareQuestion question = question_of(kind, graph);
    all.push_back(question);
    if (kind.figure == ComparedFigure::deconv || kind.figure == ComparedFigure::maximise) {
      all.back().unit = 2;
      all.push_back(question);
    }
    if (kind.figure == ComparedFigure::saliency) {
      all.pop_back();
      for (const char* method : {"saliency", "grad-cam", "integrated-gradients"}) {
        question.method = find_explain_method(method);
        all.push_back(question);
      }
    }
    if (kind.figure == ComparedFigure::occlude)
      for (const OcclusionMap map : {OcclusionMap::activation, OcclusionMap::label}) {
        question.map = map;
        all.push_back(question);
      }
  }
  return all;
}

}  // namespace

TEST_CASE("compare: each side is the file that the figure's own command saves, to the last bit") {
  for (const char* preset : {"lenet5", "tinyvgg"}) {
    const Run a(preset, 5), b(preset, 6);
    for (const CompareQuestion& question : questions(*a.model.graph)) {
      INFO(preset << " " << kind_of(question.figure).word << " " << word_of(question.map));
      CompareQuestion of_b = question;
      CompareSide first = a.side(question), second = b.side(question);
      const FigureFiles files = compare_figure(compare(first, second), question.unit, Tables::csv);
      CHECK(bytes_of(files, "a.npy") == own_file(a, question));
      CHECK(bytes_of(files, "b.npy") == own_file(b, question));
      CHECK(bytes_of(files, "compare.png").starts_with("\x89PNG"));
      CHECK_FALSE(bytes_of(files, "difference.csv").empty());
    }
  }
}

TEST_CASE("compare: the difference is a - b, and the same with one thread or two") {
  const Run a("lenet5", 5), b("lenet5", 6);
  for (const CompareQuestion& question : questions(*a.model.graph)) {
    INFO(kind_of(question.figure).word);
    const Comparison one = compare(a.side(question, 1), b.side(question, 1));
    const Comparison two = compare(a.side(question, 2), b.side(question, 2));
    CHECK(one.a.array.values == two.a.array.values);
    CHECK(compare_json(one) == compare_json(two));
    for (std::size_t i = 0; i < one.difference.size(); ++i) {
      const float x = one.a.array.values[i], y = one.b.array.values[i];
      CHECK(one.difference[i] == (one.a.array.classes ? static_cast<float>(x != y) : x - y));
    }
  }
}

TEST_CASE("compare: equal sides differ by exactly 0 in every figure") {
  const Run run("lenet5", 5);
  for (const CompareQuestion& question : questions(*run.model.graph)) {
    INFO(kind_of(question.figure).word);
    const Comparison same = compare(run.side(question), run.side(question));
    CHECK(std::all_of(same.difference.begin(), same.difference.end(), [](float value) { return value == 0; }));
    const json object = json::parse(compare_json(same));
    CHECK(object.at("differing") == 0.0);
    if (!same.a.array.classes) CHECK(object.at("largest_difference") == 0.0);
  }
}

TEST_CASE("compare: two rules, two methods") {
  const Run run("lenet5", 5);
  CompareQuestion a{.figure = ComparedFigure::deconv, .layer = "relu2", .unit = 3};
  CompareQuestion b = a;
  b.projection.rule = BackwardRule::gradient;
  const json object = json::parse(compare_json(compare(run.side(a), run.side(b)), 3));
  CHECK(object.at("a").at("rule") == "deconvnet");
  CHECK(object.at("b").at("rule") == "gradient");
  CHECK(object.at("largest_difference") > 0.0);

  a = b = {.figure = ComparedFigure::saliency};
  a.method = find_explain_method("saliency");
  b.method = find_explain_method("integrated-gradients");
  const Comparison methods = compare(run.side(a), run.side(b));
  CHECK(methods.difference.size() == 28 * 28);
  CHECK_FALSE(scales_of(methods).shared);
}

TEST_CASE("compare: the numbers of one unit beside those of its layer") {
  const Run a("lenet5", 5), b("lenet5", 6);
  const CompareQuestion question{.figure = ComparedFigure::maps, .layer = "relu2"};
  const Comparison comparison = compare(a.side(question), b.side(question));
  const std::size_t area = 10 * 10;
  const std::span<const float> map_of_a = std::span(comparison.a.array.values).subspan(4 * area, area);
  const std::span<const float> map_of_b = std::span(comparison.b.array.values).subspan(4 * area, area);
  const json unit = json::parse(compare_json(comparison, 4)).at("of_unit");
  CHECK(unit.at("unit") == 4);
  CHECK(unit.at("largest_difference") == difference_of(map_of_a, map_of_b).largest);
  CHECK(unit.at("rank_correlation") == difference_of(map_of_a, map_of_b).rank_correlation);
  CHECK_FALSE(json::parse(compare_json(comparison)).contains("of_unit"));
}

TEST_CASE("compare: the pictures that differ most come first") {
  const Run a("lenet5", 5), b("lenet5", 6);
  const CompareQuestion question{.figure = ComparedFigure::maps, .layer = "relu2"};
  const Comparison comparison = compare(a.side(question), b.side(question));
  const std::vector<ComparePart> all = most_different(comparison, -1, 100);
  CHECK(all.size() == 16);
  for (std::size_t i = 1; i < all.size(); ++i)
    CHECK(largest_difference(comparison, all[i - 1]) >= largest_difference(comparison, all[i]));
  CHECK(most_different(comparison, 7, 100).size() == 1);
  CHECK(most_different(comparison, 7, 100).front().unit == 7);
}

TEST_CASE("compare: what cannot be laid side by side is told") {
  const Run digit("lenet5", 5), colour("tinyvgg", 5);
  CompareQuestion question{.figure = ComparedFigure::maps, .layer = "conv1"};
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { compare(digit.side(question), colour.side(question)); }));
  question.layer = "no such layer";
  CHECK(test::throws_kind(ErrorKind::unknown_name, [&] { digit.side(question); }));
  question.layer = "";
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { digit.side(question); }));
  question = {.figure = ComparedFigure::saliency, .label = 99};
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { digit.side(question); }));
  CHECK(test::throws_kind(ErrorKind::unknown_name, [] { find_compared_kind("pictures"); }));
}

TEST_CASE("compare: a side that was stopped is none") {
  const Run run("lenet5", 5);
  std::stop_source stop;
  stop.request_stop();
  ThreadPool pool(1);
  for (const ComparedFigure figure :
       {ComparedFigure::occlude, ComparedFigure::deconv, ComparedFigure::invert, ComparedFigure::maximise}) {
    const CompareQuestion question = question_of(kind_of(figure), *run.model.graph);
    CHECK_FALSE(compare_side(run.model, run.activations, question, pool, stop.get_token()));
  }
}

}  // namespace convlens
