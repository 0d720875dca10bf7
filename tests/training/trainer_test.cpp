#include "core/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/base/error.h"
#include "core/training/evaluate.h"
#include "tests/support/catch.h"
#include "tests/training/toy_data.h"

using namespace convlens;

namespace {

TrainingOptions options(int threads, OptimizerKind optimizer = OptimizerKind::sgd) {
  TrainingOptions o;
  o.epochs = 2;
  o.batch = 18;  // does not divide into the lanes evenly, nor the data into batches
  o.optimizer.kind = optimizer;
  o.optimizer.learning_rate = optimizer == OptimizerKind::adam ? 0.003f : 0.05f;
  o.optimizer.weight_decay = 1e-4f;
  o.augment.shift = 1;
  o.threads = threads;
  o.seed = 11;
  return o;
}

Trainer trainer(bool batch_norm, const TrainingOptions& o) {
  return Trainer(initialised_model(testing::small_graph(batch_norm), o.seed), testing::bars(200, 1), o);
}

bool same_bits(const AlignedVector<float>& a, const AlignedVector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

}  // namespace

TEST_CASE("the same seed gives the same bits with one, two and three threads") {
  for (const bool batch_norm : {false, true})
    for (const OptimizerKind optimizer : {OptimizerKind::sgd, OptimizerKind::adam}) {
      Trainer one = trainer(batch_norm, options(1, optimizer)),
              two = trainer(batch_norm, options(2, optimizer)),
              three = trainer(batch_norm, options(3, optimizer));
      while (!one.finished()) {
        const StepRecord a = one.step(), b = two.step();
        three.step();
        REQUIRE(a.loss == b.loss);
        REQUIRE(a.correct == b.correct);
      }
      CHECK(same_bits(one.model().parameters, two.model().parameters));
      CHECK(same_bits(one.model().parameters, three.model().parameters));
    }
}

TEST_CASE("another seed gives other weights") {
  TrainingOptions other = options(1);
  other.seed = 12;
  Trainer a = trainer(false, options(1)), b = trainer(false, other);
  a.step();
  b.step();
  CHECK_FALSE(same_bits(a.model().parameters, b.model().parameters));
}

TEST_CASE("a run that is put down anywhere and picked up again ends with the same bits") {
  for (const OptimizerKind optimizer : {OptimizerKind::sgd, OptimizerKind::adam}) {
    Trainer whole = trainer(true, options(2, optimizer));
    while (!whole.finished()) whole.step();
    for (const int stop_after : {1, 7, 12, 15}) {
      Trainer first = trainer(true, options(1, optimizer));
      for (int i = 0; i < stop_after; ++i) first.step();
      Trainer second = trainer(true, options(2, optimizer));
      second.restore(first.state());
      CHECK(second.steps_done() == stop_after);
      while (!second.finished()) second.step();
      CHECK(same_bits(whole.model().parameters, second.model().parameters));
      CHECK(whole.epoch_means().loss == second.epoch_means().loss);
    }
  }
}

TEST_CASE("a state of another model is refused") {
  Trainer a = trainer(true, options(1)), b = trainer(false, options(1));
  CHECK_THROWS_AS(b.restore(a.state()), Error);
  TrainingOptions averaging = options(1);
  averaging.ema = 0.9f;
  Trainer c = trainer(true, averaging);
  CHECK_THROWS_AS(c.restore(a.state()), Error);
  CHECK_THROWS_AS(a.restore(c.state()), Error);
}

TEST_CASE("the average of the weights is what the formula says, batch norm's statistics included") {
  TrainingOptions averaging = options(2);
  averaging.ema = 0.6f;
  Trainer plain = trainer(true, options(1)), t = trainer(true, averaging);
  std::vector<double> average(plain.model().parameters.begin(), plain.model().parameters.end());
  while (!plain.finished()) {
    plain.step();
    const double n = static_cast<double>(plain.steps_done());
    const double decay = std::min(static_cast<double>(averaging.ema), (1 + n) / (10 + n));
    REQUIRE(t.step().loss >= 0);
    for (std::size_t i = 0; i < average.size(); ++i)
      average[i] = decay * average[i] + (1 - decay) * static_cast<double>(plain.model().parameters[i]);
  }
  // The weights go their way as if nobody averaged.
  CHECK(same_bits(t.state().parameters, plain.model().parameters));
  CHECK_FALSE(same_bits(t.model().parameters, plain.model().parameters));
  CHECK(same_bits(t.snapshot()->parameters, t.model().parameters));
  double worst = 0;
  for (std::size_t i = 0; i < average.size(); ++i)
    worst = std::max(worst, std::abs(static_cast<double>(t.model().parameters[i]) - average[i]));
  CHECK(worst < 1e-5);
}

TEST_CASE(
    "with an average, too: the same bits with any number of threads, and put down and picked up again") {
  TrainingOptions one_thread = options(1), two_threads = options(2);
  one_thread.ema = two_threads.ema = 0.95f;
  Trainer whole = trainer(true, one_thread);
  while (!whole.finished()) whole.step();
  Trainer first = trainer(true, two_threads);
  for (int i = 0; i < 7; ++i) first.step();
  Trainer second = trainer(true, two_threads);
  second.restore(first.state());
  CHECK(same_bits(first.model().parameters, second.model().parameters));
  while (!second.finished()) second.step();
  CHECK(same_bits(whole.model().parameters, second.model().parameters));
}

TEST_CASE("a decay that would never forget the random weights is refused") {
  for (const float decay : {1.0f, -0.1f, NAN}) {
    TrainingOptions o = options(1);
    o.ema = decay;
    CHECK_THROWS_AS(trainer(false, o), Error);
  }
}

TEST_CASE("it learns: bars are told apart after a few epochs") {
  for (const bool batch_norm : {false, true}) {
    TrainingOptions o = options(2);
    o.epochs = 12;
    Trainer t(initialised_model(testing::small_graph(batch_norm), 1), testing::bars(600, 1), o);
    const float first = t.step().loss;
    while (!t.finished()) t.step();
    CHECK(t.epoch_means().loss < first / 3);
    ThreadPool pool(2);
    const auto test = evaluate(t.model(), *testing::bars(300, 2), pool);
    REQUIRE(test.has_value());
    CHECK(test->accuracy() > 0.95);
  }
}

TEST_CASE("evaluate counts what it should, lists the wrong ones, and can be stopped") {
  const Model model = initialised_model(testing::small_graph(false), 4);
  const auto data = testing::bars(100, 3);
  ThreadPool one(1), two(2);
  const auto a = evaluate(model, *data, one), b = evaluate(model, *data, two);
  REQUIRE(a.has_value());
  CHECK(a->count == 100);
  CHECK(a->correct + a->wrong.size() == 100);
  std::size_t on_diagonal = 0, all = 0;
  for (std::size_t t = 0; t < 3; ++t)
    for (std::size_t p = 0; p < 3; ++p) {
      all += static_cast<std::size_t>(a->confusion[t][p]);
      if (t == p) on_diagonal += static_cast<std::size_t>(a->confusion[t][p]);
    }
  CHECK(all == 100);
  CHECK(on_diagonal == a->correct);
  CHECK(a->mean_loss == b->mean_loss);
  CHECK(a->confusion == b->confusion);
  for (const auto& wrong : a->wrong) CHECK(data->label(wrong.index) == wrong.label);

  std::stop_source stop;
  stop.request_stop();
  CHECK_FALSE(evaluate(model, *data, two, stop.get_token()).has_value());

  // Told picture by picture, the answers make the same matrix.
  std::vector<ClassAnswer> answers(data->size());
  const auto c =
      evaluate(model, *data, two, {}, {}, [&](std::size_t first, std::span<const ClassAnswer> part) {
        std::ranges::copy(part, answers.begin() + static_cast<std::ptrdiff_t>(first));
      });
  auto confusion = c->confusion;
  for (auto& row : confusion) std::ranges::fill(row, 0);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    REQUIRE(answers[i].predicted >= 0);
    ++confusion[static_cast<std::size_t>(data->label(i))][static_cast<std::size_t>(answers[i].predicted)];
  }
  CHECK(confusion == a->confusion);
  for (const Evaluation::Wrong& wrong : c->wrong) CHECK(answers[wrong.index].p == wrong.p);
}

TEST_CASE("data that does not fit the model is refused with both shapes") {
  auto graph = std::make_shared<Graph>(Shape{3, 8, 8});
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("dense", make_layer("dense", {{kOutChannels, std::int64_t{3}}}));
  const Model model = initialised_model(graph, 1);
  ThreadPool pool(1);
  CHECK_THROWS_AS(Trainer(model, testing::bars(10, 1), {}), Error);
  CHECK_THROWS_AS(evaluate(model, *testing::bars(10, 1), pool), Error);
  TrainingOptions none;
  none.batch = 0;
  CHECK_THROWS_AS(Trainer(initialised_model(testing::small_graph(false), 1), testing::bars(10, 1), none),
                  Error);
}
