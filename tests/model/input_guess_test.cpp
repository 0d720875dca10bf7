#include "core/model/input_guess.h"

#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/input_description.h"
#include "core/model/presets.h"
#include "tests/support/catch.h"

using namespace convlens;

namespace {

std::shared_ptr<Graph> network(Shape shape, const char* first, int classes,
                               InputOrder order = InputOrder::channels_first) {
  auto graph = std::make_shared<Graph>(shape, order);
  if (std::string_view(first) == "conv2d")
    graph->add("first", make_layer(first, {{"kernel_shape", std::vector<std::int64_t>{3, 3}},
                                           {kOutChannels, std::int64_t{2}}}));
  else
    graph->add("first", make_layer(first, {}));
  graph->add("pool", make_layer("global_average_pool", {}));
  graph->add("dense", make_layer("dense", {{kOutChannels, std::int64_t{classes}}}));
  return graph;
}

InputGuess guess(Shape shape, int classes, InputOrder order = InputOrder::channels_first) {
  return guess_input(initialised_model(network(shape, "conv2d", classes, order), 1));
}

}  // namespace

TEST_CASE("what a network's input is like is guessed from its shape, its classes and who wrote it") {
  const struct {
    InputGuess got;
    const char* range;
    InputClue clue;
  } cases[] = {
      {guess({1, 28, 28}, 10), "0..1", InputClue::one_channel},
      {guess({3, 32, 32}, 10), "0..1", InputClue::nothing_special},
      {guess({3, 224, 224}, 5), "imagenet", InputClue::image_net},
      {guess({3, 100, 60}, 1000), "imagenet", InputClue::image_net},
      {guess({3, 224, 224}, 1000, InputOrder::channels_last), "-1..1", InputClue::channels_last},
      {guess({1, 224, 224}, 1000), "0..1", InputClue::one_channel},
  };
  for (const auto& c : cases) {
    INFO(c.range);
    CHECK(c.got.range == c.range);
    CHECK(c.got.clue == c.clue);
  }
}

TEST_CASE("a batch norm that reads the picture tells the range by what it has seen") {
  // The statistics of one and the same photographs in each range, not quite those that the guess expects.
  constexpr double kMean[] = {0.52, 0.47, 0.42}, kDeviation[] = {0.25, 0.23, 0.24};
  for (const std::string& range : input_ranges()) {
    INFO(range);
    const InputDescription description = input_range(range, 3);
    Model model = initialised_model(network({3, 32, 32}, "batch_norm", 10), 1);
    const auto& slots = model.graph->node(0).parameters;
    for (std::size_t c = 0; c < 3; ++c) {
      const double mean = description.mean.empty() ? 0 : description.mean[c];
      const double deviation = description.deviation.empty() ? 1 : description.deviation[c];
      model.parameter(slots[2])[c] = static_cast<float>((kMean[c] - mean) / deviation);
      const double own = kDeviation[c] / deviation;
      model.parameter(slots[3])[c] = static_cast<float>(own * own);
    }
    const InputGuess got = guess_input(model);
    CHECK(got.clue == InputClue::batch_norm);
    CHECK(got.range == range);
  }
}

TEST_CASE("our own networks and described ones say how their input is, others do not") {
  Model model = initialised_model(network({3, 8, 8}, "conv2d", 4), 1);
  CHECK_FALSE(says_its_input(model));
  for (const std::string& range : input_ranges()) CHECK(says_its_input(with_answer(model, {.range = range})));
  CHECK(says_its_input(with_input_description(model, input_range("imagenet", 3))));
  CHECK(says_its_input(initialised_model(find_preset("cifar")->build(), 1)));
  model.metadata["preset"] = "lenet5";
  CHECK(says_its_input(model));
}
