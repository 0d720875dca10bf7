#include "core/explain/stoppable.h"

#include <algorithm>

#include "core/explain/integrated_gradients.h"
#include "core/explain/invariance.h"
#include "core/explain/registry.h"
#include "core/explain/sanity.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/random_tensor.h"

namespace convlens {
namespace {

struct Bench {
  Model model = initialised_model(find_preset("lenet5")->build(), 3);
  Tensor<float> picture{2, model.graph->input_shape()};

  Bench() { testing::fill_uniform(picture.values(), 5); }
};

bool same(const Tensor<float>& a, const Tensor<float>& b) {
  return std::ranges::equal(std::as_const(a).values(), std::as_const(b).values());
}

}  // namespace

TEST_CASE("a run that may be stopped is the plain run, there and back, to the last bit") {
  const Bench bench;
  const Graph& graph = *bench.model.graph;
  Activations plain, watched;
  forward(bench.model, bench.picture.view(), plain);
  REQUIRE(forward_unless_stopped({}, bench.model, bench.picture.view(), watched));
  for (int node = 0; node < graph.size(); ++node) CHECK(same(plain.of(node), watched.of(node)));
  Tensor<float> seed(2, graph.shape_of(graph.logits()));
  testing::fill_uniform(seed.values(), 7);
  for (const BackwardRule rule : {BackwardRule::gradient, BackwardRule::deconvnet}) {
    Gradients down, watched_down;
    backward(bench.model, plain, graph.logits(), std::as_const(seed).view(), down, {.rule = rule});
    REQUIRE(backward_unless_stopped({}, bench.model, watched, graph.logits(), std::as_const(seed).view(),
                                    watched_down, {.rule = rule}));
    CHECK(same(down.input, watched_down.input));
  }
}

TEST_CASE("a run that is stopped computes no further layer") {
  const Bench bench;
  const Graph& graph = *bench.model.graph;
  std::stop_source source;
  source.request_stop();
  Activations run;
  CHECK_FALSE(forward_unless_stopped(source.get_token(), bench.model, bench.picture.view(), run));
  CHECK(run.of(0).size() == 0);
  forward(bench.model, bench.picture.view(), run);
  Gradients down;
  const Tensor<float> seed(2, graph.shape_of(graph.logits()));
  CHECK_FALSE(
      backward_unless_stopped(source.get_token(), bench.model, run, graph.logits(), seed.view(), down));
  CHECK_FALSE(down.input_reached);
}

TEST_CASE("explanations that are stopped before they begin are none, and say so") {
  const Bench bench;
  Activations run;
  forward(bench.model, bench.picture.samples(0, 1), run);
  std::stop_source source;
  source.request_stop();
  ThreadPool pool(1);
  CHECK_FALSE(integrated_gradients(bench.model, run, {}, &pool, source.get_token(), {}).complete);
  CHECK_FALSE(
      invariance(bench.model, run, Transformation::rotate, {0, 90}, {}, pool, source.get_token()).complete);
  const ExplainMethod& method = *find_explain_method("guided");
  CHECK_FALSE(check_sanity(bench.model, run, method, {}, pool, source.get_token()).complete);
}

}  // namespace convlens
