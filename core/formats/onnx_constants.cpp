#include "core/formats/onnx_constants.h"

#include "core/formats/onnx_fold.h"

namespace convlens {
namespace {

// In all folded constants together; networks of the literature with filled-in weights stay below.
constexpr std::uint64_t kMostComputed = std::uint64_t{1} << 28;

}  // namespace

OnnxConstants::OnnxConstants(const onnx::GraphProto& graph, const OnnxTopology& topology, int opset,
                             const OnnxSource& source)
    : source_(source), opset_(opset) {
  if (graph.sparse_initializer_size() > 0) source.unsupported("sparse weights", "dense ones");
  for (const auto& tensor : graph.initializer())
    if (!stored_.emplace(tensor.name(), &tensor).second)
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
  return decode_tensor(*stored->second, source_);
}

void OnnxConstants::read_constant_node(const onnx::NodeProto& node) {
  if (node.attribute_size() != 1 || node.output_size() != 1)
    source_.broken(describe(node) + " has " + std::to_string(node.attribute_size()) + " values", "one value");
  const auto& value = node.attribute(0);
  const std::string& name = node.output(0);
  switch (value.type()) {
    case onnx::AttributeProto::TENSOR:
      stored_[name] = &value.t();
      break;
    case onnx::AttributeProto::INT:
      set(name, OnnxTensor::of_ints({}, {value.i()}));
      break;
    case onnx::AttributeProto::INTS:
      set(name, OnnxTensor::list({value.ints().begin(), value.ints().end()}));
      break;
    case onnx::AttributeProto::FLOAT:
      set(name, OnnxTensor::of_floats({}, {value.f()}));
      break;
    case onnx::AttributeProto::FLOATS:
      set(name, OnnxTensor::of_floats({value.floats_size()}, {value.floats().begin(), value.floats().end()}));
      break;
    default:
      source_.unsupported(node, "a constant that is no tensor and no number");
  }
}

bool OnnxConstants::evaluate(const onnx::NodeProto& node) {
  if (node.output_size() == 0) return false;
  bool any = false;
  for (const std::string& input : node.input()) {
    if (input.empty()) continue;
    if (!contains(input)) return false;
    any = true;
  }
  if (!any) return false;
  OnnxFold work{.node = node, .source = source_, .opset = opset_, .inputs = {}, .given = {}};
  for (const std::string& input : node.input()) {
    work.given.push_back(!input.empty());
    work.inputs.push_back(input.empty() ? OnnxTensor{} : *find(input));
  }
  auto result = fold(work);
  if (!result) source_.unsupported(node, "it works on constants alone");
  // Renamed weights cost nothing; new ones do.
  const bool is_new = result->is_float ? result->owner != work.inputs[0].owner : true;
  if (is_new) computed_values_ += result->size();
  if (computed_values_ > kMostComputed) source_.unsupported(node, "very many values computed from constants");
  set(node.output(0), std::move(*result));
  return true;
}

}  // namespace convlens
