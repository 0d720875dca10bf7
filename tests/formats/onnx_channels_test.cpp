// Channels picked, split and shuffled, and what else exporters write that came in from files of theirs.
#include "tests/formats/onnx_file.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

using Names = std::vector<std::string>;
using Values = std::vector<float>;

const Values kFour = {1, 2, 3, 4};  // four channels of one pixel

/// As the writer says it, it is read again.
Values run_twice(const Model& model, const Values& input) {
  const TemporaryFolder folder;
  save_onnx(folder / "again.onnx", model);
  const Values output = run(model, input);
  CHECK(run(load_onnx(folder / "again.onnx"), input) == output);
  return output;
}

}  // namespace

TEST_CASE("channels in another order: Gather, and Slice with steps forward and back") {
  File gather({1, 4, 1, 1});
  gather.initializer(File::whole("order", {2, -1, 0}));
  File::set_int(gather.node("Gather", {"x", "order"}, "y", "bgr"), "axis", 1);
  const Model model = gather.load();
  CHECK(model.graph->names() == Names{"bgr"});
  CHECK(run_twice(model, kFour) == Values{3, 4, 1});

  File back({1, 4, 1, 1});
  back.initializer(File::whole("from", {-1}));
  back.initializer(File::whole("to", {-100}));
  back.initializer(File::whole("axes", {1}));
  back.initializer(File::whole("steps", {-1}));
  back.node("Slice", {"x", "from", "to", "axes", "steps"}, "y");
  CHECK(run_twice(back.load(), kFour) == Values{4, 3, 2, 1});

  File old({1, 4, 1, 1}, 9);
  auto& node = old.node("Slice", {"x"}, "y");
  File::set_ints(node, "starts", {1});
  File::set_ints(node, "ends", {3});
  File::set_ints(node, "axes", {1});
  CHECK(run_twice(old.load(), kFour) == Values{2, 3});
}

TEST_CASE("what picks pixels and not channels is refused") {
  File rows({1, 2, 3, 1});
  rows.initializer(File::whole("which", {0, 2}));
  File::set_int(rows.node("Gather", {"x", "which"}, "y", "rows"), "axis", 2);
  CHECK(rows.refusal().find("operator Gather (node 'rows'): axis = 2 of 1x2x3x1") == 0);
  File cut({1, 2, 3, 1}, 9);
  auto& node = cut.node("Slice", {"x"}, "y", "crop");
  File::set_ints(node, "starts", {1});
  File::set_ints(node, "ends", {3});
  File::set_ints(node, "axes", {2});
  CHECK(cut.refusal().find("operator Slice (node 'crop'): it cuts axis 2 of 1x2x3x1") == 0);
}

TEST_CASE("the input's channels scaled one by one, as torchvision's Inception does") {
  File file({1, 3, 1, 2}, 11);
  Names parts;
  for (int c = 0; c < 3; ++c) {
    const std::string n = std::to_string(c);
    file.initializer(File::whole("i" + n, {c}, true));
    file.initializer(File::floats("f" + n, {}, {static_cast<float>(c + 1)}));
    File::set_int(file.node("Gather", {"x", "i" + n}, "g" + n), "axis", 1);
    File::set_ints(file.node("Unsqueeze", {"g" + n}, "u" + n), "axes", {1});
    file.node("Mul", {"u" + n, "f" + n}, "m" + n);
    parts.push_back("m" + n);
  }
  File::set_int(file.node("Concat", parts, "y"), "axis", 1);
  CHECK(run_twice(file.load(), {1, 2, 3, 4, 5, 6}) == Values{1, 2, 6, 8, 15, 18});
}

TEST_CASE("a Split's parts, of written sizes and of equal ones, and one that nobody reads") {
  const auto file_of = [](std::int64_t opset, const Names& inputs) {
    File file({1, 4, 1, 1}, opset);
    file.initializer(File::whole("sizes", {1, 1, 2}));
    auto& split = file.node("Split", inputs, "a", "split");
    File::set_int(split, "axis", 1);
    split.add_output("b");
    split.add_output("c");
    if (opset < 13) File::set_ints(split, "split", {1, 1, 2});
    File::set_int(file.node("Concat", {"c", "a"}, "y"), "axis", 1);
    return file;
  };
  for (File file : {file_of(13, {"x", "sizes"}), file_of(11, {"x"})}) {
    const Model model = file.load();
    CHECK(model.graph->names() == Names{"split_0", "split_2", "y"});
    CHECK(run_twice(model, kFour) == Values{3, 4, 1});
  }
  File equal({1, 4, 1, 1}, 13);
  auto& split = equal.node("Split", {"x"}, "a");
  File::set_int(split, "axis", 1);
  split.add_output("b");
  File::set_int(equal.node("Concat", {"b", "a"}, "y"), "axis", 1);
  CHECK(run_twice(equal.load(), kFour) == Values{3, 4, 1, 2});
  File wrong({1, 4, 1, 1}, 11);
  auto& node = wrong.node("Split", {"x"}, "y");
  File::set_int(node, "axis", 1);
  File::set_ints(node, "split", {3, 3});
  CHECK(error_of([&] { wrong.load(); })->kind() == ErrorKind::file_broken);
}

TEST_CASE("ShuffleNet's shuffle is one layer, also where the sizes are computed from the picture's") {
  File file({0, 4, 1, 1}, 11);
  file.initializer(File::whole("apart", {-1, 2, 2, 1, 1}));
  file.initializer(File::whole("first", {0}));
  file.initializer(File::whole("rest", {4, 1, 1}));
  file.node("Shape", {"x"}, "s");
  file.node("Gather", {"s", "first"}, "n");
  file.node("Reshape", {"x", "apart"}, "p");
  File::set_ints(file.node("Transpose", {"p"}, "t", "shuffle"), "perm", {0, 2, 1, 3, 4});
  File::set_int(file.node("Concat", {"n", "rest"}, "whole"), "axis", 0);
  file.node("Reshape", {"t", "whole"}, "r");
  file.node("Relu", {"r"}, "y", "relu");
  const Model model = file.load();
  CHECK(model.graph->names() == Names{"shuffle", "relu"});
  CHECK(run_twice(model, kFour) == Values{1, 3, 2, 4});

  File between({1, 4, 1, 1}, 11);
  between.initializer(File::whole("apart", {1, 2, 2, 1, 1}));
  between.node("Reshape", {"x", "apart"}, "p");
  File::set_ints(between.node("Transpose", {"p"}, "t"), "perm", {0, 2, 1, 3, 4});
  between.node("Relu", {"t"}, "y", "groups");
  CHECK(between.refusal().find("operator Relu (node 'groups'): it gets channels in groups") == 0);
}

TEST_CASE("a sum of three, with a constant among them") {
  File file({1, 1, 1, 2}, 9);
  file.initializer(File::floats("c", {}, {100}));
  file.node("Relu", {"x"}, "r");
  file.node("Sum", {"x", "c", "r"}, "y", "sum");
  const Model model = file.load();
  CHECK(model.graph->names() == Names{"r", "sum_1", "sum"});
  CHECK(run(model, {-1, 2}) == Values{99, 104});
}

TEST_CASE("x.mean(3).mean(2) is a global pooling, and over one axis alone it is refused") {
  File file({1, 2, 1, 2}, 9);
  const auto mean = [&file](const char* in, const char* out, std::int64_t axis) {
    auto& node = file.node("ReduceMean", {in}, out);
    File::set_ints(node, "axes", {axis});
    File::set_int(node, "keepdims", 0);
  };
  mean("x", "m", 3);
  mean("m", "y", 2);
  CHECK(run(file.load(), {1, 3, 10, 20}) == Values{2, 15});
  File half({1, 2, 2, 2}, 9);
  File::set_ints(half.node("ReduceMean", {"x"}, "y", "half"), "axes", {3});
  CHECK(half.refusal().find("operator ReduceMean (node 'half'): axes = 3 of 1x2x2x2") == 0);
}

TEST_CASE("weights as whole numbers with a scale, of the tensor or of each filter") {
  const auto bytes = [](const std::string& name, const Dims& dims, const Dims& values) {
    onnx::TensorProto tensor;
    tensor.set_name(name);
    tensor.set_data_type(onnx::TensorProto::INT8);
    for (const std::int64_t dim : dims) tensor.add_dims(dim);
    for (const std::int64_t value : values) tensor.add_int32_data(static_cast<std::int32_t>(value));
    return tensor;
  };
  for (const bool each : {false, true}) {
    File file({1, 1, 1, 1});
    file.initializer(bytes("w", {2, 1, 1, 1}, {-128, 100}));
    file.initializer(File::floats("s", each ? Dims{2} : Dims{}, each ? Values{0.5f, 2} : Values{0.5f}));
    file.initializer(bytes("z", each ? Dims{2} : Dims{}, each ? Dims{2, -3} : Dims{2}));
    File::set_int(file.node("DequantizeLinear", {"w", "s", "z"}, "v"), "axis", 0);
    file.node("Conv", {"x", "v"}, "y");
    CHECK(run(file.load(), {1}) == (each ? Values{-65, 206} : Values{-65, 49}));
  }
  File values({1, 1, 1, 1});
  values.initializer(File::floats("s", {}, {0.5f}));
  values.node("DequantizeLinear", {"x", "s"}, "y", "q");
  CHECK(values.refusal() == "operator DequantizeLinear (node 'q'): ConvLens knows it only on constants");
}

TEST_CASE("the first operator sets, as PyTorch 0.3 and Caffe2 wrote them") {
  File file({1, 1, 1, 4}, 3);
  file.initializer(File::floats("b", {1}, {10}));
  auto& add = file.node("Add", {"x", "b"}, "a");
  File::set_int(add, "broadcast", 1);
  File::set_int(add, "axis", 1);
  File::set_text(file.node("Cast", {"a"}, "c"), "to", "FLOAT");
  File::set_ints(file.node("Reshape", {"c"}, "y"), "shape", {0, -1});
  CHECK(run(file.load(), kFour) == Values{11, 12, 13, 14});
  File first({1, 2, 1, 2}, 1);
  first.node("GlobalMaxPool", {"x"}, "y");
  CHECK(run(first.load(), kFour) == Values{2, 4});
}

TEST_CASE("batch norm that asks for the batch's statistics is refused") {
  const auto file_of = [](std::int64_t opset, bool test) {
    File file({1, 1, 1, 1}, opset);
    for (const char* name : {"s", "b", "m", "v"}) file.initializer(File::floats(name, {1}, {1}));
    auto& node = file.node("BatchNormalization", {"x", "s", "b", "m", "v"}, "y", "bn");
    for (const char* name : {"m2", "v2", "sm", "sv"}) node.add_output(name);
    if (test) File::set_int(node, "is_test", 1);
    return file;
  };
  CHECK(file_of(7, false).refusal().find("operator BatchNormalization (node 'bn'): it has further outputs") ==
        0);
  CHECK(run(file_of(6, true).load(), {1})[0] == 1.0f);
}

TEST_CASE("softmax over channels that stand last, before opset 13") {
  File file({1, 2, 1, 2}, 11);
  File::set_ints(file.node("Transpose", {"x"}, "t"), "perm", {0, 2, 3, 1});
  File::set_int(file.node("Softmax", {"t"}, "s"), "axis", 3);
  File::set_ints(file.node("Transpose", {"s"}, "y"), "perm", {0, 3, 1, 2});
  CHECK(run(file.load(), {7, 8, 7, 8}) == Values{0.5f, 0.5f, 0.5f, 0.5f});
}

TEST_CASE("a narrow picture that a convolution reads has its channels first") {
  File file({1, 16, 16, 3});
  file.initializer(File::floats("w", {1, 16, 1, 1}, Values(16, 1.0f)));
  file.node("Conv", {"x", "w"}, "y");
  const Model model = file.load();
  CHECK(model.graph->input_shape() == Shape{16, 16, 3});
  CHECK(model.graph->input_order() == InputOrder::channels_first);
}

TEST_CASE("auto_pad with steps far beyond the window is refused: programs disagree on where it begins") {
  File file({1, 1, 1, 9});
  file.initializer(File::floats("w", {1, 1, 1, 1}, {1}));
  auto& node = file.node("Conv", {"x", "w"}, "y", "sparse");
  File::set_text(node, "auto_pad", "SAME_UPPER");
  File::set_ints(node, "strides", {1, 3});
  CHECK(file.refusal().find("operator Conv (node 'sparse'): auto_pad = SAME_UPPER with steps of 3") == 0);
}

TEST_CASE("one channel becomes several: a matrix on it, and the same one gathered again") {
  File matrix({0, 1, 2, 2}, 13);
  matrix.initializer(File::whole("axes", {2, 3}));
  matrix.initializer(File::floats("m", {1, 3}, {1, 2, 3}));
  matrix.initializer(File::floats("b", {3}, {10, 20, 30}));
  File::set_ints(matrix.node("ReduceMean", {"x"}, "p"), "axes", {2, 3});
  matrix.node("Squeeze", {"p", "axes"}, "v");
  matrix.node("MatMul", {"v", "m"}, "d");
  matrix.node("Add", {"d", "b"}, "y", "dense");
  CHECK(run_twice(matrix.load(), {1, 2, 3, 6}) == Values{13, 26, 39});

  File colours({0, 2, 1}, 11);  // no axis for the channel
  colours.initializer(File::whole("thrice", {0, 0, 0}));
  colours.initializer(File::floats("w", {1, 3, 1, 1}, {1, 10, 100}));
  File::set_ints(colours.node("Unsqueeze", {"x"}, "u"), "axes", {1});
  File::set_int(colours.node("Gather", {"u", "thrice"}, "g"), "axis", 1);
  colours.node("Conv", {"g", "w"}, "y");
  CHECK(run_twice(colours.load(), {1, 2}) == Values{111, 222});
}
