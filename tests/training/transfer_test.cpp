#include "core/model/transfer.h"

#include <algorithm>

#include "core/training/evaluate.h"
#include "core/training/trainer.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/training/toy_data.h"

using namespace convlens;

namespace {

Model trained(std::shared_ptr<const Graph> graph, int epochs) {
  TrainingOptions options{.epochs = epochs, .batch = 16, .optimizer = {}, .augment = {}, .threads = 1};
  Trainer trainer(initialised_model(std::move(graph), 2), testing::bars(150, 1), options);
  while (!trainer.finished()) trainer.step();
  return trainer.model();
}

bool same_weights(const Model& a, const Model& b, int node) {
  const auto &from = a.graph->node(node).parameters, &to = b.graph->node(node).parameters;
  for (std::size_t k = 0; k < from.size(); ++k) {
    const auto x = a.parameter(from[k]), y = b.parameter(to[k]);
    if (!std::equal(x.begin(), x.end(), y.begin(), y.end())) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a new head: other classes, the same features") {
  const Model model = trained(testing::small_graph(true), 1);
  const std::vector<std::string> names = {"a", "b", "c", "d", "e"};
  const Model other = with_new_head(model, names, 7);
  CHECK(other.class_names == names);
  CHECK(other.graph->names() == model.graph->names());
  CHECK(other.graph->node(other.graph->output()).shape == Shape{5, 1, 1});
  const int head = head_of(*model.graph);
  CHECK(model.graph->node(head).name == "dense");
  for (int i = 0; i < model.graph->size(); ++i)
    if (i != head) CHECK(same_weights(model, other, i));
}

TEST_CASE("frozen layers do not move by a bit, the others learn, and what moved is told layer by layer") {
  const Model before = with_new_head(trained(testing::small_graph(true), 3), {"lying", "standing", "slanting"}, 9);
  Model model = before;
  auto graph = std::make_shared<Graph>(*before.graph);
  const int last = graph->find("norm2");
  graph->freeze(last);
  model.graph = graph;

  TrainingOptions options{.epochs = 6, .batch = 16, .optimizer = {}, .augment = {}, .threads = 2};
  Trainer trainer(model, testing::bars(150, 1), options);
  while (!trainer.finished()) trainer.step();
  const Model& after = trainer.model();
  for (int i = 0; i <= last; ++i) {
    INFO(graph->node(i).name);
    CHECK(same_weights(before, after, i));  // batch norm's running statistics, too
  }
  CHECK_FALSE(same_weights(before, after, head_of(*graph)));
  ThreadPool pool(1);
  const auto test = testing::bars(90, 5);
  CHECK(evaluate(after, *test, pool, {}, {})->accuracy() > 0.9);

  const auto moves = moves_between(before, after);
  REQUIRE(moves.size() == 5);
  CHECK(moves.front().layer == "conv1");
  CHECK(moves.front().frozen);
  CHECK(moves.front().change == 0);
  CHECK(moves.back().layer == "dense");
  CHECK_FALSE(moves.back().frozen);
  CHECK(moves.back().change > 0);
}

TEST_CASE("what is frozen survives a checkpoint's description of the graph") {
  auto graph = std::make_shared<Graph>(*testing::small_graph(true));
  graph->freeze(graph->find("conv2"));
  const auto again = graph_from_json(graph_to_json(*graph));
  for (int i = 0; i < graph->size(); ++i) CHECK(again->node(i).frozen == graph->node(i).frozen);
  CHECK(again->parameter_count() == graph->parameter_count());
}

TEST_CASE("a filter's move is the norm of its change over the norm it had") {
  const Model before = trained(testing::small_graph(false), 1);
  Model after = before;
  const int conv = before.graph->find("conv2");
  auto weights = after.parameter(before.graph->node(conv).parameters.front());
  for (float& weight : weights) weight *= 1.5f;
  const std::vector<double> moves = filter_moves(before, after, conv);
  REQUIRE(moves.size() == 6);
  for (const double move : moves) CHECK(move == Approx(0.5));
  CHECK(filter_moves(before, after, before.graph->find("conv1")) == std::vector<double>(6, 0.0));
}

TEST_CASE("freezing all that can learn is refused, and the graph that was asked about stays as it is") {
  const auto graph = testing::small_graph(true);
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { frozen_up_to(*graph, "dense"); }));
  CHECK(test::throws_kind(ErrorKind::unknown_name, [&] { frozen_up_to(*graph, "nowhere"); }));
  CHECK(frozen_up_to(*graph, "norm1")->node(graph->find("conv1")).frozen);
  CHECK_FALSE(graph->node(graph->find("conv1")).frozen);
}
