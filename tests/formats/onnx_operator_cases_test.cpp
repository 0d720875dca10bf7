// ONNX's own operator cases (Debian's libonnx-testdata): each one whose operators ConvLens reads gives the
// output that stands beside it, or is refused. Skipped where the package is absent.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/formats/onnx_tensor.h"
#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

namespace fs = std::filesystem;

constexpr std::array kPlaces = {"/usr/lib/python3/dist-packages/onnx/backend/test/data",
                                "/usr/share/libonnx-testdata/data"};

/// The operators of a CNN classifier; cases of others say nothing about it.
const std::set<std::string> kOperators = {"Add",
                                          "AveragePool",
                                          "BatchNormalization",
                                          "Clip",
                                          "Concat",
                                          "Constant",
                                          "ConstantOfShape",
                                          "Conv",
                                          "Div",
                                          "Dropout",
                                          "Elu",
                                          "Flatten",
                                          "Gather",
                                          "Gemm",
                                          "GlobalAveragePool",
                                          "GlobalMaxPool",
                                          "HardSigmoid",
                                          "HardSwish",
                                          "Identity",
                                          "LRN",
                                          "LeakyRelu",
                                          "LogSoftmax",
                                          "MatMul",
                                          "MaxPool",
                                          "Mul",
                                          "PRelu",
                                          "Pad",
                                          "ReduceMean",
                                          "Relu",
                                          "Reshape",
                                          "Shape",
                                          "Sigmoid",
                                          "Slice",
                                          "Softmax",
                                          "Squeeze",
                                          "Sub",
                                          "Sum",
                                          "Tanh",
                                          "Transpose",
                                          "Unsqueeze"};

struct Tally {
  int passed = 0;
  std::vector<std::string> refused, wrong;
};

onnx::TensorProto tensor_of(const fs::path& path) {
  onnx::TensorProto tensor;
  if (!tensor.ParseFromString(bytes_of(path))) throw std::runtime_error(path.string());
  return tensor;
}

bool is_ours(const onnx::ModelProto& model) {
  return std::all_of(model.graph().node().begin(), model.graph().node().end(),
                     [](const onnx::NodeProto& node) {
                       return node.domain().empty() && kOperators.contains(node.op_type());
                     });
}

/// One set of values: the first input is the picture, the others are made the file's weights.
void run_case(const fs::path& folder, const fs::path& values, Tally& tally) {
  onnx::ModelProto file = parsed(folder / "model.onnx");
  const std::string name = folder.filename().string();
  std::vector<onnx::TensorProto> inputs;
  for (int i = 0; fs::exists(values / ("input_" + std::to_string(i) + ".pb")); ++i)
    inputs.push_back(tensor_of(values / ("input_" + std::to_string(i) + ".pb")));
  if (inputs.empty()) return;  // a constant alone
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    *file.mutable_graph()->add_initializer() = inputs[i];
    file.mutable_graph()->mutable_initializer()->rbegin()->set_name(
        file.graph().input(static_cast<int>(i)).name());
  }
  const TemporaryFolder place;
  put_bytes(place / "m.onnx", file.SerializeAsString());
  try {
    const Model model = load_onnx(place / "m.onnx");
    const ProgressCallback nobody;
    OnnxProgress progress({}, nobody);
    const OnnxSource source{values, progress};
    const OnnxTensor picture = decode_tensor(inputs[0], source);
    const onnx::TensorProto output_file = tensor_of(values / "output_0.pb");  // the tensor's values stay in it
    const OnnxTensor expected = decode_tensor(output_file, source);
    const Shape& shape = model.graph->input_shape();
    const int batch = static_cast<int>(picture.size() / shape.size());
    Tensor<float> input(batch, shape);
    REQUIRE(input.size() == picture.floats.size());
    if (model.graph->input_order() == InputOrder::channels_last)
      std::copy(picture.floats.begin(), picture.floats.end(), input.data());
    else
      for (int n = 0; n < batch; ++n)
        from_chw(picture.floats.data() + static_cast<std::size_t>(n) * shape.size(), shape,
                 input.view().sample(n));
    const std::vector<float> output = output_of(model, input.view());
    float scale = 1, largest = 0;
    for (std::size_t i = 0; i < std::min(output.size(), expected.size()); ++i) {
      scale = std::max(scale, std::abs(expected.floats[i]));
      largest = std::max(largest, std::abs(output[i] - expected.floats[i]));
    }
    const bool good = output.size() == expected.size() && largest <= 1e-4f * scale;
    if (good)
      ++tally.passed;
    else
      tally.wrong.push_back(name + ": off by " + std::to_string(largest) + " of " + std::to_string(scale));
  } catch (const Error& error) {
    const std::string text =
        error.found() + (error.expected().empty() ? "" : "; expected " + error.expected());
    tally.refused.push_back(name + ": " + text);
  }
}

std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n  " + line;
  return text;
}

}  // namespace

TEST_CASE("ONNX's operator cases pass or are refused, and none is wrong") {
  const auto data =
      std::find_if(kPlaces.begin(), kPlaces.end(), [](const char* place) { return fs::exists(place); });
  if (data == kPlaces.end()) {
    WARN("skipped: libonnx-testdata is not installed");
    return;
  }
  Tally tally;
  for (const char* group : {"node", "pytorch-converted", "pytorch-operator", "simple"})
    for (const auto& folder : fs::directory_iterator(fs::path(*data) / group)) {
      if (!fs::exists(folder.path() / "model.onnx") || !is_ours(parsed(folder.path() / "model.onnx")))
        continue;
      run_case(folder.path(), folder.path() / "test_data_set_0", tally);
    }
  std::sort(tally.refused.begin(), tally.refused.end());
  const auto cases = static_cast<std::size_t>(tally.passed) + tally.refused.size() + tally.wrong.size();
  INFO("of " << cases << " cases " << tally.passed << " pass; refused are " << tally.refused.size()
             << listed(tally.refused) << "\nwrong are " << tally.wrong.size() << listed(tally.wrong));
  CHECK(tally.wrong.empty());
  CHECK(tally.passed >= 114);  // of 312; fewer would be a loss
}
