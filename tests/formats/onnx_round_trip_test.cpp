#include <onnx/checker.h>

#include "core/model/presets.h"
#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"
#include "tests/support/small_presets.h"

using namespace convlens;
using namespace convlens::test;

namespace {

/// Attributes live in ONNX as 32-bit floats.
Attributes as_float32(Attributes attributes) {
  for (auto& [name, value] : attributes) {
    if (auto* number = std::get_if<double>(&value)) *number = static_cast<float>(*number);
    if (auto* list = std::get_if<std::vector<double>>(&value))
      for (double& number : *list) number = static_cast<float>(number);
  }
  return attributes;
}

void check_same(const Model& a, const Model& b) {
  CHECK(a.graph->input_shape() == b.graph->input_shape());
  CHECK(a.class_names == b.class_names);
  CHECK(a.metadata == b.metadata);
  REQUIRE(a.graph->names() == b.graph->names());
  for (int i = 0; i < a.graph->size(); ++i) {
    const Node &x = a.graph->node(i), &y = b.graph->node(i);
    INFO(x.name);
    CHECK(x.layer->kind() == y.layer->kind());
    CHECK(x.inputs == y.inputs);
    CHECK(x.shape == y.shape);
    CHECK(as_float32(x.layer->attributes()) == y.layer->attributes());
    REQUIRE(x.parameters.size() == y.parameters.size());
    for (std::size_t p = 0; p < x.parameters.size(); ++p) {
      const auto left = a.parameter(x.parameters[p]), right = b.parameter(y.parameters[p]);
      CHECK(std::equal(left.begin(), left.end(), right.begin(), right.end()));
    }
  }
}

/// Saved, checked by ONNX itself, loaded, compared, saved again to the same bytes, and run.
void check_round_trip(const Model& model) {
  const TemporaryFolder folder;
  const auto first = folder / "first.onnx", second = folder / "second.onnx";
  save_onnx(first, model);
  const onnx::ModelProto file = parsed(first);
  CHECK_NOTHROW(onnx::checker::check_model(file));
  CHECK(file.opset_import(0).version() == 13);
  CHECK(file.ir_version() == 7);
  CHECK(file.producer_name() == "ConvLens");
  const Model loaded = load_onnx(first);
  check_same(model, loaded);
  save_onnx(second, loaded);
  CHECK(bytes_of(first) == bytes_of(second));
  const Tensor<float> input = random_input(*model.graph, 2, 3);
  const auto before = output_of(model, input.view()), after = output_of(loaded, input.view());
  CHECK(before == after);
}

}  // namespace

TEST_CASE("every kind of layer comes back from ONNX as it was") {
  for (const LayerKind& kind : layer_kinds())
    for (const LayerExample& example : kind.examples()) {
      INFO(kind.kind);
      check_round_trip(random_model(graph_of(kind, example), 7));
    }
}

TEST_CASE("every preset comes back from ONNX as it was") {
  for (const Preset& preset : test::small_presets()) {
    INFO(preset.name);
    Model model = random_model(preset.build(), 11);
    for (int i = 0; i < model.graph->shape_of(model.graph->output()).channels; ++i)
      model.class_names.push_back("class \"" + std::to_string(i) + "\" 数字");
    model.metadata = {{"preset", std::string(preset.name)}, {"recipe", "{\"epochs\": 2}"}};
    check_round_trip(model);
  }
}

TEST_CASE("vectors and pictures of one pixel are told apart") {
  const auto conv = [](std::int64_t maps) {
    return make_layer("conv2d", {{"kernel_shape", std::vector<std::int64_t>{1, 1}}, {kOutChannels, maps}});
  };
  const auto dense = [](std::int64_t out) { return make_layer("dense", {{kOutChannels, out}}); };
  auto graph = std::make_shared<Graph>(Shape{3, 4, 4});
  const int pooled = graph->add("pooled", make_layer("global_average_pool", {}));
  const int direct = graph->add("direct", dense(5), {pooled});
  graph->add("flat", make_layer("flatten", {}), {pooled});
  const int flat = graph->add("through_flatten", dense(5));
  const int back = graph->add("back", conv(5), {flat});
  const int sum = graph->add("sum", make_layer("add", {}), {direct, back});
  graph->add("joined", make_layer("concat", {}), {flat, sum});
  graph->add("softmax", make_layer("softmax", {}));
  check_round_trip(random_model(graph, 5));
}

TEST_CASE("names that would collide in ONNX are kept apart") {
  auto graph = std::make_shared<Graph>(Shape{1, 3, 3});
  const std::vector<std::int64_t> kernel = {1, 1};
  for (const char* name : {"image", "conv_weight", "conv", "conv_bias", "/layer/0 with space"})
    graph->add(name, make_layer("conv2d", {{"kernel_shape", kernel}, {kOutChannels, std::int64_t{1}}}));
  graph->add("mean", make_layer("normalise",
                                {{"mean", std::vector<double>{0.5}}, {"std", std::vector<double>{0.25}}}));
  graph->add("mean_subtract", make_layer("relu", {}));
  check_round_trip(random_model(graph, 5));
}

TEST_CASE("the file says what DESIGN promises: pixels in, normalisation first, names of layers and weights") {
  const TemporaryFolder folder;
  Model model = random_model(find_preset("lenet5")->build(), 1);
  model.class_names = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  save_onnx(folder / "m.onnx", model);
  const onnx::ModelProto file = parsed(folder / "m.onnx");
  const auto& input = file.graph().input(0);
  CHECK(input.name() == "image");
  CHECK(input.type().tensor_type().shape().dim(0).dim_param() == "N");
  CHECK(input.type().tensor_type().shape().dim(2).dim_value() == 28);
  CHECK(file.graph().node(0).op_type() == "Sub");
  CHECK(file.graph().node(1).op_type() == "Div");
  CHECK(file.graph().node(1).name() == "normalise");
  CHECK(file.graph().node(2).name() == "conv1");
  CHECK(file.graph().node(2).input(1) == "conv1_weight");
  CHECK(file.graph().node(file.graph().node_size() - 1).op_type() == "Softmax");
  CHECK(file.metadata_props(0).key() == "class_names");
  CHECK(file.metadata_props(0).value() == R"(["0","1","2","3","4","5","6","7","8","9"])");
}
