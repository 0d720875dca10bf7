#include "core/formats/onnx_constants.h"

#include <algorithm>
#include <limits>

#include "core/formats/onnx_attributes.h"

namespace convlens {
namespace {

// Shapes have a handful of numbers; what is longer is no shape.
constexpr std::size_t kLongestShape = 64;
constexpr std::size_t kMostShapeBytes = 4096;  // with its name

OnnxTensor number_list(std::vector<std::int64_t> values) {
  return {.dims = {static_cast<std::int64_t>(values.size())},
          .is_float = false,
          .floats = {},
          .ints = std::move(values)};
}

/// Resolves a constant's Reshape: 0 keeps a dimension, -1 takes what is left.
std::vector<std::int64_t> reshaped(const onnx::NodeProto& node, const OnnxTensor& value,
                                   std::vector<std::int64_t> target, const OnnxSource& source) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  std::int64_t known = 1;
  std::int64_t* open = nullptr;
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] == 0 && i < value.dims.size()) target[i] = value.dims[i];
    if (target[i] == -1 && !open)
      open = &target[i];
    else if (target[i] < 0 || target[i] > kMost || (known *= target[i]) > kMost)
      source.broken(describe(node) + " has the target " + dims_text(target), "a shape");
  }
  const auto size = static_cast<std::int64_t>(value.size());
  if (open && known > 0) *open = size / known;
  if ((open ? known * *open : known) != size)
    source.broken(describe(node) + " makes " + dims_text(target) + " of " + dims_text(value.dims),
                  "as many values");
  return target;
}

}  // namespace

OnnxConstants::OnnxConstants(const onnx::GraphProto& graph, const OnnxTopology& topology,
                             const OnnxSource& source)
    : source_(source) {
  if (graph.sparse_initializer_size() > 0) source.unsupported("sparse weights", "dense ones");
  for (const auto& tensor : graph.initializer())
    if (!stored_.emplace(tensor.name(), Stored{&tensor, {}}).second)
      source.broken("two initializers called '" + tensor.name() + "'", "each once");
  for (const auto* node : topology.order())
    if (node->op_type() == "Constant")
      read_constant_node(*node);
    else
      evaluate(*node);
}

std::optional<OnnxTensor> OnnxConstants::find(const std::string& name) const {
  if (const auto computed = computed_.find(name); computed != computed_.end()) return computed->second;
  const auto stored = stored_.find(name);
  if (stored == stored_.end()) return std::nullopt;
  OnnxTensor value = decode_tensor(*stored->second.tensor, source_);
  if (stored->second.dims) value.dims = *stored->second.dims;
  return value;
}

void OnnxConstants::read_constant_node(const onnx::NodeProto& node) {
  if (node.attribute_size() != 1 || node.output_size() != 1)
    source_.broken(describe(node) + " has " + std::to_string(node.attribute_size()) + " values", "one value");
  const auto& value = node.attribute(0);
  if (value.type() == onnx::AttributeProto::TENSOR) {
    stored_[node.output(0)] = {&value.t(), {}};
  } else if (value.type() == onnx::AttributeProto::INT) {
    set(node.output(0), {.dims = {}, .is_float = false, .floats = {}, .ints = {value.i()}});
  } else if (value.type() == onnx::AttributeProto::INTS) {
    set(node.output(0), number_list({value.ints().begin(), value.ints().end()}));
  } else if (value.type() == onnx::AttributeProto::FLOAT) {
    set(node.output(0), {.dims = {}, .is_float = true, .floats = {value.f()}, .ints = {}});
  } else if (value.type() == onnx::AttributeProto::FLOATS) {
    set(node.output(0), {.dims = {value.floats_size()},
                         .is_float = true,
                         .floats = {value.floats().begin(), value.floats().end()},
                         .ints = {}});
  } else {
    source_.unsupported(node, "a constant that is no tensor and no number");
  }
}

std::vector<std::int64_t> OnnxConstants::whole_numbers(const onnx::NodeProto& node, int input) const {
  const std::string& name = node.input(input);
  const auto stored = stored_.find(name);
  const bool long_data = stored != stored_.end() && stored->second.tensor->ByteSizeLong() > kMostShapeBytes;
  const auto value = long_data ? std::nullopt : find(name);
  if (!value || value->is_float || value->ints.size() > kLongestShape)
    source_.unsupported(node, "'" + name + "' is not a short list of whole numbers");
  return value->ints;
}

void OnnxConstants::pass_on(const onnx::NodeProto& node) {
  const auto stored = stored_.find(node.input(0));
  if (stored != stored_.end())
    stored_[node.output(0)] = Stored(stored->second);
  else
    set(node.output(0), *find(node.input(0)));
}

void OnnxConstants::reshape(const onnx::NodeProto& node) {
  const auto target = whole_numbers(node, 1);
  const auto dims = reshaped(node, *find(node.input(0)), target, source_);
  pass_on(node);
  if (const auto stored = stored_.find(node.output(0)); stored != stored_.end())
    stored->second.dims = dims;
  else
    computed_[node.output(0)].dims = dims;
}

void OnnxConstants::gather(const onnx::NodeProto& node) {
  require_int(node, "axis", 0, source_);
  const auto values = whole_numbers(node, 0), indices = whole_numbers(node, 1);
  const auto count = static_cast<std::int64_t>(values.size());
  std::vector<std::int64_t> picked;
  for (const std::int64_t index : indices) {
    const std::int64_t from_front = index < 0 ? index + count : index;
    if (from_front < 0 || from_front >= count)
      source_.broken(describe(node) + " picks number " + std::to_string(index),
                     "one of " + std::to_string(count));
    picked.push_back(values[static_cast<std::size_t>(from_front)]);
  }
  OnnxTensor result = number_list(std::move(picked));
  if (find(node.input(1))->dims.empty()) result.dims.clear();
  set(node.output(0), std::move(result));
}

bool OnnxConstants::evaluate(const onnx::NodeProto& node) {
  if (node.input_size() == 0 || node.output_size() == 0) return false;
  for (const std::string& input : node.input())
    if (!contains(input)) return false;
  const std::string& op = node.op_type();
  if (op == "Identity") {
    pass_on(node);
  } else if (op == "Cast") {
    const auto to = int_of(node, "to", onnx::TensorProto::UNDEFINED);
    if (to != onnx::TensorProto::INT64 && to != onnx::TensorProto::INT32)
      source_.unsupported(node, "a cast of constants to another kind of number");
    set(node.output(0), number_list(whole_numbers(node, 0)));
  } else if (op == "Reshape" && node.input_size() == 2) {
    reshape(node);
  } else if (op == "Gather" && node.input_size() == 2) {
    gather(node);
  } else if (op == "Unsqueeze") {
    set(node.output(0), number_list(whole_numbers(node, 0)));
  } else if (op == "Concat") {
    std::vector<std::int64_t> joined;
    for (int i = 0; i < node.input_size(); ++i) {
      const auto part = whole_numbers(node, i);
      joined.insert(joined.end(), part.begin(), part.end());
      if (joined.size() > kLongestShape) source_.unsupported(node, "more numbers than a shape has");
    }
    set(node.output(0), number_list(std::move(joined)));
  } else {
    source_.unsupported(node, "works on constants alone");
  }
  return true;
}

}  // namespace convlens
