// Patterns that exporters write around the operators: turned axes, folded shapes, gates, limits, weights
// elsewhere.
#include <algorithm>

#include "tests/formats/onnx_file.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

const std::vector<float> kRow = {1, 2, 3};
using Names = std::vector<std::string>;

std::vector<std::string> kinds_of(const Model& model) {
  std::vector<std::string> kinds;
  for (const Node& node : model.graph->nodes()) kinds.emplace_back(node.layer->kind());
  return kinds;
}

}  // namespace

TEST_CASE("Keras: channels last outside, a Transpose before the convolution and one before the flattening") {
  File file({0, 2, 3, 1}, 11);
  file.initializer(File::floats("w", {2, 1, 1, 1}, {1, 10}));
  file.initializer(File::floats("m", {12, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
  File::set_ints(file.node("Transpose", {"x"}, "t"), "perm", {0, 3, 1, 2});
  file.node("Conv", {"t", "w"}, "c", "conv");
  File::set_ints(file.node("Transpose", {"c"}, "back"), "perm", {0, 2, 3, 1});
  file.node("Flatten", {"back"}, "f", "flat");
  file.node("MatMul", {"f", "m"}, "y", "dense");
  const Model model = file.load();
  CHECK(model.graph->input_shape() == Shape{1, 2, 3});
  CHECK(model.graph->input_order() == InputOrder::channels_last);
  CHECK(model.graph->names() == Names{"conv", "flat", "dense"});
  // Flattened as (row, column, channel): 1 10 2 20 3 30 4 40 5 50 6 60 times 1 2 3 4 ...
  float expected = 0;
  for (int i = 0; i < 6; ++i)
    expected += static_cast<float>((i + 1) * (2 * i + 1) + 10 * (i + 1) * (2 * i + 2));
  CHECK(run(model, {1, 2, 3, 4, 5, 6}) == std::vector<float>{expected});

  const TemporaryFolder folder;  // and it keeps this form
  save_onnx(folder / "again.onnx", model);
  const Model again = load_onnx(folder / "again.onnx");
  CHECK(again.graph->input_order() == InputOrder::channels_last);
  CHECK(again.graph->names() == model.graph->names());
  CHECK(run(again, {1, 2, 3, 4, 5, 6}) == std::vector<float>{expected});
}

TEST_CASE(
    "MNIST as rows of 784 whose first node makes a picture of them, and as pictures without a channel") {
  for (const Dims& target : {Dims{-1, 1, 5, 6}, Dims{-1, 5, 6, 1}, Dims{-1, 1, 2, 3}, Dims{-1, 2, 3, 1}}) {
    const Shape picture = target[3] == 1 ? Shape{1, static_cast<int>(target[1]), static_cast<int>(target[2])}
                                         : Shape{1, static_cast<int>(target[2]), static_cast<int>(target[3])};
    File file({0, static_cast<std::int64_t>(picture.size())});
    file.initializer(File::whole("shape", target));
    file.node("Reshape", {"x", "shape"}, "p");
    if (target[3] == 1) {
      File::set_ints(file.node("Transpose", {"p"}, "q"), "perm", {0, 3, 1, 2});
      file.node("Relu", {"q"}, "y");
    } else {
      file.node("Relu", {"p"}, "y");
    }
    const Model model = file.load();
    CHECK(model.graph->input_shape() == picture);
    std::vector<float> row(picture.size()), answer(picture.size());
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<float>(i) - 2;
    for (std::size_t i = 0; i < row.size(); ++i) answer[i] = std::max(row[i], 0.0f);
    CHECK(run(model, row) == answer);
  }
  File rows({0, 2, 3});
  rows.initializer(File::whole("axes", {1}));
  rows.node("Unsqueeze", {"x", "axes"}, "p");
  File::set_ints(rows.node("MaxPool", {"p"}, "y"), "kernel_shape", {2, 3});
  CHECK(run(rows.load(), {1, 2, 3, 4, 9, 6}) == std::vector<float>{9});
}

TEST_CASE("a mean over the picture, however it is asked for, is a global pooling") {
  const std::vector<float> picture = {1, 2, 3, 4, 10, 20, 30, 40}, expected = {2.5f, 25};
  SECTION("ReduceMean with negative axes as an attribute, and Squeeze-free") {
    File file({0, 2, 2, 2}, 11);
    auto& node = file.node("ReduceMean", {"x"}, "y", "mean");
    File::set_ints(node, "axes", {-1, -2});
    File::set_int(node, "keepdims", 0);
    const Model model = file.load();
    CHECK(kinds_of(model) == Names{"global_average_pool"});
    CHECK(run(model, picture) == expected);
  }
  SECTION("with axes as an input, on channels last, and back through Squeeze without axes") {
    File file({0, 2, 2, 2}, 18);
    file.initializer(File::whole("axes", {1, 2}));
    File::set_ints(file.node("Transpose", {"x"}, "t"), "perm", {0, 2, 3, 1});
    file.node("ReduceMean", {"t", "axes"}, "m");
    file.node("Squeeze", {"m"}, "y");
    CHECK(run(file.load(), picture) == expected);
  }
  SECTION("x.view(n, c, -1).mean(2)") {
    File file({0, 2, 2, 2}, 11);
    file.initializer(File::whole("shape", {0, 2, -1}));
    file.node("Reshape", {"x", "shape"}, "v");
    auto& node = file.node("ReduceMean", {"v"}, "y");
    File::set_ints(node, "axes", {2});
    File::set_int(node, "keepdims", 0);
    CHECK(run(file.load(), picture) == expected);
  }
  SECTION("over other axes it is refused") {
    File file({0, 2, 2, 2}, 11);
    File::set_ints(file.node("ReduceMean", {"x"}, "y", "mean"), "axes", {1});
    CHECK(file.refusal().find("operator ReduceMean (node 'mean'): axes = 1 of 1x2x2x2") == 0);
  }
}

TEST_CASE("limits: Clip with attributes, with inputs, and Min and Max") {
  const auto check = [](File& file, const std::vector<float>& expected) {
    CHECK(run(file.load(), {-1, 2, 9}) == expected);
  };
  File old({1, 1, 1, 3}, 6);
  auto& node = old.node("Clip", {"x"}, "y");
  File::set_real(node, "min", 0);
  File::set_real(node, "max", 6);
  check(old, {0, 2, 6});
  File recent({1, 1, 1, 3}, 13);
  recent.initializer(File::floats("top", {}, {6}));
  recent.node("Clip", {"x", "", "top"}, "y");
  check(recent, {-1, 2, 6});
  File tensor_flow({1, 1, 1, 3}, 13);
  tensor_flow.initializer(File::floats("six", {}, {6}));
  tensor_flow.node("Relu", {"x"}, "r");
  tensor_flow.node("Min", {"six", "r"}, "y");
  check(tensor_flow, {0, 2, 6});
}

TEST_CASE("hard swish in its three spellings") {
  const auto expected = [](float x) { return x * std::clamp(x / 6 + 0.5f, 0.0f, 1.0f); };
  const auto check = [&](File& file, const Names& kinds) {
    const Model model = file.load();
    CHECK(kinds_of(model) == kinds);
    const auto output = run(model, {-4, -1, 2});
    for (std::size_t i = 0; i < 3; ++i)
      CHECK(output[i] == Approx(expected(std::vector<float>{-4, -1, 2}[i])));
  };
  File whole({1, 1, 1, 3}, 14);
  whole.node("HardSwish", {"x"}, "y");
  check(whole, {"hard_swish"});
  File gate({1, 1, 1, 3}, 13);
  auto& node = gate.node("HardSigmoid", {"x"}, "g");
  File::set_real(node, "alpha", 1.0f / 6);
  gate.node("Mul", {"x", "g"}, "y");
  check(gate, {"hard_swish"});
  File pieces({1, 1, 1, 3}, 11);
  for (const auto& [name, value] : {std::pair{"three", 3.0f}, {"six", 6.0f}, {"zero", 0.0f}})
    pieces.initializer(File::floats(name, {}, {value}));
  pieces.node("Add", {"x", "three"}, "a");
  pieces.node("Clip", {"a", "zero", "six"}, "c");
  pieces.node("Mul", {"x", "c"}, "m");
  pieces.node("Div", {"m", "six"}, "y");
  check(pieces, {"normalise", "clip", "multiply", "normalise"});
}

TEST_CASE("squeeze-and-excite: a factor for each map") {
  File file({0, 2, 1, 2});
  file.node("GlobalAveragePool", {"x"}, "p");
  file.node("Mul", {"p", "x"}, "y", "gate");
  CHECK(run(file.load(), {1, 3, -1, 2}) == std::vector<float>{2, 6, -0.5f, 1});
}

TEST_CASE("zeros padded before a convolution are the convolution's own - before a pooling they stay") {
  File file({1, 1, 1, 3}, 11);
  file.initializer(File::whole("pads", {0, 0, 0, 1, 0, 0, 0, 2}));
  file.initializer(File::floats("w", {1, 1, 1, 2}, {1, 10}));
  file.node("Pad", {"x", "pads"}, "p", "pad");
  File::set_ints(file.node("Conv", {"p", "w"}, "y", "conv"), "pads", {0, 0, 0, 1});
  const Model model = file.load();
  CHECK(model.graph->names() == Names{"conv"});
  CHECK(run(model, kRow) == std::vector<float>{10, 21, 32, 3, 0, 0});

  File pool({1, 1, 1, 3}, 6);
  auto& node = pool.node("Pad", {"x"}, "p", "pad");
  File::set_ints(node, "pads", {0, 0, 0, 1, 0, 0, 0, 0});
  File::set_real(node, "value", -5);
  File::set_ints(pool.node("MaxPool", {"p"}, "y", "pool"), "kernel_shape", {1, 2});
  const Model pooled = pool.load();
  CHECK(pooled.graph->names() == Names{"pad", "pool"});
  CHECK(run(pooled, {-9, -2, -3}) == std::vector<float>{-5, -2, -2});

  File mirror({1, 1, 1, 3}, 11);
  mirror.initializer(File::whole("pads", {0, 0, 0, 1, 0, 0, 0, 1}));
  File::set_text(mirror.node("Pad", {"x", "pads"}, "y", "pad"), "mode", "reflect");
  CHECK(mirror.refusal().find("operator Pad (node 'pad'): mode = reflect") == 0);
}

TEST_CASE("factors and summands a channel in one row are one normalisation") {
  File file({1, 2, 1, 1});
  file.initializer(File::floats("scale", {2, 1, 1}, {2, -4}));
  file.initializer(File::floats("shift", {1, 2, 1, 1}, {1, 3}));
  file.initializer(File::floats("one", {}, {1}));
  file.node("Mul", {"x", "scale"}, "a");
  file.node("Add", {"shift", "a"}, "b");
  file.node("Sub", {"one", "b"}, "y", "last");
  const Model model = file.load();
  CHECK(model.graph->names() == Names{"last"});
  CHECK(run(model, {5, 6}) == std::vector<float>{1 - 11, 1 - (-21)});

  File old({1, 2, 1, 2}, 6);  // opset 6: the axis says where the constant lies
  old.initializer(File::floats("shift", {2}, {10, 20}));
  auto& node = old.node("Add", {"x", "shift"}, "y");
  File::set_int(node, "broadcast", 1);
  File::set_int(node, "axis", 1);
  CHECK(run(old.load(), {1, 2, 3, 4}) == std::vector<float>{11, 12, 23, 24});

  File scaler({1, 2, 1, 1}, 7);
  auto& pixels = scaler.node("ImageScaler", {"x"}, "y");
  File::set_real(pixels, "scale", 2);
  auto& bias = *pixels.add_attribute();
  bias.set_name("bias");
  bias.set_type(onnx::AttributeProto::FLOATS);
  bias.add_floats(-1);
  bias.add_floats(5);
  CHECK(run(scaler.load(), {3, 4}) == std::vector<float>{5, 13});
}

TEST_CASE("weights that the graph computes: turned, filled, and joined of pieces") {
  File file({0, 3});
  file.initializer(File::whole("shape", {3, 1}));
  auto& filled = file.node("ConstantOfShape", {"shape"}, "ones");
  auto& value = *filled.add_attribute();
  value.set_name("value");
  value.set_type(onnx::AttributeProto::TENSOR);
  *value.mutable_t() = File::floats("v", {1}, {0.5f});
  file.initializer(File::floats("row", {1, 3}, {1, 2, 3}));
  file.node("Transpose", {"row"}, "column");
  File::set_int(file.node("Concat", {"ones", "column"}, "w"), "axis", 1);
  file.node("MatMul", {"x", "w"}, "y");
  CHECK(run(file.load(), kRow) == std::vector<float>{3, 14});
}

TEST_CASE("half and double precision are read as what they are") {
  const auto weight = [](std::int32_t type, const std::string& raw) {
    auto tensor = File::floats("w", {1, 1, 1, 1}, {});
    tensor.set_data_type(type);
    tensor.set_raw_data(raw);
    return tensor;
  };
  const double exact = 1.25;
  for (const auto& tensor : {weight(onnx::TensorProto::FLOAT16, std::string("\x00\x3d", 2)),   // 1.25
                             weight(onnx::TensorProto::BFLOAT16, std::string("\xa0\x3f", 2)),  // 1.25
                             weight(onnx::TensorProto::DOUBLE,
                                    std::string(reinterpret_cast<const char*>(&exact), sizeof(exact)))}) {
    File file({1, 1, 1, 3});
    file.initializer(tensor);
    file.node("Conv", {"x", "w"}, "y");
    CHECK(run(file.load(), kRow) == std::vector<float>{1.25f, 2.5f, 3.75f});
  }
}

TEST_CASE("weights in a file beside the model are read from it, and nothing outside its folder") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "model");
  const float values[] = {7, 2, 10};
  const std::string bytes(reinterpret_cast<const char*>(values), sizeof(values));
  put_bytes(folder / "model/weights.bin", bytes);
  put_bytes(folder / "secret.bin", bytes);
  const auto file_with = [](const std::string& location, const std::string& offset) {
    File file({1, 1, 1, 3});
    auto tensor = File::floats("w", {1, 1, 1, 2}, {});
    tensor.set_data_location(onnx::TensorProto::EXTERNAL);
    for (const auto& [key, text] :
         {std::pair{"location", location}, {"offset", offset}, {"length", std::string("8")}}) {
      auto& entry = *tensor.add_external_data();
      entry.set_key(key);
      entry.set_value(text);
    }
    file.initializer(tensor);
    file.node("Conv", {"x", "w"}, "y");
    return file;
  };
  const auto error_with = [&](const std::string& location, const std::string& offset) {
    return error_of([&] { file_with(location, offset).load_from(folder / "model"); });
  };
  CHECK(run(file_with("weights.bin", "4").load_from(folder / "model"), kRow) == std::vector<float>{22, 34});
  CHECK(error_with("weights.bin", "8")->kind() == ErrorKind::file_truncated);
  CHECK(error_with("weights.bin", "18446744073709551615")->kind() == ErrorKind::file_truncated);
  CHECK(error_with("weights.bin", "-4")->kind() == ErrorKind::file_broken);
  CHECK(error_with("missing.bin", "0")->kind() == ErrorKind::file_missing);
  CHECK(error_with("../secret.bin", "0")->kind() == ErrorKind::file_broken);
  std::filesystem::create_symlink(folder / "secret.bin", folder / "model/link.bin");
  CHECK(error_with("link.bin", "0")->kind() == ErrorKind::file_broken);
}
