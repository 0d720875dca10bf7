#include "core/study/teach.h"

#include <algorithm>
#include <filesystem>

#include "core/data/mixed.h"
#include "core/data/stroke_samples.h"
#include "core/formats/onnx.h"
#include "core/model/no_class.h"
#include "core/model/presets.h"
#include "core/training/calibrate.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/mirrored_digits.h"

using namespace convlens;

namespace {

using ModelPtr = std::shared_ptr<const Model>;

constexpr int kOdd = 7;

ModelPtr random_lenet5() {
  return std::make_shared<const Model>(initialised_model(find_preset("lenet5")->build(), 1));
}

ModelPtr shipped() {
  return std::make_shared<const Model>(
      load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources/models/digits.onnx"));
}

TeachResult taught(const ModelPtr& model, std::size_t pictures, const TeachOptions& options) {
  auto result =
      teach(model, test::mirrored_digits(kOdd, 6, 3), generated_digits(pictures, 4), "generated", options);
  REQUIRE(result);
  return std::move(*result);
}

std::size_t right(const Model& model, const Samples& samples) {
  ThreadPool pool(2);
  return evaluate(model, samples, pool)->correct;
}

}  // namespace

TEST_CASE("an odd hand is learned, the original data is not forgotten, and the numbers are evaluate's") {
  const ModelPtr model = shipped();
  const auto own = test::mirrored_digits(kOdd, 12, 3);
  const auto original = generated_digits(4200, 4);
  const auto result = teach(model, own, original, "generated", {.threads = 2});
  REQUIRE(result);
  CHECK(result->before == model);
  CHECK(result->after->graph == model->graph);
  const Tally tally = tally_of(*result, false);
  CHECK(tally.count == 12);
  CHECK(tally.before < 6);
  CHECK(tally.after == 12);
  CHECK(tally_of(*result, true).count == 0);
  const auto samples = drawing_samples(own, "own");
  CHECK(tally.before == right(*result->before, *samples));
  CHECK(tally.after == right(*result->after, *samples));

  const auto held_out = part_of(original, kTeachHeldOut, Part::held_out);
  CHECK(result->held_out.count == 200);
  CHECK(result->held_out.before == right(*result->before, *held_out));
  CHECK(result->held_out.after == right(*result->after, *held_out));
  CHECK(result->held_out.after + 2 >= result->held_out.before);
  // Nobody has seen these: others written that way, and plain ones.
  const auto others = drawing_samples(test::mirrored_digits(kOdd, 40, 99), "others");
  CHECK(right(*result->after, *others) > right(*result->before, *others) + 10);
  const auto plain = generated_digits(2000, 77);
  CHECK(right(*result->after, *plain) + 20 > right(*result->before, *plain));

  // Its confidence was set anew: at the best temperature already, with a threshold that is no old one.
  CHECK(result->temperature != 1);
  ThreadPool pool(2);
  const auto calibration = measure_calibration(*result->after, *held_out, pool);
  CHECK(calibration->temperature == Approx(1).margin(0.02));
  CHECK(*no_class_threshold(*result->after) == Approx(calibration->no_class_below).margin(0.01));
  const std::string recipe = result->after->metadata.at("recipe");
  CHECK(recipe.starts_with(model->metadata.at("recipe") +
                           "; then taught 12 own drawings 32 times each with 4000 pictures"));
  CHECK(model->metadata.at("recipe").find("taught") == std::string::npos);
}

TEST_CASE("teaching gives the same bits with one thread and with two, and other ones with another seed") {
  const ModelPtr model = random_lenet5();
  const TeachResult one = taught(model, 300, {.seed = 5, .threads = 1});
  const TeachResult two = taught(model, 300, {.seed = 5, .threads = 2});
  CHECK(one.after->parameters == two.after->parameters);
  CHECK(one.after->metadata == two.after->metadata);
  CHECK(one.after->parameters != model->parameters);
  CHECK(one.temperature == 1);  // it came with none
  CHECK(taught(model, 300, {.seed = 6, .threads = 2}).after->parameters != one.after->parameters);
}

TEST_CASE("frozen layers keep their bits, and what moved is told layer by layer and filter by filter") {
  const ModelPtr model = random_lenet5();
  const TeachResult result = taught(model, 300, {.freeze = "conv2"});
  const Graph& graph = *model->graph;
  for (int i = 0; i < graph.size(); ++i) {
    CHECK_FALSE(result.after->graph->node(i).frozen);
    for (const ParameterSlot& slot : graph.node(i).parameters) {
      if (!slot.spec.trainable) continue;
      INFO(graph.node(i).name);
      CHECK(std::ranges::equal(model->parameter(slot), std::as_const(*result.after).parameter(slot)) ==
            (i <= graph.find("conv2")));
    }
  }
  REQUIRE(result.layers.size() == 5);
  CHECK(result.layers[0].frozen);
  CHECK(result.layers[1].change == 0);
  CHECK_FALSE(result.layers[2].frozen);
  CHECK(result.layers[4].change > 0);
  CHECK(std::ranges::all_of(filter_moves(*result.before, *result.after, graph.find("conv2")),
                            [](double m) { return m == 0; }));
  CHECK(result.after->metadata.at("recipe").ends_with("frozen up to conv2"));
}

TEST_CASE("drawings that are left out are read and not taught") {
  const ModelPtr model = random_lenet5();
  const auto own = test::mirrored_digits(kOdd, 7, 3);
  const auto original = generated_digits(300, 4);
  const auto result = teach(model, own, original, "generated", {.leave_out = 3});
  REQUIRE(result);
  for (std::size_t i = 0; i < own.size(); ++i) CHECK(result->drawings[i].left_out == (i == 2 || i == 5));
  CHECK(tally_of(*result, true).count == 2);
  // The same without them.
  const std::vector<Drawing> five{own[0], own[1], own[3], own[4], own[6]};
  CHECK(teach(model, five, original, "generated", {})->after->parameters == result->after->parameters);
}

TEST_CASE("a teaching that is stopped, at whatever moment, has no result - progress ends at its total") {
  const ModelPtr model = random_lenet5();
  const auto own = test::mirrored_digits(kOdd, 2, 3);
  const auto original = generated_digits(300, 4);
  std::size_t last = 0, all = 0;
  REQUIRE(
      teach(model, own, original, "generated", {.threads = 1}, {}, [&](std::size_t done, std::size_t total) {
        CHECK(done >= last);
        last = done;
        all = total;
      }));
  CHECK(last == all);
  for (const double part : {0.0, 0.3, 0.6, 0.99}) {
    std::stop_source stop;
    const auto result = teach(model, own, original, "generated", {.threads = 1}, stop.get_token(),
                              [&](std::size_t done, std::size_t total) {
                                if (static_cast<double>(done) >= part * static_cast<double>(total))
                                  stop.request_stop();
                              });
    INFO(part);
    CHECK_FALSE(result);
  }
}

TEST_CASE("what cannot be taught is refused by name") {
  const ModelPtr model = random_lenet5();
  const auto own = test::mirrored_digits(kOdd, 2, 3);
  const auto original = generated_digits(300, 4);
  using test::throws_kind;
  CHECK(throws_kind(ErrorKind::empty_image, [&] { teach(model, {}, original, "generated", {}); }));
  CHECK(throws_kind(ErrorKind::bad_value,
                    [&] { teach(model, own, generated_digits(20, 4), "generated", {}); }));
  CHECK(
      throws_kind(ErrorKind::bad_value, [&] { teach(model, own, original, "generated", {.leave_out = 1}); }));
  CHECK(throws_kind(ErrorKind::unknown_name,
                    [&] { teach(model, own, original, "generated", {.freeze = "conv9"}); }));
  CHECK(throws_kind(ErrorKind::bad_value,
                    [&] { teach(model, own, original, "generated", {.freeze = "dense3"}); }));
  const auto cifar = std::make_shared<const Model>(initialised_model(find_preset("cifar")->build(), 1));
  CHECK_FALSE(can_be_taught(*cifar));
  CHECK(throws_kind(ErrorKind::not_supported, [&] { teach(cifar, own, original, "generated", {}); }));
  Model letters = *model;
  letters.class_names = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  CHECK_FALSE(can_be_taught(letters));
}
