#pragma once
#include <memory>

#include "core/model/graph.h"

namespace convlens {

/// Presets for colour pictures: CIFAR-10's of 32x32, and the networks of the literature for ImageNet's 224x224,
/// with 1000 classes. All begin with their normalisation, so that their input is pixels from 0 to 1, RGB.
std::shared_ptr<const Graph> cifar_network();
std::shared_ptr<const Graph> resnet20();
std::shared_ptr<const Graph> alexnet();
std::shared_ptr<const Graph> alexnet_torchvision();
std::shared_ptr<const Graph> zfnet();
std::shared_ptr<const Graph> vgg16();
std::shared_ptr<const Graph> resnet18();
std::shared_ptr<const Graph> squeezenet();

}  // namespace convlens
