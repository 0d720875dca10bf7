#include <algorithm>
#include <cmath>
#include <functional>

#include "core/formats/onnx_attributes.h"
#include "core/formats/onnx_fold.h"

namespace convlens {
namespace {

constexpr std::int64_t kLongestRange = 64;

std::vector<std::int64_t> broadcast_dims(const OnnxFold& fold, std::vector<std::int64_t> a,
                                         std::vector<std::int64_t> b) {
  while (a.size() < b.size()) a.insert(a.begin(), 1);
  while (b.size() < a.size()) b.insert(b.begin(), 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && a[i] != 1 && b[i] != 1)
      fold.broken("gets " + dims_text(a) + " and " + dims_text(b), "sizes that agree or are 1");
    a[i] = a[i] == 1 ? b[i] : a[i];
  }
  return a;
}

float on_floats(const OnnxFold& fold, const std::string& op, float a, float b) {
  if (op == "Add" || op == "Sum") return a + b;
  if (op == "Sub") return a - b;
  if (op == "Mul") return a * b;
  if (op == "Div") return a / b;
  if (op == "Pow") return std::pow(a, b);
  if (op == "Min") return std::min(a, b);
  if (op == "Max") return std::max(a, b);
  if (op == "Equal") return a == b ? 1.0f : 0.0f;
  if (op == "Less") return a < b ? 1.0f : 0.0f;
  if (op == "Greater") return a > b ? 1.0f : 0.0f;
  fold.unsupported("ConvLens does not compute it of constants that are no whole numbers");
}

/// Wraps around like the machine does: a hostile file must not be undefined behaviour.
std::int64_t on_ints(const OnnxFold& fold, const std::string& op, std::int64_t a, std::int64_t b) {
  const auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
  if (op == "Add") return static_cast<std::int64_t>(x + y);
  if (op == "Sub") return static_cast<std::int64_t>(x - y);
  if (op == "Mul") return static_cast<std::int64_t>(x * y);
  if (op == "Min") return std::min(a, b);
  if (op == "Max") return std::max(a, b);
  if (op == "Equal") return a == b;
  if (op == "Less") return a < b;
  if (op == "Greater") return a > b;
  if (op == "Div" || op == "Mod") {
    if (b == 0) fold.broken("divides by 0", "another number");
    if (b == -1) return op == "Div" ? static_cast<std::int64_t>(0 - x) : 0;
    if (op == "Div") return a / b;
    const std::int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
  }
  fold.unsupported("ConvLens does not compute it of whole numbers");
}

bool gives_truth(const std::string& op) { return op == "Equal" || op == "Less" || op == "Greater"; }

OnnxTensor pair_of(const OnnxFold& fold, const OnnxTensor& a, const OnnxTensor& b) {
  const std::string& op = fold.node.op_type();
  const auto dims = broadcast_dims(fold, a.dims, b.dims);
  if (promised_values(dims, describe(fold.node), fold.source) > kMostPlaces)
    fold.unsupported("it makes " + dims_text(dims) + " values");
  const auto left = broadcast_places(a.dims, dims), right = broadcast_places(b.dims, dims);
  if (a.is_float != b.is_float) fold.broken("mixes whole numbers and others", "numbers of one kind");
  if (!a.is_float) {
    std::vector<std::int64_t> ints;
    for (std::size_t i = 0; i < left.size(); ++i)
      ints.push_back(on_ints(fold, op, a.ints[left[i]], b.ints[right[i]]));
    return OnnxTensor::of_ints(dims, std::move(ints));
  }
  std::vector<float> floats;
  for (std::size_t i = 0; i < left.size(); ++i)
    floats.push_back(on_floats(fold, op, a.floats[left[i]], b.floats[right[i]]));
  if (gives_truth(op)) return OnnxTensor::of_ints(dims, {floats.begin(), floats.end()});
  return OnnxTensor::of_floats(dims, std::move(floats));
}

/// Opset 6: `axis` says where the second value's dimensions begin among the first's.
OnnxTensor aligned(const OnnxFold& fold, OnnxTensor second) {
  constexpr int kPlainBroadcast = 7;
  const std::int64_t axis = int_of(fold.node, "axis", -1);
  if (fold.opset >= kPlainBroadcast || axis < 0) return second;
  while (second.dims.size() + static_cast<std::size_t>(axis) < fold.input(0).dims.size())
    second.dims.push_back(1);
  return second;
}

}  // namespace

OnnxTensor fold_pairs(const OnnxFold& fold) {
  OnnxTensor result = fold.input(0);
  for (std::size_t i = 1; i < fold.inputs.size(); ++i)
    result = pair_of(fold, result, aligned(fold, fold.input(i)));
  return result;
}

OnnxTensor fold_single(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  const std::string& op = fold.node.op_type();
  if (!value.is_float) {
    std::vector<std::int64_t> ints;
    for (const std::int64_t x : value.ints) {
      if (op != "Neg" && op != "Abs") fold.unsupported("ConvLens does not compute it of whole numbers");
      ints.push_back(op == "Neg" || x < 0 ? on_ints(fold, "Sub", 0, x) : x);
    }
    return OnnxTensor::of_ints(value.dims, std::move(ints));
  }
  float (*const function)(float) = op == "Abs"     ? +[](float x) { return std::abs(x); }
                                   : op == "Ceil"  ? +[](float x) { return std::ceil(x); }
                                   : op == "Exp"   ? +[](float x) { return std::exp(x); }
                                   : op == "Floor" ? +[](float x) { return std::floor(x); }
                                   : op == "Neg"   ? +[](float x) { return -x; }
                                   : op == "Sqrt"  ? +[](float x) { return std::sqrt(x); }
                                                   : +[](float x) { return 1 / x; };  // Reciprocal
  std::vector<float> floats;
  for (const float x : value.floats) floats.push_back(function(x));
  return OnnxTensor::of_floats(value.dims, std::move(floats));
}

OnnxTensor fold_cast(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  using Type = onnx::TensorProto;
  const int to = cast_target(fold.node);
  if (to == Type::FLOAT || to == Type::DOUBLE || to == Type::FLOAT16) {
    if (value.is_float) return value;
    return OnnxTensor::of_floats(value.dims, {value.ints.begin(), value.ints.end()});
  }
  if (to != Type::INT64 && to != Type::INT32 && to != Type::BOOL)
    fold.unsupported("a cast of constants to another kind of number");
  std::vector<std::int64_t> ints = value.ints;
  constexpr float kExact = 9e18f;  // below 2^63
  for (const float x : value.floats) {
    if (!(std::abs(x) < kExact))
      fold.broken("makes a whole number of " + std::to_string(x), "a number in range");
    ints.push_back(static_cast<std::int64_t>(x));
  }
  if (to == Type::BOOL)
    for (std::int64_t& x : ints) x = x != 0;
  return OnnxTensor::of_ints(value.dims, std::move(ints));
}

OnnxTensor fold_reduce_product(const OnnxFold& fold) {
  const OnnxTensor& value = fold.input(0);
  if (value.dims.size() != 1) fold.unsupported("ConvLens multiplies lists only");
  const bool keep = int_of(fold.node, "keepdims", 1) != 0;
  if (value.is_float) {  // sizes that went through a Cast
    float product = 1;
    for (const float number : value.floats) product *= number;
    return OnnxTensor::of_floats(keep ? std::vector<std::int64_t>{1} : std::vector<std::int64_t>{},
                                 {product});
  }
  const auto numbers = fold.numbers(0);
  std::int64_t product = 1;
  for (const std::int64_t number : numbers) product = on_ints(fold, "Mul", product, number);
  return keep ? OnnxTensor::list({product}) : OnnxTensor::of_ints({}, {product});
}

OnnxTensor fold_range(const OnnxFold& fold) {
  const auto start = fold.numbers(0), limit = fold.numbers(1), delta = fold.numbers(2);
  if (start.size() != 1 || limit.size() != 1 || delta.size() != 1 || delta[0] == 0)
    fold.broken("has no bounds", "start, limit and a step");
  std::vector<std::int64_t> ints;
  for (std::int64_t at = start[0]; delta[0] > 0 ? at < limit[0] : at > limit[0];
       at = on_ints(fold, "Add", at, delta[0])) {
    if (static_cast<std::int64_t>(ints.size()) == kLongestRange)
      fold.unsupported("more numbers than a shape has");
    ints.push_back(at);
  }
  return OnnxTensor::list(std::move(ints));
}

OnnxTensor fold_where(const OnnxFold& fold) {
  const OnnxTensor &condition = fold.input(0), &yes = fold.input(1), &no = fold.input(2);
  if (condition.is_float || yes.is_float || no.is_float)
    fold.unsupported("ConvLens chooses among whole numbers only");
  const auto dims = broadcast_dims(fold, broadcast_dims(fold, condition.dims, yes.dims), no.dims);
  const auto c = broadcast_places(condition.dims, dims), y = broadcast_places(yes.dims, dims),
             n = broadcast_places(no.dims, dims);
  std::vector<std::int64_t> ints;
  for (std::size_t i = 0; i < c.size(); ++i)
    ints.push_back(condition.ints[c[i]] != 0 ? yes.ints[y[i]] : no.ints[n[i]]);
  return OnnxTensor::of_ints(dims, std::move(ints));
}

}  // namespace convlens
