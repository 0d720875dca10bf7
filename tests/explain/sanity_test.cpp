#include "core/explain/sanity.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/explain/deconvnet.h"
#include "core/explain/deletion.h"
#include "core/explain/rank_correlation.h"
#include "core/explain/saliency.h"
#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

struct Bench {
  TestNetwork network = test_networks()[0];
  Model model = model_of(network.stages, network.input, 13);
  Tensor<float> input = as_input(sparse_image(network.input, 13));
  Activations activations;

  Bench() { forward(model, std::as_const(input).view(), activations); }
  OcclusionResult sweep(const OcclusionOptions& options) {
    ThreadPool pool(1);
    return occlude(model, std::as_const(input).view(), options, pool);
  }
  DeletionCurve deletion(const OcclusionResult& result, const OcclusionOptions& options, bool in_order, int threads,
                         std::uint64_t seed = 1) {
    ThreadPool pool(threads);
    return deletion_curve(model, std::as_const(input).view(), result, options, in_order, seed, pool);
  }
};

/// Spearman's correlation by counting, value by value.
double slow_correlation(const std::vector<float>& a, const std::vector<float>& b) {
  const auto ranks = [](const std::vector<float>& values) {
    std::vector<double> result;
    for (const float one : values) {
      double below = 0, equal = 0;
      for (const float other : values) (other < one ? below : equal) += other <= one ? 1 : 0;
      result.push_back(below + (equal + 1) / 2);
    }
    return result;
  };
  const std::vector<double> x = ranks(a), y = ranks(b);
  double sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
  const double n = static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    sx += x[i], sy += y[i];
    xx += x[i] * x[i], yy += y[i] * y[i], xy += x[i] * y[i];
  }
  return (n * xy - sx * sy) / std::sqrt((n * xx - sx * sx) * (n * yy - sy * sy));
}

}  // namespace

TEST_CASE("rank correlation: by counting, with ties - 1, -1 and none") {
  Random random(3, RandomPurpose::test);
  for (int round = 0; round < 20; ++round) {
    std::vector<float> a, b;
    for (int i = 0; i < 40; ++i) {
      a.push_back(static_cast<float>(random.below(12)));
      b.push_back(a.back() + static_cast<float>(random.below(round + 1)));
    }
    CHECK(rank_correlation(a, b) == Approx(slow_correlation(a, b)));
  }
  const std::vector<float> up = {1, 4, 9, 16}, down = {3, 2, 1, -7}, flat = {5, 5, 5, 5};
  CHECK(rank_correlation(up, {std::vector<float>{1, 2, 3, 4}}) == Approx(1));
  CHECK(rank_correlation(up, down) == Approx(-1));
  CHECK(std::isnan(rank_correlation(up, flat)));
  CHECK(ranks_of(std::vector<float>{7, 7, 1}) == std::vector<double>{2.5, 2.5, 1});
}

TEST_CASE("the sanity check makes weights random from the top down and explains the same class anew") {
  Bench bench;
  ThreadPool pool(1);
  const Graph& graph = *bench.model.graph;
  for (const ExplainMethod& method : explain_methods()) {
    if (!can_check_sanity(method)) continue;
    INFO(method.name);
    const SanityCheck check = check_sanity(bench.model, bench.activations, method, {}, pool);
    REQUIRE(check.complete);
    std::vector<std::string> order;
    for (const SanityStep& step : check.steps) order.push_back(graph.node(step.node).name);
    REQUIRE(check.steps.size() == 4);  // two dense layers, two convolutions
    CHECK(std::is_sorted(check.steps.begin(), check.steps.end(), [](auto& a, auto& b) { return a.node > b.node; }));
    CHECK(check.values.size() == check.shape.size());
    for (const SanityStep& step : check.steps) {
      CHECK(step.values.size() == check.values.size());
      if (!std::isnan(step.correlation)) CHECK(step.correlation == Approx(slow_correlation(step.values, check.values)));
    }
    CHECK(check.steps.back().values != check.values);
  }
}

TEST_CASE("a step's explanation is that of a model whose layers from there up are random, the rest as trained") {
  Bench bench;
  ThreadPool pool(1);
  const SanityOptions options{.attribution = {.label = 3}, .seed = 5};
  const ExplainMethod& method = *find_explain_method("saliency");
  const SanityCheck check = check_sanity(bench.model, bench.activations, method, options, pool);
  CHECK(check.label == 3);
  CHECK(check.values == saliency(bench.model, bench.activations, {.label = 3}).values);
  // Which weights: those below the last step's node are the trained ones, so that the gradient depends on them.
  const SanityCheck again = check_sanity(bench.model, bench.activations, method, options, pool);
  const SanityCheck other = check_sanity(bench.model, bench.activations, method, {.attribution = {.label = 3}, .seed = 6}, pool);
  for (std::size_t i = 0; i < check.steps.size(); ++i) {
    CHECK(check.steps[i].values == again.steps[i].values);
    CHECK(check.steps[i].values != other.steps[i].values);
  }
  // The first convolution's weights decide about the last step only: changing them changes all before it, not it.
  Model changed = bench.model;
  for (const ParameterSlot& slot : changed.graph->node(1).parameters)
    for (float& weight : changed.parameter(slot)) weight *= -1.5f;
  Activations run;
  forward(changed, std::as_const(bench.input).view(), run);
  const SanityCheck of_changed = check_sanity(changed, run, method, options, pool);
  CHECK(of_changed.steps[2].values != check.steps[2].values);
  CHECK(of_changed.steps[3].values == check.steps[3].values);
}

TEST_CASE("a sanity check counts its explanations, can be stopped, and refuses methods that explain no class") {
  Bench bench;
  ThreadPool pool(2);
  std::stop_source source;
  const SanityCheck check = check_sanity(bench.model, bench.activations, *find_explain_method("guided"), {}, pool,
                                         source.get_token(), [&](std::size_t done, std::size_t total) {
                                           CHECK(total == 5);
                                           if (done == 2) source.request_stop();
                                         });
  CHECK_FALSE(check.complete);
  CHECK(check.steps.size() == 1);
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] {
    check_sanity(bench.model, bench.activations, *find_explain_method("inversion"), {}, pool);
  }));
}

TEST_CASE("the deletion curve lays the map's squares on one after another, and asks the network each time") {
  Bench bench;
  for (const bool inside : {false, true}) {
    OcclusionOptions options;
    options.patch = 3;
    options.stride = 2;
    options.grid = inside ? OcclusionGrid::inside : OcclusionGrid::centred;
    const OcclusionResult sweep = bench.sweep(options);
    const DeletionCurve curve = bench.deletion(sweep, options, true, 1);
    REQUIRE(curve.complete);
    std::vector<int> order(sweep.probability.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return sweep.probability[static_cast<std::size_t>(a)] < sweep.probability[static_cast<std::size_t>(b)];
    });
    Tensor<float> picture = bench.input;
    Tensor<float> marks(1, picture.shape());
    marks.fill(0.0f);
    const auto share = [&] {
      double sum = 0;
      for (const float mark : marks.values()) sum += static_cast<double>(mark);
      return sum / static_cast<double>(marks.size());
    };
    std::size_t point = 0;
    double area = -1;
    for (int i = -1; i < static_cast<int>(order.size()); ++i) {
      if (i >= 0) {
        const int position = order[static_cast<std::size_t>(i)];
        const int y = sweep.centres_y[static_cast<std::size_t>(position / sweep.positions_x)];
        const int x = sweep.centres_x[static_cast<std::size_t>(position % sweep.positions_x)];
        const float one[] = {1.0f};
        cover(picture.view(), y, x, options.patch, options.fill);
        cover(marks.view(), y, x, options.patch, one);
      }
      if (share() == area) continue;
      area = share();
      REQUIRE(point < curve.area.size());
      CHECK(curve.area[point] == Approx(area));
      CHECK(curve.probability[point] ==
            probabilities(bench.model, std::as_const(picture).view())[static_cast<std::size_t>(sweep.label)]);
      ++point;
    }
    CHECK(point == curve.area.size());
  }
}

TEST_CASE("the deletion curve is the same with any threads - a random order is the seed's - the mean lies within the curve") {
  Bench bench;
  const OcclusionOptions options{.patch = 3};
  const OcclusionResult sweep = bench.sweep(options);
  const DeletionCurve curve = bench.deletion(sweep, options, true, 1), parallel = bench.deletion(sweep, options, true, 3);
  CHECK(curve.probability == parallel.probability);
  CHECK(curve.area.front() == 0.0f);
  CHECK(curve.area.back() == 1.0f);
  CHECK(curve.mean <= static_cast<double>(*std::max_element(curve.probability.begin(), curve.probability.end())));
  CHECK(curve.mean >= static_cast<double>(*std::min_element(curve.probability.begin(), curve.probability.end())));
  const DeletionCurve first = bench.deletion(sweep, options, false, 1), same = bench.deletion(sweep, options, false, 2);
  const DeletionCurve other = bench.deletion(sweep, options, false, 1, 2);
  CHECK(first.area == same.area);
  CHECK(first.area != other.area);
  CHECK(first.area != curve.area);
  OcclusionResult stopped = sweep;
  stopped.complete = false;
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { bench.deletion(stopped, options, true, 1); }));
}
