#include "core/training/history.h"

#include "tests/support/catch.h"

using namespace convlens;

namespace {

constexpr int kBatch = 64;

StepRecord step_of(std::int64_t number) {
  return {.step = number,
          .epoch = static_cast<int>(number / 1000),
          .loss = 1.0f / static_cast<float>(number),
          .correct = static_cast<int>(number % kBatch),
          .count = kBatch,
          .learning_rate = 0.01f};
}

}  // namespace

TEST_CASE("a training's history keeps every step while they are few, and their sums when they are many") {
  TrainingHistory history;
  std::int64_t correct = 0;
  double loss = 0;
  for (std::int64_t step = 1; step <= 20'000; ++step) {
    history.add(step_of(step));
    correct += step % kBatch;
    loss += static_cast<double>(step_of(step).loss) * kBatch;
    if (step == 100) {
      REQUIRE(history.steps().size() == 100);
      CHECK(history.steps()[41].loss == step_of(42).loss);
    }
  }
  const std::vector<StepRecord> steps = history.steps();
  REQUIRE(steps.size() <= TrainingHistory::kRecords);
  REQUIRE(steps.size() > TrainingHistory::kRecords / 2);
  CHECK(steps.back().step == 20'000);
  std::int64_t correct_kept = 0, count = 0;
  double loss_kept = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) CHECK(steps[i].step > steps[i - 1].step);
    correct_kept += steps[i].correct;
    count += steps[i].count;
    loss_kept += static_cast<double>(steps[i].loss) * steps[i].count;
  }
  CHECK(correct_kept == correct);
  CHECK(count == 20'000 * kBatch);
  CHECK(loss_kept == Approx(loss).epsilon(1e-6));
}

TEST_CASE("a history that went through a file goes on as if it had not") {
  for (const std::int64_t cut : {3, 512, 513, 1500}) {
    TrainingHistory whole, resumed;
    for (std::int64_t step = 1; step <= cut; ++step) {
      whole.add(step_of(step));
      resumed.add(step_of(step));
    }
    const EpochRecord untested{.epoch = 1, .loss = 0.5, .train_accuracy = 0.8};
    whole.add(untested);
    resumed.add(untested);
    resumed = TrainingHistory::from_json(resumed.to_json());
    const EpochRecord tested{.epoch = 2, .loss = 0.1, .train_accuracy = 0.9, .test_accuracy = 0.95, .images_per_second = 7};
    for (TrainingHistory* history : {&whole, &resumed}) {
      for (std::int64_t step = cut + 1; step <= cut + 700; ++step) history->add(step_of(step));
      history->add(tested);
    }
    CHECK(resumed.to_json() == whole.to_json());
    REQUIRE(resumed.epochs().size() == 2);
    CHECK_FALSE(resumed.epochs()[0].test_accuracy);
    CHECK(resumed.epochs()[1].test_accuracy == 0.95);
  }
}
