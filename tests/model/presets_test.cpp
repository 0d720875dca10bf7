#include "core/model/presets.h"

#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("presets of the literature have the sizes that their papers and torchvision give") {
  const auto parameters = [](const char* name) { return find_preset(name)->build()->parameter_count(); };
  CHECK(parameters("alexnet-torchvision") == 61100840);
  CHECK(parameters("vgg16") == 138357544);
  CHECK(parameters("resnet18") == 11689512);
  CHECK(parameters("squeezenet") == 1235496);
  CHECK(parameters("alexnet") == 62378344);  // without groups, as both columns merged

  const auto shape = [](const char* name, const char* layer) {
    const auto graph = find_preset(name)->build();
    return graph->node(graph->find(layer)).shape;
  };
  CHECK(shape("alexnet", "conv1") == Shape{96, 55, 55});
  CHECK(shape("alexnet", "pool3") == Shape{256, 6, 6});
  CHECK(shape("zfnet", "conv1") == Shape{96, 110, 110});
  CHECK(shape("zfnet", "pool1") == Shape{96, 55, 55});
  CHECK(shape("zfnet", "conv2") == Shape{256, 26, 26});
  CHECK(shape("zfnet", "pool2") == Shape{256, 13, 13});
  CHECK(shape("zfnet", "pool3") == Shape{256, 6, 6});
  CHECK(shape("vgg16", "pool5") == Shape{512, 7, 7});
  CHECK(shape("resnet18", "relu17") == Shape{512, 7, 7});
  CHECK(shape("squeezenet", "relu26") == Shape{1000, 13, 13});
}

TEST_CASE("cifar stays small, and resnet20 has its 20 layers") {
  CHECK(find_preset("cifar")->build()->parameter_count() <= 600000);
  const auto graph = find_preset("resnet20")->build();
  int layers = 0;
  for (const Node& node : graph->nodes()) {
    const std::string_view kind = node.layer->kind();
    // Shortcuts of 1x1 are not counted.
    layers += kind == "dense" || (kind == "conv2d" && node.parameters[0].spec.dims[2] == 3);
  }
  CHECK(layers == 20);
}
