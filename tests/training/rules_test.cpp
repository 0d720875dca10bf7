#include <cmath>

#include "core/base/error.h"
#include "core/training/optimizer.h"
#include "core/training/schedule.h"
#include "core/training/trainer.h"
#include "core/training/updater.h"
#include "tests/support/catch.h"
#include "tests/training/toy_data.h"

using namespace convlens;

TEST_CASE("learning-rate schedules begin, bend and end where they should") {
  CHECK(schedule_factor(Schedule::constant, 70, 100) == 1);
  CHECK(schedule_factor(Schedule::cosine, 0, 100) == 1);
  CHECK(schedule_factor(Schedule::cosine, 50, 100) == Approx(0.5));
  CHECK(schedule_factor(Schedule::cosine, 100, 100) == Approx(0).margin(1e-12));
  CHECK(schedule_factor(Schedule::one_cycle, 0, 100) == Approx(0.04));
  CHECK(schedule_factor(Schedule::one_cycle, 15, 100) == Approx(0.52));
  CHECK(schedule_factor(Schedule::one_cycle, 30, 100) == Approx(1));
  CHECK(schedule_factor(Schedule::one_cycle, 100, 100) == Approx(1e-4));
  for (const Schedule schedule : {Schedule::constant, Schedule::cosine, Schedule::one_cycle})
    CHECK(parse_schedule(to_string(schedule)) == schedule);
  CHECK_THROWS_AS(parse_schedule("linear"), Error);
  for (const OptimizerKind kind : {OptimizerKind::sgd, OptimizerKind::adam})
    CHECK(parse_optimizer(to_string(kind)) == kind);
  CHECK_THROWS_AS(parse_optimizer("rmsprop"), Error);
}

namespace {

/// One value's path under an optimizer, in double, from the formulas.
double reference_path(const OptimizerOptions& o, const std::vector<double>& gradients, double weight) {
  double first = 0, second = 0;
  for (std::size_t t = 1; t <= gradients.size(); ++t) {
    const double g = gradients[t - 1] + o.weight_decay * weight;
    if (o.kind == OptimizerKind::sgd) {
      first = o.momentum * first + g;
      weight -= o.learning_rate * first;
    } else {
      first = o.momentum * first + (1 - o.momentum) * g;
      second = o.beta2 * second + (1 - o.beta2) * g * g;
      const double m = first / (1 - std::pow(o.momentum, t)), v = second / (1 - std::pow(o.beta2, t));
      weight -= o.learning_rate * m / (std::sqrt(v) + o.epsilon);
    }
  }
  return weight;
}

}  // namespace

TEST_CASE("SGD with momentum and Adam follow their formulas, decay spares biases, lanes are added and emptied") {
  const auto graph = testing::small_graph(false);
  const ParameterSlot weight = graph->node(graph->find("dense")).parameters[0];
  const ParameterSlot bias = graph->node(graph->find("dense")).parameters[1];
  for (const OptimizerKind kind : {OptimizerKind::sgd, OptimizerKind::adam}) {
    OptimizerOptions o{.kind = kind, .learning_rate = 0.01f, .momentum = 0.8f, .weight_decay = 0.1f};
    Updater updater(*graph, o);
    ThreadPool pool(2);
    AlignedVector<float> parameters(graph->parameter_buffer_size(), 0.5f);
    std::vector<AlignedVector<float>> lanes(3, AlignedVector<float>(parameters.size(), 0.0f));
    const std::vector<double> gradients{0.3, -0.7, 0.2, 0.1};
    for (std::size_t t = 0; t < gradients.size(); ++t) {
      lanes[0].assign(parameters.size(), static_cast<float>(gradients[t]));
      lanes[1].assign(parameters.size(), 2.0f);
      lanes[2].assign(parameters.size(), -2.0f);
      updater.update(pool, static_cast<std::int64_t>(t + 1), o.learning_rate, lanes, parameters);
    }
    CHECK(parameters[weight.offset + 3] == Approx(reference_path(o, gradients, 0.5)).epsilon(1e-5));
    o.weight_decay = 0;
    CHECK(parameters[bias.offset] == Approx(reference_path(o, gradients, 0.5)).epsilon(1e-5));
    for (const auto& lane : lanes) CHECK(lane[weight.offset] == 0);
  }
}

TEST_CASE("a recipe tells what decides the result and nothing that does not") {
  TrainingOptions a, b;
  a.threads = 1;
  b.threads = 2;
  CHECK(recipe_of(a, "mnist") == recipe_of(b, "mnist"));
  b.seed = 2;
  CHECK(recipe_of(a, "mnist") != recipe_of(b, "mnist"));
}
