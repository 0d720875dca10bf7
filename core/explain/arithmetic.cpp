#include "core/explain/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "core/base/error.h"
#include "core/explain/arithmetic_pointwise.h"
#include "core/layers/attributes.h"
#include "core/layers/select_channels.h"

namespace convlens {
namespace {

// Of the largest number: what a float holds, and a little more.
constexpr int kSignificantDigits = 10;
constexpr int kMostDecimals = 40;
constexpr int kVectorColumns = 8;  // of a vector without a shape of its own
constexpr double kTen = 10.0;
constexpr const char *kSum = "sum", *kSumAndBias = "sum + bias", *kValue = "x";

/// One unit of one layer in one run.
struct Unit {
  const Model& model;
  const Activations& activations;
  const Node& node;
  int index;
  Position at;

  const Tensor<float>& input(std::size_t i = 0) const { return activations.of(node.inputs[i]); }
  /// A parameter in the order of figures.
  std::vector<float> parameter(std::size_t i) const {
    return to_figure_order(node.parameters[i].spec, model.parameter(node.parameters[i]));
  }
  bool has_parameter(std::string_view name) const {
    return std::any_of(node.parameters.begin(), node.parameters.end(),
                       [&](const ParameterSlot& slot) { return slot.spec.name == name; });
  }
};

/// The formula's other numbers and its value in double precision, from a sum that is made below.
struct Formula {
  std::string text;
  std::vector<ArithmeticStep> steps;
  double (*value)(double sum, const std::vector<ArithmeticStep>& steps);
  bool products = false;
};

double exact(float value) { return static_cast<double>(value); }
double product(const ArithmeticCell& cell) { return exact(cell.value) * exact(cell.weight); }

/// The window of a convolution or pooling over one channel of the input.
ArithmeticPart window_part(const Unit& unit, int channel) {
  const Layer::Window window = unit.node.layer->window();
  const Tensor<float>& input = unit.input();
  const Shape& shape = input.shape();
  ArithmeticPart part{.channel = channel, .height = window.kernel[0], .width = window.kernel[1], .cells = {}};
  for (int ky = 0; ky < window.kernel[0]; ++ky)
    for (int kx = 0; kx < window.kernel[1]; ++kx) {
      const int y = unit.at.y * window.stride[0] - window.padding[0] + ky * window.dilation[0];
      const int x = unit.at.x * window.stride[1] - window.padding[1] + kx * window.dilation[1];
      ArithmeticCell cell;
      cell.padding = y < 0 || y >= shape.height || x < 0 || x >= shape.width;
      if (!cell.padding) cell.value = input.at(0, channel, y, x);
      part.cells.push_back(cell);
    }
  return part;
}

/// All of one channel.
ArithmeticPart whole_part(const Tensor<float>& input, int channel) {
  const Shape& shape = input.shape();
  ArithmeticPart part{.channel = channel, .height = shape.height, .width = shape.width, .cells = {}};
  for (int y = 0; y < shape.height; ++y)
    for (int x = 0; x < shape.width; ++x) part.cells.push_back({.value = input.at(0, channel, y, x)});
  return part;
}

/// The channels [first, last) at the unit's position, in rows.
ArithmeticPart channels_part(const Unit& unit, int first, int last) {
  ArithmeticPart part{.channel = first, .height = 1, .width = 1, .cells = {}};
  part.width = std::min(last - first, kVectorColumns);
  part.height = (last - first + part.width - 1) / part.width;
  for (int c = first; c < last; ++c)
    part.cells.push_back({.value = unit.input().at(0, c, unit.at.y, unit.at.x)});
  return part;
}

ArithmeticPart value_part(const Unit& unit, std::size_t input = 0) {
  return {.channel = unit.index, .cells = {{.value = unit.input(input).at(0, unit.index, unit.at.y, unit.at.x)}}};
}

double first_step(double sum, const std::vector<ArithmeticStep>& steps) { return sum + steps[0].value; }

Formula weighted_sum(const Unit& unit) {
  if (!unit.has_parameter("bias"))
    return {kSum, {}, [](double sum, const std::vector<ArithmeticStep>&) { return sum; }, true};
  return {kSumAndBias, {{"bias", exact(unit.parameter(1)[static_cast<std::size_t>(unit.index)])}}, first_step, true};
}

Formula convolution(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const std::vector<int>& dims = unit.node.parameters[0].spec.dims;
  const std::vector<float> weight = unit.parameter(0);
  const int each = dims[1], per_group = dims[0] / (unit.input().shape().channels / each);
  const float* next = weight.data() + static_cast<std::size_t>(unit.index) * static_cast<std::size_t>(each) *
                                          static_cast<std::size_t>(dims[2]) * static_cast<std::size_t>(dims[3]);
  for (int i = 0; i < each; ++i) {
    parts.push_back(window_part(unit, unit.index / per_group * each + i));
    for (ArithmeticCell& cell : parts.back().cells) cell.weight = *next++;
  }
  return weighted_sum(unit);
}

Formula dense(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const int below = unit.node.inputs[0];
  const bool flattened = below != kGraphInput && unit.model.graph->node(below).layer->kind() == "flatten";
  if (flattened) {
    const Tensor<float>& maps = unit.activations.of(unit.model.graph->node(below).inputs[0]);
    for (int c = 0; c < maps.shape().channels; ++c) parts.push_back(whole_part(maps, c));
  } else {
    parts.push_back(channels_part(unit, 0, unit.input().shape().channels));
  }
  const std::vector<float> weight = unit.parameter(0);  // (out, in), flatten's order is c, y, x
  const float* next = weight.data() + static_cast<std::size_t>(unit.index) * unit.input().shape().size();
  for (ArithmeticPart& part : parts)
    for (ArithmeticCell& cell : part.cells) cell.weight = *next++;
  return weighted_sum(unit);
}

Formula largest(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  parts.push_back(unit.node.layer->window().whole_input ? whole_part(unit.input(), unit.index)
                                                        : window_part(unit, unit.index));
  ArithmeticCell* best = nullptr;
  for (ArithmeticCell& cell : parts.back().cells)
    if (!cell.padding && (best == nullptr || cell.value > best->value)) best = &cell;
  if (best != nullptr) best->chosen = true;
  return {"largest", {{"largest", best != nullptr ? exact(best->value) : 0.0}},
          [](double, const std::vector<ArithmeticStep>& steps) { return steps[0].value; }};
}

Formula mean(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const bool global = unit.node.layer->window().whole_input;
  parts.push_back(global ? whole_part(unit.input(), unit.index) : window_part(unit, unit.index));
  const std::vector<ArithmeticCell>& cells = parts.back().cells;
  const bool all = global || int_attribute(unit.node.layer->attributes(), "count_include_pad", 0, 0, 1) == 1;
  const auto inside = std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.padding; });
  const double count = all ? static_cast<double>(cells.size()) : static_cast<double>(std::max<std::ptrdiff_t>(1, inside));
  return {"sum / count", {{"count", count}},
          [](double sum, const std::vector<ArithmeticStep>& steps) { return sum / steps[0].value; }};
}

Formula pointwise(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  parts.push_back(value_part(unit));
  const PointwiseFormula& formula = *pointwise_formula(unit.node.layer->kind());
  std::vector<ArithmeticStep> steps;
  const Attributes attributes = unit.node.layer->attributes();
  for (const FormulaNumber& number : formula.numbers)
    steps.push_back({number.name, real_attribute(attributes, number.attribute, number.otherwise)});
  return {formula.text, std::move(steps), formula.value};
}

Formula learnt_slope(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  parts.push_back(value_part(unit));
  const PointwiseFormula& formula = *pointwise_formula("leaky_relu");
  return {formula.text, {{"slope", exact(unit.parameter(0)[static_cast<std::size_t>(unit.index)])}}, formula.value};
}

Formula normalised(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  parts.push_back(value_part(unit));
  const Attributes attributes = unit.node.layer->attributes();
  const auto c = static_cast<std::size_t>(unit.index);
  return {"(x - mean) / deviation",
          {{"mean", reals_attribute(attributes, "mean")[c]}, {"deviation", reals_attribute(attributes, "std")[c]}},
          [](double x, const std::vector<ArithmeticStep>& s) { return (x - s[0].value) / s[1].value; }};
}

Formula batch_normalised(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  parts.push_back(value_part(unit));
  const auto c = static_cast<std::size_t>(unit.index);
  const double epsilon = real_attribute(unit.node.layer->attributes(), "epsilon", 1e-5);
  enum { kScale, kBias, kMean, kVariance, kEpsilon };
  return {"scale * (x - mean) / sqrt(variance + epsilon) + bias",
          {{"scale", exact(unit.parameter(kScale)[c])},
           {"bias", exact(unit.parameter(kBias)[c])},
           {"mean", exact(unit.parameter(kMean)[c])},
           {"variance", exact(unit.parameter(kVariance)[c])},
           {"epsilon", epsilon}},
          [](double x, const std::vector<ArithmeticStep>& s) {
            return s[kScale].value * (x - s[kMean].value) / std::sqrt(s[kVariance].value + s[kEpsilon].value) +
                   s[kBias].value;
          }};
}

Formula locally_normalised(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const Attributes attributes = unit.node.layer->attributes();
  const int size = int_attribute(attributes, "size", 1, std::numeric_limits<int>::max());
  const int channels = unit.input().shape().channels;
  const int before = (size - 1) / 2, after = size - 1 - before;  // as ONNX has it
  parts.push_back(channels_part(unit, std::max(0, unit.index - before), std::min(channels, unit.index + after + 1)));
  for (ArithmeticCell& cell : parts.back().cells) cell.weight = cell.value;
  enum { kX, kBias, kAlpha, kSize, kBeta };
  return {"x / (bias + alpha / size * sum) ^ beta",
          {{"x", exact(unit.input().at(0, unit.index, unit.at.y, unit.at.x))},
           {"bias", real_attribute(attributes, "bias", 1.0)},
           {"alpha", real_attribute(attributes, "alpha", 1e-4)},
           {"size", static_cast<double>(size)},
           {"beta", real_attribute(attributes, "beta", 0.75)}},
          [](double sum, const std::vector<ArithmeticStep>& s) {
            return s[kX].value / std::pow(s[kBias].value + s[kAlpha].value / s[kSize].value * sum, s[kBeta].value);
          },
          true};
}

/// The cells become e^(x - largest), so that they add up to what softmax divides by. Returns the largest value.
double to_powers(std::vector<ArithmeticCell>& cells) {
  double most = exact(cells.front().value);
  for (const ArithmeticCell& cell : cells) most = std::max(most, exact(cell.value));
  for (ArithmeticCell& cell : cells) cell.value = static_cast<float>(std::exp(exact(cell.value) - most));
  return most;
}

Formula softmax(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  parts.push_back(channels_part(unit, 0, unit.input().shape().channels));
  std::vector<ArithmeticCell>& cells = parts.back().cells;
  const double x = exact(cells[static_cast<std::size_t>(unit.index)].value);
  const double most = to_powers(cells);
  if (unit.node.layer->kind() == "log_softmax")
    return {"x - largest - log(sum of all e^(x - largest))",
            {{"x", x}, {"largest", most}},
            [](double sum, const std::vector<ArithmeticStep>& s) { return s[0].value - s[1].value - std::log(sum); }};
  return {"e^(x - largest) / sum of all e^(x - largest)",
          {{"largest", most}, {"e^(x - largest)", std::exp(x - most)}},
          [](double sum, const std::vector<ArithmeticStep>& s) { return s[1].value / sum; }};
}

/// Both values, the second as the factor; a gate has one for the whole map.
Formula multiplied(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const auto value = [&unit](std::size_t i) {
    const Tensor<float>& input = unit.input(i);
    const Position at = input.shape().is_vector() ? Position{0, 0} : unit.at;
    return input.at(0, unit.index, at.y, at.x);
  };
  parts.push_back({.channel = unit.index, .cells = {{.value = value(0), .weight = value(1)}}});
  return {kSum, {}, [](double sum, const std::vector<ArithmeticStep>&) { return sum; }, true};
}

Formula padded(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const Layer::Window window = unit.node.layer->window();
  const Shape& shape = unit.input().shape();
  const int y = unit.at.y - window.padding[0], x = unit.at.x - window.padding[1];
  ArithmeticCell cell;
  cell.padding = y < 0 || y >= shape.height || x < 0 || x >= shape.width;
  cell.value = cell.padding ? static_cast<float>(real_attribute(unit.node.layer->attributes(), "value", 0.0))
                            : unit.input().at(0, unit.index, y, x);
  parts.push_back({.channel = unit.index, .cells = {cell}});
  return {kValue, {}, [](double sum, const std::vector<ArithmeticStep>&) { return sum; }};
}

Formula selected(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const auto channels = std::get<std::vector<std::int64_t>>(unit.node.layer->attributes().at(kChannels));
  const int channel = static_cast<int>(channels[static_cast<std::size_t>(unit.index)]);
  parts.push_back({.channel = channel, .cells = {{.value = unit.input().at(0, channel, unit.at.y, unit.at.x)}}});
  return {kValue, {}, [](double sum, const std::vector<ArithmeticStep>&) { return sum; }};
}

Formula moved(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  const auto same = [](double sum, const std::vector<ArithmeticStep>&) { return sum; };
  const std::string_view kind = unit.node.layer->kind();
  if (kind == "add") {
    for (std::size_t i = 0; i < unit.node.inputs.size(); ++i) parts.push_back(value_part(unit, i));
    return {kSum, {}, same};
  }
  if (kind == "concat" || kind == "flatten") {  // the value where it came from
    int c = unit.index;
    for (std::size_t i = 0; i < unit.node.inputs.size(); ++i) {
      const Tensor<float>& input = unit.input(i);
      const Shape& shape = input.shape();
      const int area = shape.height * shape.width, channels = kind == "flatten" ? shape.channels * area : shape.channels;
      if (c < channels) {
        const int channel = kind == "flatten" ? c / area : c, rest = c % area;
        const Position at = kind == "flatten" ? Position{rest / shape.width, rest % shape.width} : unit.at;
        parts.push_back({.channel = channel, .cells = {{.value = input.at(0, channel, at.y, at.x)}}});
        return {kValue, {}, same};
      }
      c -= channels;
    }
  }
  parts.push_back(value_part(unit));
  return {kValue, {}, same};
}

struct Kind {
  std::string_view name;
  Formula (*take_apart)(const Unit&, std::vector<ArithmeticPart>&);
};
constexpr Kind kKinds[] = {
    {"conv2d", convolution},
    {"dense", dense},
    {"max_pool", largest},
    {"global_max_pool", largest},
    {"average_pool", mean},
    {"global_average_pool", mean},
    {"prelu", learnt_slope},
    {"normalise", normalised},
    {"batch_norm", batch_normalised},
    {"lrn", locally_normalised},
    {"softmax", softmax},
    {"log_softmax", softmax},
    {"multiply", multiplied},
    {"pad", padded},
    {"select_channels", selected},
};

Formula take_apart(const Unit& unit, std::vector<ArithmeticPart>& parts) {
  for (const Kind& kind : kKinds)
    if (kind.name == unit.node.layer->kind()) return kind.take_apart(unit, parts);
  if (pointwise_formula(unit.node.layer->kind()) != nullptr) return pointwise(unit, parts);
  return moved(unit, parts);
}

void check(const Graph& graph, const Activations& activations, int node, int unit, const Position& p) {
  if (node < 0 || node >= graph.size())
    throw Error(ErrorKind::bad_value, "layer", std::to_string(node), "0 to " + std::to_string(graph.size() - 1));
  const Node& layer = graph.node(node);
  const Shape& shape = activations.of(node).shape();
  if (unit < 0 || unit >= shape.channels)
    throw Error(ErrorKind::bad_value, "unit", std::to_string(unit),
                "0 to " + std::to_string(shape.channels - 1) + " in layer " + layer.name);
  if (p.y < 0 || p.y >= shape.height || p.x < 0 || p.x >= shape.width)
    throw Error(ErrorKind::bad_value, "position", std::to_string(p.y) + "," + std::to_string(p.x),
                "0,0 to " + std::to_string(shape.height - 1) + "," + std::to_string(shape.width - 1) + " in layer " +
                    layer.name);
}

/// So many that the largest number has all its digits.
int decimals_for(const Arithmetic& a) {
  double most = std::abs(exact(a.result));
  for (const ArithmeticPart& part : a.parts)
    for (const ArithmeticCell& cell : part.cells) {
      if (!std::isfinite(cell.value) || !std::isfinite(cell.weight)) return -1;
      most = std::max(most, std::abs(product(cell)));
    }
  if (!std::isfinite(most)) return -1;
  const int before = most > 0 ? static_cast<int>(std::floor(std::log10(most))) + 1 : 1;
  return std::clamp(kSignificantDigits - before, 0, kMostDecimals);
}

}  // namespace

bool Arithmetic::is_sum() const { return formula == kSum || formula == kSumAndBias || formula == kValue; }

std::int64_t Arithmetic::term(const ArithmeticStep& step) const {
  return static_cast<std::int64_t>(std::llround(step.value * std::pow(kTen, decimals)));
}

Arithmetic arithmetic_of(const Model& model, const Activations& activations, int node, int unit,
                         const Position& position) {
  check(*model.graph, activations, node, unit, position);
  Arithmetic a;
  a.node = node;
  a.unit = unit;
  a.position = position;
  a.result = activations.of(node).at(0, unit, position.y, position.x);
  const Unit subject{model, activations, model.graph->node(node), unit, position};
  Formula formula = take_apart(subject, a.parts);
  a.formula = std::move(formula.text);
  a.steps = std::move(formula.steps);
  a.has_products = formula.products;

  a.decimals = decimals_for(a);
  if (a.decimals < 0)
    throw Error(ErrorKind::bad_value, subject.node.name, "values that are no finite numbers", "finite numbers");
  for (ArithmeticPart& part : a.parts) {
    for (ArithmeticCell& cell : part.cells) part.sum += cell.product = a.term({{}, product(cell)});
    a.sum += part.sum;
  }
  const double scale = std::pow(kTen, a.decimals);
  a.total = a.sum;
  if (a.formula == kSumAndBias) a.total += a.term(a.steps[0]);
  a.value = static_cast<double>(a.total) / scale;
  if (!a.is_sum()) a.value = formula.value(static_cast<double>(a.sum) / scale, a.steps);
  return a;
}

double Arithmetic::difference() const {
  const double between = value - static_cast<double>(result), last_digit = std::pow(kTen, -decimals);
  return std::abs(between) <= last_digit / 2 ? 0 : between;
}

std::string decimal_text(std::int64_t units, int decimals) {
  std::string digits = std::to_string(units < 0 ? -units : units);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return (units < 0 ? "-" : "") + digits;
}

}  // namespace convlens
