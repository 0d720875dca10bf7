// An independent reader: OpenCV's dnn computes from our files what we compute.
#include <opencv2/dnn.hpp>

#include "core/model/presets.h"
#include "tests/formats/onnx_case.h"
#include "tests/support/catch.h"
#include "tests/support/small_presets.h"

using namespace convlens;
using namespace convlens::test;

namespace {

/// OpenCV runs a batch of one; the largest difference over a few inputs.
double largest_difference(const Model& model) {
  const TemporaryFolder folder;
  save_onnx(folder / "m.onnx", model);
  cv::dnn::Net net = cv::dnn::readNetFromONNX((folder / "m.onnx").string());
  net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
  double largest = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Tensor<float> input = random_input(*model.graph, 1, seed);
    std::vector<float> picture = to_nchw(input.view());
    const Shape& shape = input.shape();
    const int dims[] = {1, shape.channels, shape.height, shape.width};
    net.setInput(cv::Mat(shape.is_vector() ? 2 : 4, dims, CV_32F, picture.data()));
    const cv::Mat theirs = net.forward();
    const std::vector<float> ours = output_of(model, input.view());
    REQUIRE(theirs.total() == ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i)
      largest = std::max(largest, std::abs(static_cast<double>(theirs.ptr<float>()[i]) - ours[i]));
  }
  return largest;
}

}  // namespace

TEST_CASE("OpenCV computes the presets' probabilities from our files") {
  for (const Preset& preset : test::small_presets()) {
    INFO(preset.name);
    CHECK(largest_difference(random_model(preset.build(), 21)) < 1e-5);
  }
}

TEST_CASE("OpenCV computes each kind of layer from our files") {
  for (const LayerKind& kind : layer_kinds())
    for (const LayerExample& example : kind.examples()) {
      // OpenCV 4.6 refuses an even LRN window and limits of a Clip that are inputs, as they have been since
      // opset 11, divides by another count where padding is uneven and counted, and gathers one channel at a
      // time.
      const auto has = [&example](const char* name) { return example.attributes.contains(name); };
      const bool even_lrn =
          kind.kind == "lrn" && std::get<std::int64_t>(example.attributes.at("size")) % 2 == 0;
      const bool counted_padding = kind.kind == "average_pool" && has("pads") && has("count_include_pad");
      if (even_lrn || counted_padding || kind.kind == "clip" || kind.kind == "select_channels") continue;
      INFO(kind.kind);
      CHECK(largest_difference(random_model(graph_of(kind, example), 23)) < 1e-5);
    }
}
