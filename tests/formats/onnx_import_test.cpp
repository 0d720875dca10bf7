// Graphs as other exporters write them, put together by hand.
#include "tests/formats/onnx_file.h"
#include "tests/support/catch.h"

using namespace convlens;
using namespace convlens::test;

namespace {

const std::vector<float> kRow = {1, 2, 3};

}  // namespace

TEST_CASE("dense layers in all the forms that exporters give them") {
  // y = W x + b with W = (1 2 3; 4 5 6), b = (10, 20).
  const std::vector<float> expected = {24, 52};
  const auto out_in = File::floats("w", {2, 3}, {1, 2, 3, 4, 5, 6}),
             in_out = File::floats("w", {3, 2}, {1, 4, 2, 5, 3, 6});
  const auto bias = File::floats("b", {2}, {10, 20});

  SECTION("Gemm with transB = 1") {
    File file({0, 3});
    file.initializer(out_in);
    file.initializer(bias);
    File::set_int(file.node("Gemm", {"x", "w", "b"}, "y", "fc"), "transB", 1);
    const Model model = file.load();
    CHECK(model.graph->names() == std::vector<std::string>{"fc"});
    CHECK(run(model, kRow) == expected);
  }
  SECTION("Gemm without, weights as Constant nodes and a bias of 1 x 2") {
    File file({0, 3});
    file.constant(in_out);
    file.constant(File::floats("b", {1, 2}, {10, 20}));
    file.node("Gemm", {"x", "w", "b"}, "y");
    const Model model = file.load();
    CHECK(model.graph->names() == std::vector<std::string>{"y"});
    CHECK(run(model, kRow) == expected);
  }
  SECTION("MatMul and Add, nodes in the wrong order, weights listed as inputs, Identity at the end") {
    File file({1, 3}, 7);
    file.node("Identity", {"z"}, "y");
    file.node("Add", {"b", "p"}, "z", "plus");
    file.node("MatMul", {"x", "w"}, "p", "times");
    file.initializer(in_out);
    file.initializer(bias);
    File::set_value("w", {3, 2}, *file.graph().add_input());
    File::set_value("b", {2}, *file.graph().add_input());
    const Model model = file.load();
    CHECK(model.graph->names() == std::vector<std::string>{"plus"});
    CHECK(run(model, kRow) == expected);
  }
  SECTION("MatMul alone") {
    File file({0, 3});
    file.initializer(in_out);
    file.node("MatMul", {"x", "w"}, "y");
    CHECK(run(file.load(), kRow) == std::vector<float>{14, 32});
  }
  SECTION("alpha and beta are multiplied into the weights") {
    File file({0, 3});
    file.initializer(in_out);
    file.initializer(bias);
    auto& node = file.node("Gemm", {"x", "w", "b"}, "y", "fc");
    File::set_real(node, "alpha", 0.5f);
    File::set_real(node, "beta", 2.0f);
    CHECK(run(file.load(), kRow) == std::vector<float>{27, 56});
  }
  SECTION("a picture is not multiplied") {
    File file({0, 2, 2, 3});
    file.initializer(in_out);
    file.node("Gemm", {"x", "w"}, "y", "fc");
    CHECK(file.refusal().find("operator Gemm (node 'fc'): it multiplies 1x2x2x3") == 0);
  }
}

TEST_CASE("reshapes that flatten, whatever they are written with") {
  const auto check = [](File& file) {
    const Model model = file.load();
    REQUIRE(model.graph->size() == 1);
    CHECK(model.graph->node(0).layer->kind() == "flatten");
    CHECK(model.graph->node(0).shape == Shape{8, 1, 1});
  };
  for (const Dims& target : {Dims{0, -1}, Dims{-1, 8}, Dims{1, 8}, Dims{1, -1}, Dims{0, 8}}) {
    File file({0, 2, 2, 2});
    file.initializer(File::whole("shape", target));
    file.node("Reshape", {"x", "shape"}, "y");
    check(file);
  }
  File file({0, 2, 2, 2});  // x.view(x.size(0), -1)
  file.node("Shape", {"x"}, "sizes");
  file.constant(File::whole("zero", {0}, true));
  file.constant(File::whole("axes", {0}));
  file.constant(File::whole("rest", {-1}));
  file.node("Gather", {"sizes", "zero"}, "batch");
  file.node("Unsqueeze", {"batch", "axes"}, "batch_list");
  file.node("Concat", {"batch_list", "rest"}, "shape");
  file.node("Reshape", {"x", "shape"}, "y");
  check(file);

  for (const Dims& target : {Dims{-1, 4}, Dims{0, 4, 2}, Dims{2, 4}}) {
    File other({0, 2, 2, 2});
    other.initializer(File::whole("shape", target));
    other.node("Reshape", {"x", "shape"}, "y", "view");
    CHECK(other.refusal().find("operator Reshape (node 'view'): a reshape of 2x2x2") == 0);
  }
  // Channels in the place of rows and an area in the place of columns: the same values for what looks at each by
  // itself, but no picture for a pooling.
  for (const bool pools : {false, true}) {
    File other({0, 2, 2, 2});
    other.initializer(File::whole("shape", {0, 1, 2, 4}));
    other.node("Reshape", {"x", "shape"}, "v", "view");
    if (pools) {
      File::set_ints(other.node("MaxPool", {"v"}, "y", "pool"), "kernel_shape", {1, 2});
      CHECK(other.refusal().find("operator MaxPool (node 'pool')") == 0);
    } else {
      other.node("Relu", {"v"}, "y");
      CHECK(run(other.load(), {1, -2, 3, -4, 5, -6, 7, -8}) == std::vector<float>{1, 0, 3, 0, 5, 0, 7, 0});
    }
  }
}

TEST_CASE("auto_pad puts the odd pixel where it says") {
  // A window of two that picks its first or second pixel shows which side was padded.
  const auto load = [](const std::string& mode, bool second) {
    File file({1, 1, 1, 3});
    file.initializer(File::floats("w", {1, 1, 1, 2}, {second ? 0.f : 1.f, second ? 1.f : 0.f}));
    File::set_text(file.node("Conv", {"x", "w"}, "y"), "auto_pad", mode);
    return run(file.load(), kRow);
  };
  CHECK(load("SAME_UPPER", true) == std::vector<float>{2, 3, 0});
  CHECK(load("SAME_LOWER", true) == std::vector<float>{1, 2, 3});
  CHECK(load("SAME_LOWER", false) == std::vector<float>{0, 1, 2});
  CHECK(load("VALID", false) == std::vector<float>{1, 2});
  CHECK(load("NOTSET", true) == std::vector<float>{2, 3});
  File pool({1, 1, 1, 3});
  auto& node = pool.node("MaxPool", {"x"}, "y");
  File::set_text(node, "auto_pad", "SAME_UPPER");
  File::set_ints(node, "kernel_shape", {1, 2});
  File::set_ints(node, "strides", {1, 2});
  CHECK(run(pool.load(), kRow) == std::vector<float>{2, 3});
}

TEST_CASE("a convolution with its bias in an Add behind it is one layer") {
  File file({1, 1, 1, 3});
  file.initializer(File::floats("w", {2, 1, 1, 1}, {1, 10}));
  file.initializer(File::floats("b", {2, 1, 1}, {100, 200}));
  file.node("Conv", {"x", "w"}, "c", "conv");
  file.node("Add", {"c", "b"}, "y", "plus");
  const Model model = file.load();
  CHECK(model.graph->names() == std::vector<std::string>{"plus"});
  CHECK(run(model, kRow) == std::vector<float>{101, 102, 103, 210, 220, 230});
}

TEST_CASE("normalisation by Sub and Div, per channel or with one number") {
  File file({1, 2, 1, 1});
  file.initializer(File::floats("mean", {1, 2, 1, 1}, {1, 2}));
  file.initializer(File::floats("std", {}, {0.5f}));
  file.node("Sub", {"x", "mean"}, "centred");
  file.node("Div", {"centred", "std"}, "y", "normalise");
  const Model model = file.load();
  CHECK(model.graph->names() == std::vector<std::string>{"normalise"});
  CHECK(run(model, {2, 5}) == std::vector<float>{2, 6});

  File other({1, 2, 1, 2});
  other.initializer(File::floats("mean", {2}, {1, 2}));  // a number a column
  other.node("Sub", {"x", "mean"}, "y", "half");
  CHECK(other.refusal().find("operator Sub (node 'half'): its constant is not one number a channel") == 0);
}

TEST_CASE("dropout of every opset is read, and does nothing to a picture") {
  File old({1, 1, 1, 3}, 9);
  auto& node = old.node("Dropout", {"x"}, "y");
  auto& ratio = *node.add_attribute();
  ratio.set_name("ratio");
  ratio.set_type(onnx::AttributeProto::FLOAT);
  ratio.set_f(0.25f);
  File recent({1, 1, 1, 3}, 13);
  recent.initializer(File::floats("ratio", {}, {0.25f}));
  recent.node("Dropout", {"x", "ratio"}, "y").add_output("mask");
  for (File* file : {&old, &recent}) {
    const Model model = file->load();
    CHECK(std::get<double>(model.graph->node(0).layer->attributes().at("ratio")) == 0.25);
    CHECK(run(model, kRow) == kRow);
  }
}

TEST_CASE("what ConvLens cannot compute is refused with operator, node and reason") {
  File exotic({1, 1, 1, 3});
  exotic.node("Erf", {"x"}, "y", "gelu");
  CHECK(exotic.refusal() == "operator Erf (node 'gelu'): ConvLens does not know this operator");

  File axis({1, 1, 1, 3});
  File::set_int(axis.node("Softmax", {"x"}, "y"), "axis", 3);
  CHECK(axis.refusal().find("operator Softmax (node 'y'): axis = 3") == 0);

  File broadcast({1, 2, 1, 3});
  File::set_ints(broadcast.node("MaxPool", {"x"}, "p"), "kernel_shape", {1, 3});
  broadcast.node("Add", {"x", "p"}, "y", "gate");
  CHECK(broadcast.refusal().find("operator Add (node 'gate'): it adds 2x1x3 and 2") == 0);

  File words({1, 1, 1, 3});
  auto weights = File::floats("w", {1, 1, 1, 1}, {});
  weights.set_data_type(onnx::TensorProto::STRING);
  words.initializer(weights);
  words.node("Conv", {"x", "w"}, "y");
  CHECK(words.refusal().find("STRING") != std::string::npos);

  File indices({1, 1, 1, 3});
  auto& pool = indices.node("MaxPool", {"x"}, "p");
  pool.add_output("where");
  File::set_ints(pool, "kernel_shape", {1, 1});
  indices.node("Relu", {"where"}, "y");
  CHECK(indices.refusal().find("second output") != std::string::npos);
}
