#include "core/explain/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "core/layers/select_channels.h"
#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

/// A decimal number as a person adds it: digit by digit, without any binary rounding.
std::int64_t digits_of(std::string text) {
  std::erase(text, '.');
  return std::stoll(text);
}

/// How far a sum of these terms in single precision may be from the exact one.
double tolerance(const Arithmetic& a) {
  double sum = std::abs(static_cast<double>(a.result));
  for (const ArithmeticPart& part : a.parts)
    for (const ArithmeticCell& cell : part.cells)
      sum += std::abs(static_cast<double>(cell.value) * static_cast<double>(cell.weight));
  for (const ArithmeticStep& step : a.steps) sum += std::abs(step.value);
  return 1e-6 * sum + 1e-30;
}

void check_adds_up(const Arithmetic& a) {
  std::int64_t all = 0;
  for (const ArithmeticPart& part : a.parts) {
    CHECK(part.cells.size() <= static_cast<std::size_t>(part.height) * static_cast<std::size_t>(part.width));
    std::int64_t sum = 0;
    for (const ArithmeticCell& cell : part.cells) {
      sum += digits_of(decimal_text(cell.product, a.decimals));
      const double exact = static_cast<double>(cell.value) * static_cast<double>(cell.weight);
      CHECK(std::stod(decimal_text(cell.product, a.decimals)) ==
            Approx(exact).margin(0.51 * std::pow(10.0, -a.decimals)));
    }
    CHECK(sum == digits_of(decimal_text(part.sum, a.decimals)));
    all += sum;
  }
  CHECK(all == digits_of(decimal_text(a.sum, a.decimals)));
  if (!a.is_sum()) return;
  for (const ArithmeticStep& step : a.steps) all += digits_of(decimal_text(a.term(step), a.decimals));
  CHECK(all == digits_of(decimal_text(a.total, a.decimals)));
}

void check_all_units(const Model& model, const Tensor<float>& input, std::set<std::string_view>& kinds) {
  Activations run;
  forward(model, input.view(), run);
  for (int node = 0; node < model.graph->size(); ++node) {
    const Shape shape = run.of(node).shape();
    kinds.insert(model.graph->node(node).layer->kind());
    for (int unit = 0; unit < shape.channels; ++unit)
      for (int y = 0; y < shape.height; ++y)
        for (int x = 0; x < shape.width; ++x) {
          const Arithmetic a = arithmetic_of(model, run, node, unit, {y, x});
          INFO(model.graph->node(node).name << " " << unit << " " << y << " " << x << " " << a.formula);
          REQUIRE(a.result == run.of(node).at(0, unit, y, x));
          REQUIRE(std::abs(a.difference()) <= tolerance(a));
          if (!a.is_sum() && a.formula == "max(0, x)") REQUIRE(a.difference() == 0);  // nothing was added
          check_adds_up(a);
        }
  }
}

/// What the stacks do not have: groups, batch norm, branches, global pooling, dropout.
Model branched() {
  auto graph = std::make_shared<Graph>(Shape{2, 6, 5});
  graph->add("left", make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{3, 3}},
                                           {"group", std::int64_t{2}},
                                           {"pads", std::vector<std::int64_t>{1, 1, 1, 1}},
                                           {kHasBias, std::int64_t{0}},
                                           {kOutChannels, std::int64_t{4}}}));
  graph->add("norm", make_layer("batch_norm", {}));
  graph->add("sum", make_layer("add", {}), {0, 1});
  graph->add("both", make_layer("concat", {}), {1, 2});
  graph->add("drop", make_layer("dropout", {}));
  graph->add("mean", make_layer("global_average_pool", {}));
  Model model = initialised_model(graph, 3);
  for (const Node& node : graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      if (slot.spec.name == "mean" || slot.spec.name == "bias")
        for (float& value : model.parameter(slot)) value = 0.1f;
  return model;
}

/// What networks of other people have besides.
Model imported() {
  auto graph = std::make_shared<Graph>(Shape{2, 6, 5});
  const int border =
      graph->add("pad", make_layer("pad", {{"pads", std::vector<std::int64_t>{1, 2, 0, 1}}, {"value", 0.3}}));
  graph->add("slopes", make_layer("prelu", {}));
  graph->add("elu", make_layer("elu", {{"alpha", 0.7}}));
  graph->add("limits", make_layer("clip", {{"min", -0.2}, {"max", 0.4}}));
  graph->add("swish", make_layer("hard_swish", {}));
  const int gates = graph->add("largest", make_layer("global_max_pool", {}));
  const int gate = graph->add("gate", make_layer("hard_sigmoid", {}));
  graph->add("gated", make_layer("multiply", {}), {border, gate});
  const int bent = graph->add("bent", make_layer("tanh", {}));
  graph->add("product", make_layer("multiply", {}), {bent, border});
  graph->add("soft", make_layer("sigmoid", {}));
  graph->add("logs", make_layer("log_softmax", {}), {gates});
  graph->add("shuffled", make_layer("select_channels", {{kChannels, std::vector<std::int64_t>{1, 0, 1}}}), {border});
  Model model = initialised_model(graph, 3);
  for (const ParameterSlot& slot : graph->node(graph->find("slopes")).parameters)
    for (float& value : model.parameter(slot)) value = 0.2f;
  return model;
}

}  // namespace

TEST_CASE("the shown decimal numbers add up, and come to the engine's own value, at every unit of every layer kind") {
  std::set<std::string_view> kinds;
  for (const TestNetwork& network : test_networks())
    check_all_units(model_of(network.stages, network.input, 5), as_input(sparse_image(network.input, 5)), kinds);
  check_all_units(branched(), as_input(sparse_image({2, 6, 5}, 6)), kinds);
  check_all_units(imported(), as_input(sparse_image({2, 6, 5}, 7)), kinds);
  for (const LayerKind& kind : layer_kinds()) {
    INFO(kind.kind);
    CHECK(kinds.contains(kind.kind));
  }
}

TEST_CASE("the patch is what the kernel lies on, with zeros in the padding, channel by channel") {
  const TestNetwork network = test_networks()[1];  // stride 2, padding 1, three channels
  const Model model = model_of(network.stages, network.input, 5);
  const Tensor<float> input = as_input(sparse_image(network.input, 5));
  Activations run;
  forward(model, input.view(), run);
  const Arithmetic a = arithmetic_of(model, run, 0, 2, {0, 3});
  const Filters filters = filters_of(model, 0);
  REQUIRE(a.parts.size() == 3);
  CHECK(a.formula == "sum + bias");
  for (int c = 0; c < 3; ++c)
    for (int ky = 0; ky < 3; ++ky)
      for (int kx = 0; kx < 3; ++kx) {
        const ArithmeticCell& cell = a.parts[static_cast<std::size_t>(c)].cells[static_cast<std::size_t>(ky * 3 + kx)];
        CHECK(cell.padding == (ky == 0));
        CHECK(cell.value == (ky == 0 ? 0.0f : input.at(0, c, ky - 1, 3 * 2 - 1 + kx)));
        CHECK(cell.weight == filters.values[static_cast<std::size_t>(((2 * 3 + c) * 3 + ky) * 3 + kx)]);
      }
}

TEST_CASE("max pooling marks one winner, the engine's switch - a dense layer shows the maps that were flattened") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 5);
  Activations run;
  forward(model, as_input(sparse_image(network.input, 5)).view(), run);
  const Shape pooled = run.of(3).shape();
  for (int y = 0; y < pooled.height; ++y)
    for (int x = 0; x < pooled.width; ++x) {
      const Arithmetic a = arithmetic_of(model, run, 3, 1, {y, x});
      const auto& cells = a.parts[0].cells;
      const auto winner = std::ranges::find_if(cells, [](const ArithmeticCell& cell) { return cell.chosen; });
      CHECK(std::ranges::count_if(cells, [](const ArithmeticCell& cell) { return cell.chosen; }) == 1);
      const int place = static_cast<int>(winner - cells.begin());
      const int input_place = (y * 2 + place / 2) * run.of(2).shape().width + x * 2 + place % 2;
      CHECK(run.states[3].switches[static_cast<std::size_t>((y * pooled.width + x) * pooled.channels + 1)] ==
            input_place);
    }
  const Arithmetic dense = arithmetic_of(model, run, 8, 4, {});
  const Shape maps = run.of(6).shape();
  REQUIRE(dense.parts.size() == static_cast<std::size_t>(maps.channels));
  CHECK(dense.parts[2].cells[4].value == run.of(6).at(0, 2, 4 / maps.width, 4 % maps.width));
}

TEST_CASE("units and positions that the layer does not have, and values that are no numbers, are refused") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 5);
  Tensor<float> input = as_input(sparse_image(network.input, 5));
  Activations run;
  forward(model, std::as_const(input).view(), run);
  const auto refused = [&](int node, int unit, Position at) {
    return test::throws_kind(ErrorKind::bad_value, [&] { arithmetic_of(model, run, node, unit, at); });
  };
  CHECK(refused(99, 0, {}));
  CHECK(refused(1, 4, {}));
  CHECK(refused(1, 0, {12, 0}));
  CHECK_FALSE(refused(1, 3, {11, 11}));
  input.at(0, 0, 3, 3) = std::numeric_limits<float>::infinity();
  forward(model, std::as_const(input).view(), run);
  CHECK(refused(1, 0, {3, 3}));
}

TEST_CASE("decimal numbers are written as people write them") {
  CHECK(decimal_text(-12345, 3) == "-12.345");
  CHECK(decimal_text(7, 3) == "0.007");
  CHECK(decimal_text(-7, 0) == "-7");
  CHECK(decimal_text(0, 2) == "0.00");
}
