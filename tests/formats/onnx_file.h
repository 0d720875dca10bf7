#pragma once
#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"

namespace convlens::test {

using Dims = std::vector<std::int64_t>;

/// A graph as another exporter writes it, put together by hand.
class File {
 public:
  explicit File(const Dims& input, std::int64_t opset = 13) {
    proto_.set_ir_version(7);
    proto_.add_opset_import()->set_version(opset);
    graph().set_name("g");
    set_value("x", input, *graph().add_input());
  }

  onnx::GraphProto& graph() { return *proto_.mutable_graph(); }

  onnx::NodeProto& node(const std::string& op, const std::vector<std::string>& inputs,
                        const std::string& output, const std::string& name = {}) {
    auto& added = *graph().add_node();
    added.set_op_type(op);
    added.set_name(name);
    for (const auto& input : inputs) added.add_input(input);
    added.add_output(output);
    return added;
  }
  static void set_int(onnx::NodeProto& node, const std::string& name, std::int64_t value) {
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
  }
  static void set_ints(onnx::NodeProto& node, const std::string& name, const Dims& values) {
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) attribute.add_ints(value);
  }
  static void set_text(onnx::NodeProto& node, const std::string& name, const std::string& value) {
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::STRING);
    attribute.set_s(value);
  }
  static void set_real(onnx::NodeProto& node, const std::string& name, float value) {
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::FLOAT);
    attribute.set_f(value);
  }
  static onnx::TensorProto floats(const std::string& name, const Dims& dims,
                                  const std::vector<float>& values) {
    onnx::TensorProto tensor;
    tensor.set_name(name);
    tensor.set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t dim : dims) tensor.add_dims(dim);
    for (const float value : values) tensor.add_float_data(value);
    return tensor;
  }
  static onnx::TensorProto whole(const std::string& name, const Dims& values, bool scalar = false) {
    onnx::TensorProto tensor;
    tensor.set_name(name);
    tensor.set_data_type(onnx::TensorProto::INT64);
    if (!scalar) tensor.add_dims(static_cast<std::int64_t>(values.size()));
    for (const std::int64_t value : values) tensor.add_int64_data(value);
    return tensor;
  }
  void initializer(const onnx::TensorProto& tensor) { *graph().add_initializer() = tensor; }
  void constant(const onnx::TensorProto& tensor) {
    auto& attribute = *node("Constant", {}, tensor.name()).add_attribute();
    attribute.set_name("value");
    attribute.set_type(onnx::AttributeProto::TENSOR);
    *attribute.mutable_t() = tensor;
  }
  static void set_value(const std::string& name, const Dims& dims, onnx::ValueInfoProto& value) {
    value.set_name(name);
    value.mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t dim : dims) {
      auto* slot = value.mutable_type()->mutable_tensor_type()->mutable_shape()->add_dim();
      if (dim > 0)
        slot->set_dim_value(dim);
      else
        slot->set_dim_param("batch");
    }
  }
  Model load(const std::string& output = "y") {
    const TemporaryFolder folder;
    graph().clear_output();
    set_value(output, {}, *graph().add_output());
    put_bytes(folder / "m.onnx", proto_.SerializeAsString());
    return load_onnx(folder / "m.onnx");
  }
  /// The same from a folder that holds more than the model.
  Model load_from(const std::filesystem::path& folder) {
    graph().clear_output();
    set_value("y", {}, *graph().add_output());
    put_bytes(folder / "m.onnx", proto_.SerializeAsString());
    return load_onnx(folder / "m.onnx");
  }
  std::string refusal(const std::string& output = "y") {
    const auto error = error_of([&] { load(output); });
    return error && error->kind() == ErrorKind::not_supported ? error->found() : "(read, or broken)";
  }

 private:
  onnx::ModelProto proto_;
};

/// The output for one picture, both in the order of files.
inline std::vector<float> run(const Model& model, const std::vector<float>& nchw) {
  Tensor<float> input(1, model.graph->input_shape());
  REQUIRE(nchw.size() == input.size());
  from_chw(nchw.data(), input.shape(), input.data());
  return output_of(model, input.view());
}

}  // namespace convlens::test
