#pragma once
#include "core/model/run.h"
#include "tests/explain/slow_network.h"
#include "tests/support/random_tensor.h"

namespace convlens::testing {

struct TestNetwork {
  std::string name;
  Shape input;
  std::vector<Stage> stages;
};

/// Small stacks with what makes the way down hard: overlapping and padded windows, strides, dilation, rest
/// pixels, average pooling, LRN, leaky ReLU, softmax.
inline std::vector<TestNetwork> test_networks() {
  return {
      {"digits in small",
       {1, 12, 12},
       {{"normalise"},
        {"conv2d", 4, 5, 1, 2},
        {"relu"},
        {"max_pool", 0, 2, 2},
        {"conv2d", 6, 3, 1, 1},
        {"relu"},
        {"max_pool", 0, 2, 2},
        {"flatten"},
        {"dense", 8},
        {"relu"},
        {"dense", 5},
        {"softmax"}}},
      {"strides, padding and overlap",
       {3, 13, 11},
       {{"conv2d", 5, 3, 2, 1},
        {"relu"},
        {"max_pool", 0, 3, 2, 1},
        {"conv2d", 7, 3, 2, 2, 2},
        {"relu"},
        {"flatten"},
        {"dense", 4}}},
      {"averages, LRN and a leaky ReLU",
       {2, 9, 10},
       {{"conv2d", 6, 3, 1, 0},
        {"relu"},
        {"lrn"},
        {"average_pool", 0, 3, 2, 1},
        {"conv2d", 5, 2, 1, 1},
        {"leaky_relu"},
        {"max_pool", 0, 2, 2},
        {"flatten"},
        {"dense", 3}}},
  };
}

/// Mostly black like a drawing, so that whole windows are equal and pooling has ties; (c, h, w).
inline Map sparse_image(const Shape& shape, std::uint64_t seed) {
  Map image(shape.channels, shape.height, shape.width);
  Random random(seed, RandomPurpose::test);
  for (double& v : image.v) {
    const float ink = random.uniform(-2.0f, 1.0f);
    v = static_cast<double>(std::max(0.0f, ink));
  }
  return image;
}

inline Tensor<float> as_input(const Map& image) {
  const std::vector<float> chw(image.v.begin(), image.v.end());
  Tensor<float> input(1, {image.c, image.h, image.w});
  from_chw(chw.data(), input.shape(), input.data());
  return input;
}

}  // namespace convlens::testing
