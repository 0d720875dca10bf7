// Seconds of training until `digits` first has 99.0 % on MNIST's test images, looked at every 50 steps while
// the clock stands. Random weights, the 60,000 training images only, all data in memory before the clock
// starts. usage: convlens_time_to_99 FOLDER [learning rate] [batch] [epochs planned] [seeds] [threads]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "core/data/in_memory.h"
#include "core/data/mnist.h"
#include "core/model/presets.h"
#include "core/training/evaluate.h"
#include "core/training/trainer.h"

namespace convlens::bench {
namespace {

constexpr double kTarget = 0.99;
constexpr int kStepsBetweenLooks = 50;

struct Recipe {
  double learning_rate = 0.05;
  int batch = 48, epochs = 1, seeds = 5, threads = 2;
};

struct Data {
  std::shared_ptr<const Samples> training, test;
};

/// Infinite: never.
double seconds_to_target(const Recipe& recipe, std::uint64_t seed, const Data& data) {
  TrainingOptions options{.epochs = recipe.epochs,
                          .batch = recipe.batch,
                          .optimizer = {},
                          .schedule = Schedule::one_cycle,
                          .augment = {},
                          .seed = seed,
                          .threads = recipe.threads};
  options.optimizer.learning_rate = static_cast<float>(recipe.learning_rate);
  ThreadPool pool(recipe.threads);
  Trainer trainer(initialised_model(find_preset("digits")->build(), seed), data.training, options);
  double seconds = 0, best = 0;
  while (!trainer.finished()) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kStepsBetweenLooks && !trainer.finished(); ++i) trainer.step();
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    // One-cycle ends where it is best.
    if (2 * trainer.steps_done() < trainer.total_steps()) continue;
    best = std::max(best, evaluate(trainer.model(), *data.test, pool)->accuracy());
    if (best < kTarget) continue;
    std::printf("seed %llu: %.2f s, %lld images\n", static_cast<unsigned long long>(seed), seconds,
                static_cast<long long>(trainer.steps_done()) * recipe.batch);
    return seconds;
  }
  std::printf("seed %llu: not reached (best %.2f %%)\n", static_cast<unsigned long long>(seed), 100 * best);
  return HUGE_VAL;
}

}  // namespace
}  // namespace convlens::bench

int main(int argc, char** argv) {
  using namespace convlens;
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FOLDER [learning rate] [batch] [epochs] [seeds] [threads]\n", argv[0]);
    return 2;
  }
  const auto number = [&](int i, double otherwise) { return argc > i ? std::atof(argv[i]) : otherwise; };
  bench::Recipe recipe;
  recipe.learning_rate = number(2, recipe.learning_rate);
  recipe.batch = static_cast<int>(number(3, recipe.batch));
  recipe.epochs = static_cast<int>(number(4, recipe.epochs));
  recipe.seeds = static_cast<int>(number(5, recipe.seeds));
  recipe.threads = static_cast<int>(number(6, recipe.threads));
  ThreadPool pool(recipe.threads);
  const bench::Data data{in_memory(open_mnist(argv[1], Split::training, digit_class_names()), pool),
                         in_memory(open_mnist(argv[1], Split::test, digit_class_names()), pool)};
  std::vector<double> seconds;
  for (int seed = 1; seed <= recipe.seeds; ++seed)
    seconds.push_back(bench::seconds_to_target(recipe, static_cast<std::uint64_t>(seed), data));
  std::sort(seconds.begin(), seconds.end());
  std::printf("median %.2f s (batch %d, one-cycle to %g over %d epochs, %d threads)\n",
              seconds[seconds.size() / 2], recipe.batch, recipe.learning_rate, recipe.epochs, recipe.threads);
}
