#include "core/training/calibrate.h"

#include <cmath>

#include "core/model/run.h"
#include "core/training/evaluate.h"
#include "core/training/trainer.h"
#include "tests/support/catch.h"
#include "tests/training/toy_data.h"

using namespace convlens;

namespace {

/// Bars, every fifth of which has another's label: so that no network can be sure of them.
class DoubtfulBars final : public Samples {
 public:
  DoubtfulBars(std::size_t count, std::uint64_t seed) : bars_(testing::bars(count, seed)) {}
  std::size_t size() const override { return bars_->size(); }
  Shape shape() const override { return bars_->shape(); }
  const std::vector<std::string>& class_names() const override { return bars_->class_names(); }
  int label(std::size_t index) const override { return (bars_->label(index) + (index % 5 == 0 ? 1 : 0)) % 3; }
  void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const override {
    bars_->read(index, epoch, pixels);
  }

 private:
  std::shared_ptr<const Samples> bars_;
};

std::shared_ptr<const Samples> doubtful(std::size_t count, std::uint64_t seed) {
  return std::make_shared<DoubtfulBars>(count, seed);
}

Model trained() {
  TrainingOptions options;
  options.epochs = 4;
  options.batch = 20;
  options.threads = 1;
  Trainer trainer(initialised_model(testing::small_graph(false), 1), doubtful(200, 1), options);
  while (!trainer.finished()) trainer.step();
  return trainer.model();
}

void heat(Model& model, float factor) {
  for (const ParameterSlot& slot : model.graph->node(model.graph->logits()).parameters)
    for (float& value : model.parameter(slot)) value *= factor;
}

}  // namespace

TEST_CASE("A temperature undoes what made a network too sure, or not sure enough") {
  Model model = trained();
  const auto held_out = doubtful(300, 2);
  ThreadPool pool(2);
  const float own = measure_calibration(model, *held_out, pool)->temperature;
  for (const float factor : {0.5f, 2.0f}) {
    Model hot = model;
    heat(hot, factor);
    CHECK(measure_calibration(hot, *held_out, pool)->temperature == Approx(own * factor).epsilon(1e-3));
  }
  // Folded in, it leaves nothing to correct, lowers the loss, and changes no answer.
  Model cooled = model;
  REQUIRE(fold_temperature(cooled, own));
  CHECK(cooled.metadata.at("temperature").find("dense") != std::string::npos);
  CHECK(measure_calibration(cooled, *held_out, pool)->temperature == Approx(1).epsilon(1e-3));
  const auto before = evaluate(model, *held_out, pool), after = evaluate(cooled, *held_out, pool);
  CHECK(after->mean_loss <= before->mean_loss);
  CHECK(after->confusion == before->confusion);
}

TEST_CASE("The threshold for no class leaves out only the share of false alarms") {
  Model model = trained();
  const auto held_out = doubtful(1000, 2);
  ThreadPool pool(2);
  const auto found = measure_calibration(model, *held_out, pool);
  CHECK(found->no_class_below >= 2.0f / 3);
  REQUIRE(fold_temperature(model, found->temperature));
  model.metadata["no_class_below"] = std::to_string(found->no_class_below);
  const auto result = evaluate(model, *held_out, pool);
  REQUIRE(result->no_class);
  CHECK(*result->no_class <= static_cast<std::size_t>(kFalseAlarms * 1000) + 1);
}

TEST_CASE("The expected calibration error is what it is defined as") {
  // A network that answers every picture with the same scores: one bin, its confidence against its accuracy.
  Model model = initialised_model(testing::small_graph(false), 1);
  for (const ParameterSlot& slot : model.graph->node(model.graph->logits()).parameters)
    for (float& value : model.parameter(slot)) value = 0;
  const auto& bias = model.graph->node(model.graph->logits()).parameters[1];
  model.parameter(bias)[1] = std::log(2.0f);  // probabilities 1/4, 1/2, 1/4
  ThreadPool pool(1);
  const auto result = evaluate(model, *testing::bars(300, 1), pool);
  CHECK(result->accuracy() == Approx(1.0 / 3));
  CHECK(result->calibration_error == Approx(0.5 - 1.0 / 3).epsilon(1e-4));
  CHECK_FALSE(result->no_class);
}

TEST_CASE("Stopping a calibration gives none") {
  std::stop_source stop;
  stop.request_stop();
  ThreadPool pool(1);
  CHECK_FALSE(measure_calibration(trained(), *testing::bars(50, 1), pool, stop.get_token()));
}
