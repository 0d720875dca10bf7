#include "core/training/model_average.h"

#include "core/model/presets.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

Model network(std::uint64_t seed, const char* preset = "lenet5") {
  Model model = initialised_model(find_preset(preset)->build(), seed);
  model.class_names = {"0", "1"};
  model.metadata["recipe"] = "seed " + std::to_string(seed);
  return model;
}

}  // namespace

TEST_CASE("the average of networks has the mean of every weight and tells so in its recipe") {
  const std::vector<Model> models{network(1), network(2), network(3)};
  const Model mean = average_of(models);
  int wrong = 0;
  for (std::size_t k = 0; k < mean.parameters.size(); ++k) {
    const double expected =
        (static_cast<double>(models[0].parameters[k]) + models[1].parameters[k] + models[2].parameters[k]) / 3;
    wrong += mean.parameters[k] != static_cast<float>(expected);
  }
  CHECK(wrong == 0);
  CHECK(mean.parameters != models[0].parameters);
  CHECK(mean.metadata.at("recipe") == "seed 3; then the mean of the weights of 3 networks");
  CHECK(mean.class_names == models[0].class_names);
}

TEST_CASE("one network is its own average") {
  const std::vector<Model> one{network(1)};
  CHECK(average_of(one).parameters == one[0].parameters);
  CHECK(average_of(one).metadata == one[0].metadata);
}

TEST_CASE("networks of other layers or classes have no average") {
  const auto refused = [](const Model& other, const char* cause) {
    const std::vector<Model> models{network(1), other};
    const std::optional<Error> error = test::error_of([&] { average_of(models); });
    REQUIRE(error);
    CHECK(error->kind() == ErrorKind::shape_mismatch);
    CHECK(error->subject().find("network 2") != std::string::npos);
    CHECK(error->found().find(cause) != std::string::npos);
  };
  refused(network(1, "digits"), "layers");
  Model letters = network(1);
  letters.class_names = {"a", "b"};
  refused(letters, "classes");
}
