#include "core/explain/classical.h"

#include <cmath>
#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/model/run.h"
#include "tests/explain/networks.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

const ClassicalKernel& named(const std::vector<ClassicalKernel>& kernels, const std::string& name) {
  for (const ClassicalKernel& kernel : kernels)
    if (kernel.name == name) return kernel;
  FAIL("no kernel " << name);
  throw std::logic_error("unreachable");
}

double sum_of(const ClassicalKernel& kernel) {
  double sum = 0;
  for (const float value : kernel.values) sum += static_cast<double>(value);
  return sum;
}

}  // namespace

TEST_CASE("every classical filter has its size - smoothing ones add up to 1, differences to 0") {
  for (const auto& [height, width] : {std::pair(3, 3), std::pair(5, 5), std::pair(7, 4), std::pair(11, 11)}) {
    const auto kernels = classical_kernels(height, width);
    CHECK(kernels.size() == 17);
    for (const ClassicalKernel& kernel : kernels) {
      INFO(kernel.name << " " << height << "x" << width);
      CHECK(kernel.values.size() == static_cast<std::size_t>(height * width));
      const bool keeps = kernel.name == "gaussian" || kernel.name == "box" || kernel.name == "low-pass" ||
                         kernel.name == "sharpen" || kernel.name == "emboss";
      CHECK(sum_of(kernel) == Approx(keeps ? 1 : 0).margin(1e-5));
    }
  }
  CHECK(classical_kernels(2, 5).empty());
  CHECK(named(classical_kernels(3, 3), "low-pass").values ==
        std::vector<float>{1 / 16.f, 2 / 16.f, 1 / 16.f, 2 / 16.f, 4 / 16.f, 2 / 16.f, 1 / 16.f, 2 / 16.f, 1 / 16.f});
}

TEST_CASE("a filtered picture is what the engine's convolution makes with the same kernel in place of a filter") {
  for (const int channels : {1, 3}) {
    const Shape shape{channels, 11, 9};
    const Model model = model_of({{"conv2d", 2, 5, 1, 2}}, shape, 3);
    const Tensor<float> input = as_input(sparse_image(shape, 3));
    std::vector<float> chw(shape.size());
    to_chw(input.data(), shape, chw.data());
    for (const ClassicalKernel& kernel : classical_kernels(5, 5)) {
      INFO(kernel.name);
      Activations run;
      const Model changed = with_kernel(model, 0, 1, kernel);
      forward(changed, input.view(), run);
      const std::vector<float> expected = filtered(chw, shape, kernel);
      for (int y = 0; y < shape.height; ++y)
        for (int x = 0; x < shape.width; ++x) {
          double mean = 0;
          for (int c = 0; c < channels; ++c)
            mean += static_cast<double>(expected[static_cast<std::size_t>((c * shape.height + y) * shape.width + x)]);
          CHECK(run.of(0).at(0, 1, y, x) == Approx(mean / channels).margin(1e-5));
        }
      // The other filter is as it was.
      Activations before;
      forward(model, input.view(), before);
      CHECK(run.of(0).at(0, 0, 4, 4) == before.of(0).at(0, 0, 4, 4));
    }
  }
}

TEST_CASE("the frequency response is OpenCV's Fourier transform of the kernel") {
  for (const ClassicalKernel& kernel : classical_kernels(5, 7)) {
    INFO(kernel.name);
    cv::Mat padded = cv::Mat::zeros(kResponseSide, kResponseSide, CV_64F), spectrum;
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < 7; ++x) padded.at<double>(y, x) = kernel.values[static_cast<std::size_t>(y * 7 + x)];
    cv::dft(padded, spectrum, cv::DFT_COMPLEX_OUTPUT);
    const std::vector<float> response = frequency_response(kernel.values, 5, 7);
    for (int v = 0; v < kResponseSide; ++v)
      for (int u = 0; u < kResponseSide; ++u) {
        const int row = (v + kResponseSide / 2) % kResponseSide, column = (u + kResponseSide / 2) % kResponseSide;
        const cv::Vec2d value = spectrum.at<cv::Vec2d>(row, column);
        REQUIRE(response[static_cast<std::size_t>(v * kResponseSide + u)] ==
                Approx(std::hypot(value[0], value[1])).margin(1e-5));
      }
  }
}

TEST_CASE("what each classical filter lets pass") {
  const auto kernels = classical_kernels(5, 5);
  const auto band = [&](const char* name) {
    return pass_band(frequency_response(named(kernels, name).values, 5, 5));
  };
  for (const char* name : {"gaussian", "box", "low-pass"}) CHECK(band(name) == PassBand::low);
  for (const char* name : {"laplacian", "high-pass", "sharpen"}) CHECK(band(name) == PassBand::high);
  CHECK(band("gabor-0") == PassBand::band);
}

TEST_CASE("a kernel is most like itself, however large, and like its opposite with the sign turned") {
  const auto kernels = classical_kernels(5, 5);
  for (std::size_t i = 0; i < kernels.size(); ++i) {
    INFO(kernels[i].name);
    std::vector<float> scaled = kernels[i].values, turned = kernels[i].values;
    for (float& value : scaled) value *= 7.5f;
    for (float& value : turned) value *= -0.01f;
    CHECK(most_like(scaled, kernels).cosine == Approx(1).margin(1e-6));
    CHECK(most_like(turned, kernels).cosine == Approx(-1).margin(1e-6));
    CHECK(kernels[static_cast<std::size_t>(most_like(scaled, kernels).kernel)].name == kernels[i].name);
  }
  CHECK(most_like(std::vector<float>(25, 0.0f), kernels).cosine == 0);
}

TEST_CASE("a kernel of another size, another layer and a filter that is not there are refused") {
  const Model model = model_of({{"conv2d", 2, 5, 1, 2}, {"relu"}}, {1, 9, 9}, 3);
  const auto refused = [&](int node, int filter, int side) {
    return test::throws_kind(ErrorKind::bad_value,
                             [&] { with_kernel(model, node, filter, classical_kernels(side, side)[0]); });
  };
  CHECK_FALSE(refused(0, 1, 5));
  CHECK(refused(0, 1, 3));
  CHECK(refused(0, 2, 5));
  CHECK(refused(1, 0, 5));
}
