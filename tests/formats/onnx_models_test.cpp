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
                                 "mnist-seedigits", "tiny_darknet"}) {
    INFO(name);
    const Model model = load_onnx(*folder / "models" / (name + ".onnx"));
    const std::vector<float> picture = floats_of(*folder / "golden" / (name + ".in.f32"));
    const std::vector<float> expected = floats_of(*folder / "golden" / (name + ".out0.f32"));
    Tensor<float> input(1, model.graph->input_shape());
    REQUIRE(picture.size() == input.size());
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
  check("models/mnist-burn.onnx", "LogSoftmax");
  check("models/mnist-keras2onnx-jdong.onnx", "Transpose");
  check("models/custom-op-noisy_relu-winml.onnx", "MyNoisyReluDomain.NoisyRelu");
  check("models/light_bvlc_alexnet.onnx", "ConstantOfShape");
  check("malformed/not-a-cnn-xgboost.onnx", "ai.onnx.ml.TreeEnsembleRegressor");
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
