#include "core/model/input_description.h"

#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/model/run.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/random_tensor.h"

using namespace convlens;

namespace {

constexpr Shape kShape{3, 4, 5};

Model colour_network() {
  auto graph = std::make_shared<Graph>(kShape);
  graph->add("conv", make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{3, 2}},
                                           {kOutChannels, std::int64_t{4}}}));
  graph->add("relu", make_layer("relu", {}));
  return initialised_model(graph, 3);
}

Tensor<float> picture() {
  Tensor<float> input(1, kShape);
  testing::fill_uniform<float>(input.values(), 4);
  return input;
}

std::vector<float> output_of(const Model& model, const Tensor<float>& input) {
  Activations activations;
  forward(model, input.view(), activations);
  const auto values = activations.of(model.graph->output()).values();
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("a described network makes of pixels 0 to 1, RGB, what it made of its own form of them") {
  const Model model = colour_network();
  const Tensor<float> pixels = picture();
  const struct {
    const char* range;
    bool blue_first;
    float (*value)(float pixel, int channel);
  } cases[] = {
      {"0..1", false, [](float p, int) { return p; }},
      {"0..255", true, [](float p, int) { return 255 * p; }},
      {"-1..1", false, [](float p, int) { return 2 * p - 1; }},
      {"imagenet", false,
       [](float p, int c) {
         constexpr float mean[] = {0.485f, 0.456f, 0.406f}, deviation[] = {0.229f, 0.224f, 0.225f};
         return (p - mean[c]) / deviation[c];
       }},
      {"caffe", true,
       [](float p, int c) {
         constexpr float mean[] = {123.68f, 116.779f, 103.939f};
         return 255 * p - mean[c];
       }},
  };
  for (const auto& c : cases) {
    INFO(c.range);
    InputDescription description = input_range(c.range, 3);
    description.blue_first = c.blue_first;
    const Model described = with_input_description(model, description);
    Tensor<float> own(1, kShape);
    for (int channel = 0; channel < 3; ++channel)
      for (int y = 0; y < kShape.height; ++y)
        for (int x = 0; x < kShape.width; ++x)
          own.at(0, c.blue_first ? 2 - channel : channel, y, x) =
              c.value(pixels.at(0, channel, y, x), channel);
    const auto expected = output_of(model, own), got = output_of(described, pixels);
    REQUIRE(got.size() == expected.size());
    // The shorter way, without a copy of the weights, makes the same of the pixels.
    const auto direct = described_pixels(pixels.view(), description);
    for (std::size_t i = 0; i < own.values().size(); ++i)
      CHECK(direct.values()[i] == Approx(own.values()[i]).epsilon(1e-4).margin(1e-4));
    for (std::size_t i = 0; i < got.size(); ++i)
      CHECK(got[i] == Approx(expected[i]).epsilon(1e-4).margin(1e-4));
  }
}

TEST_CASE("a description that cannot be built in is refused") {
  const Model once = with_input_description(colour_network(), input_range("imagenet", 3));
  CHECK(once.graph->names() == std::vector<std::string>{"normalise", "conv", "relu"});
  CHECK(test::throws_kind(ErrorKind::not_supported,
                          [&] { with_input_description(once, input_range("-1..1", 3)); }));
  CHECK(test::throws_kind(ErrorKind::not_supported,
                          [&] { with_input_description(once, {.blue_first = true}); }));
  CHECK(test::throws_kind(ErrorKind::unknown_name, [&] { input_range("0..2", 3); }));
}

TEST_CASE("an answer brings names, one for each output, and says in the model what it was") {
  const Model model = colour_network();
  const std::size_t outputs = output_of(model, picture()).size();
  std::vector<std::string> names(outputs, "name");
  const Model described = with_answer(model, {.range = "imagenet", .blue_first = true, .class_names = names});
  CHECK(described.class_names == names);
  CHECK(described.metadata.at(kInputKey) == "imagenet, bgr");
  names.pop_back();
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { with_answer(model, {.class_names = names}); }));
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { check_class_names({}, model, "names.txt"); }));
}
