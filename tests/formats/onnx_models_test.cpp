// Models that real tools exported, beside the project; skipped where they are absent.
#include <algorithm>
#include <cstring>

#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"
#include "tests/support/shared_data.h"

using namespace convlens;
using namespace convlens::test;

namespace {

std::vector<float> floats_of(const std::filesystem::path& path) {
  const std::string bytes = bytes_of(path);
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

std::optional<std::filesystem::path> models() {
  const auto folder = shared_data("data/onnx");
  if (!folder) WARN("skipped: no models in data/onnx (CONVLENS_SHARED)");
  return folder;
}

}  // namespace

TEST_CASE("exported models give ONNX Runtime's outputs") {
  const auto folder = models();
  if (!folder) return;
  for (const std::string name : {"cifar_net-pytorch-refrain7", "mnist-cntk-winml", "mnist-pytorch2025-pcelis",
                                 "mnist-seedigits", "mnist-burn", "mnist-keras2onnx-jdong", "tiny_darknet"}) {
    INFO(name);
    const Model model = load_onnx(*folder / "models" / (name + ".onnx"));
    const std::vector<float> picture = floats_of(*folder / "golden" / (name + ".in.f32"));
    const std::vector<float> expected = floats_of(*folder / "golden" / (name + ".out0.f32"));
    Tensor<float> input(1, model.graph->input_shape());
    REQUIRE(picture.size() == input.size());
    if (model.graph->input_order() == InputOrder::channels_last)
      std::copy(picture.begin(), picture.end(), input.data());
    else
      from_chw(picture.data(), input.shape(), input.data());
    const std::vector<float> output = output_of(model, input.view());
    REQUIRE(output.size() == expected.size());
    // Raw scores of up to thousands: to 1e-4 of the largest.
    float scale = 1, largest = 0;
    for (std::size_t i = 0; i < output.size(); ++i) {
      scale = std::max(scale, std::abs(expected[i]));
      largest = std::max(largest, std::abs(output[i] - expected[i]));
    }
    CHECK(largest <= 1e-4f * scale);

    const TemporaryFolder place;  // and saved again they still do
    save_onnx(place / "again.onnx", model);
    CHECK(output_of(load_onnx(place / "again.onnx"), input.view()) == output);
  }
}

TEST_CASE("layers of exported models bear their authors' names, folded ones the last node's") {
  const auto folder = models();
  if (!folder) return;
  const auto names = load_onnx(*folder / "models" / "mnist-cntk-winml.onnx").graph->names();
  CHECK(names == std::vector<std::string>{"Plus30", "ReLU32", "Pooling66", "Plus112", "ReLU114", "Pooling160",
                                          "Times212_reshape0", "Plus214"});
}

TEST_CASE("models with operators that ConvLens lacks are refused by the operator's name") {
  const auto folder = models();
  if (!folder) return;
  const auto check = [&](const std::string& file, const std::string& op) {
    INFO(file);
    const auto error = error_of([&] { load_onnx(*folder / file); });
    REQUIRE(error);
    CHECK(error->kind() == ErrorKind::not_supported);
    CHECK(error->found().find("operator " + op + " (node '") == 0);
  };
  check("models/custom-op-noisy_relu-winml.onnx", "MyNoisyReluDomain.NoisyRelu");
  check("malformed/not-a-cnn-xgboost.onnx", "ai.onnx.ml.TreeEnsembleRegressor");
}

TEST_CASE("the bare networks of the literature, whose weights are filled in, have their layers and sizes") {
  const auto folder = models();
  if (!folder) return;
  const Model zfnet = load_onnx(*folder / "models" / "light_zfnet512.onnx");
  CHECK(zfnet.graph->node(zfnet.graph->find("n4")).shape == Shape{256, 25, 25});
  CHECK(zfnet.graph->shape_of(zfnet.graph->output()) == Shape{1000, 1, 1});
  const Model alexnet = load_onnx(*folder / "models" / "light_bvlc_alexnet.onnx");
  CHECK(alexnet.graph->node(alexnet.graph->find("n0")).shape == Shape{96, 54, 54});
  CHECK(alexnet.graph->parameter_count() == 60965224);
}

TEST_CASE("what people really try to open is named for what it is") {
  const auto folder = models();
  if (!folder) return;
  const auto kind_of = [&](const std::string& file) {
    return error_of([&] { load_onnx(*folder / "malformed" / file); })->kind();
  };
  CHECK(kind_of("git-lfs-pointer-bvlcalexnet-12.onnx") == ErrorKind::git_lfs_pointer);
  CHECK(kind_of("mnist-8-32bytes.onnx") == ErrorKind::file_broken);
}
