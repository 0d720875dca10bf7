#include "core/explain/invariance.h"

#include <cmath>
#include <utility>

#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

Tensor<float> moved(const Tensor<float>& picture, Transformation transformation, double amount) {
  Tensor<float> result(1, picture.shape());
  move_picture(picture.view(), transformation, amount, result.view());
  return result;
}

}  // namespace

TEST_CASE("whole shifts move pixels, black comes in - a quarter turn turns - a scale of 2 doubles") {
  const Tensor<float> picture = as_input(sparse_image({2, 5, 5}, 3));
  const auto at = [&](int c, int y, int x) {
    return y < 0 || x < 0 || y >= 5 || x >= 5 ? 0.0f : picture.at(0, c, y, x);
  };
  const Tensor<float> right = moved(picture, Transformation::shift_x, 2), up = moved(picture, Transformation::shift_y, -1);
  const Tensor<float> turned = moved(picture, Transformation::rotate, 90), larger = moved(picture, Transformation::scale, 2);
  const Tensor<float> half = moved(picture, Transformation::shift_x, 0.5);
  for (int c = 0; c < 2; ++c)
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < 5; ++x) {
        CHECK(right.at(0, c, y, x) == at(c, y, x - 2));
        CHECK(up.at(0, c, y, x) == at(c, y + 1, x));
        // Anticlockwise: what was at the right is at the top.
        CHECK(turned.at(0, c, y, x) == Approx(at(c, x, 4 - y)).margin(1e-6));
        if (y % 2 == 0 && x % 2 == 0) CHECK(larger.at(0, c, y, x) == Approx(at(c, y / 2 + 1, x / 2 + 1)).margin(1e-6));
        CHECK(half.at(0, c, y, x) == Approx((at(c, y, x) + at(c, y, x - 1)) / 2).margin(1e-6));
      }
}

TEST_CASE("distances and probabilities are those of whole runs of the moved pictures, with any threads") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 19);
  const Tensor<float> picture = as_input(sparse_image(network.input, 19));
  Activations given;
  forward(model, picture.view(), given);
  const Transformation rotate = Transformation::rotate;
  const std::vector<double> amounts = usual_amounts(rotate, network.input);
  ThreadPool one(1), three(3);
  const InvarianceCurves curves = invariance(model, given, rotate, amounts, 2, one);
  REQUIRE(curves.complete);
  REQUIRE(curves.label == 2);
  for (std::size_t i = 0; i < amounts.size(); i += 5) {
    const Tensor<float> turned = moved(picture, rotate, amounts[i]);
    Activations run;
    forward(model, turned.view(), run);
    CHECK(curves.probability[i] == class_probabilities(*model.graph, run.of(model.graph->output()))[2]);
    for (std::size_t layer = 0; layer < curves.layers.size(); ++layer) {
      const auto a = run.of(curves.layers[layer]).values(), b = given.of(curves.layers[layer]).values();
      double difference = 0, length = 0;
      for (std::size_t k = 0; k < a.size(); ++k) {
        difference += std::pow(static_cast<double>(a[k] - b[k]), 2);
        length += std::pow(static_cast<double>(b[k]), 2);
      }
      CHECK(curves.distances[layer][i] == Approx(std::sqrt(difference / length)).margin(1e-5));
    }
  }
  const InvarianceCurves parallel = invariance(model, given, rotate, amounts, 2, three);
  CHECK(parallel.distances == curves.distances);
  CHECK(parallel.probability == curves.probability);
}

TEST_CASE("an unmoved picture is at no distance, whatever the transformation - words and scales are checked") {
  const TestNetwork network = test_networks()[1];
  const Model model = model_of(network.stages, network.input, 19);
  const Tensor<float> picture = as_input(sparse_image(network.input, 19));
  Activations given;
  forward(model, picture.view(), given);
  ThreadPool pool(1);
  for (const char* word : {"shift-x", "shift-y", "scale", "rotate"}) {
    const Transformation transformation = parse_transformation(word);
    CHECK(name_of(transformation) == word);
    const std::vector<double> amounts = usual_amounts(transformation, network.input);
    const double none = transformation == Transformation::scale ? 1 : 0;
    CHECK(std::count(amounts.begin(), amounts.end(), none) == 1);
    const InvarianceCurves curves = invariance(model, given, transformation, {none}, std::nullopt, pool);
    for (const auto& layer : curves.distances) CHECK(layer.front() == 0.0f);
  }
  CHECK(test::throws_kind(ErrorKind::unknown_name, [] { parse_transformation("mirror"); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { invariance(model, given, Transformation::scale, {0}, {}, pool); }));
}
