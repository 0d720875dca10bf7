#include "core/model/preset_stack.h"

#include <utility>

#include "core/layers/attributes.h"
#include "core/layers/registry.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;

std::string numbered(const char* word, int& count) { return word + std::to_string(++count); }

}  // namespace

Stack& Stack::append(const std::string& name, std::string_view kind, const Attributes& attributes,
                     const std::vector<int>& inputs) {
  place_ = graph_->add(name, make_layer(kind, attributes), inputs);
  return *this;
}

Stack& Stack::append(const std::string& name, std::string_view kind, const Attributes& attributes) {
  return append(name, kind, attributes, {place_});
}

Stack& Stack::normalise(double mean, double deviation) {
  const auto channels = static_cast<std::size_t>(graph_->input_shape().channels);
  return normalise(std::vector<double>(channels, mean), std::vector<double>(channels, deviation));
}

Stack& Stack::normalise(std::vector<double> mean, std::vector<double> deviation) {
  return append("normalise", "normalise", {{"mean", std::move(mean)}, {"std", std::move(deviation)}});
}

Stack& Stack::conv(std::int64_t maps, std::int64_t kernel, const Conv& o) {
  return append(numbered("conv", convs_), "conv2d",
                {{kOutChannels, maps},
                 {"kernel_shape", Ints{kernel, kernel}},
                 {"strides", Ints{o.stride, o.stride}},
                 {"pads", Ints{o.pad, o.pad, o.pad, o.pad}},
                 {"group", o.groups},
                 {kHasBias, std::int64_t{o.bias}}});
}

Stack& Stack::conv_norm(std::int64_t maps, std::int64_t kernel, std::int64_t stride, bool with_relu) {
  conv(maps, kernel, Conv{.stride = stride, .pad = kernel / 2, .bias = false}).batch_norm();
  return with_relu ? relu() : *this;
}

Stack& Stack::batch_norm() { return append(numbered("norm", norms_), "batch_norm", {}); }

Stack& Stack::relu() { return append(numbered("relu", relus_), "relu", {}); }

Stack& Stack::lrn(std::int64_t size, double alpha, double beta, double bias) {
  return append(numbered("lrn", lrns_), "lrn",
                {{"size", size}, {"alpha", alpha}, {"beta", beta}, {"bias", bias}});
}

Stack& Stack::max_pool(std::int64_t size, const Pool& o) {
  const std::int64_t stride = o.stride == 0 ? size : o.stride;
  return append(numbered("pool", pools_), "max_pool",
                {{"kernel_shape", Ints{size, size}},
                 {"strides", Ints{stride, stride}},
                 {"pads", Ints{o.pad, o.pad, o.pad, o.pad}},
                 {"ceil_mode", std::int64_t{o.ceil}}});
}

Stack& Stack::average_pool(std::int64_t size, std::int64_t stride) {
  return append(numbered("pool", pools_), "average_pool",
                {{"kernel_shape", Ints{size, size}}, {"strides", Ints{stride, stride}}});
}

Stack& Stack::global_average_pool() { return append(numbered("pool", pools_), "global_average_pool", {}); }

Stack& Stack::dropout(double ratio) {
  return append(numbered("drop", drops_), "dropout", {{"ratio", ratio}});
}

Stack& Stack::flatten() { return append("flatten", "flatten", {}); }

Stack& Stack::dense(std::int64_t out) {
  return append(numbered("dense", denses_), "dense", {{kOutChannels, out}});
}

Stack& Stack::add(const std::vector<int>& places) {
  return append(numbered("add", adds_), "add", {}, places);
}

Stack& Stack::concat(const std::vector<int>& places) {
  return append(numbered("concat", concats_), "concat", {}, places);
}

Stack& Stack::residual(std::int64_t maps, std::int64_t stride) {
  const int before = here();
  const int main = conv_norm(maps, 3, stride).conv_norm(maps, 3, 1, false).here();
  int shortcut = before;
  if (stride != 1 || graph_->shape_of(before).channels != maps)
    shortcut = at(before).conv_norm(maps, 1, stride, false).here();
  return add({main, shortcut}).relu();
}

std::shared_ptr<const Graph> Stack::softmax() {
  append("softmax", "softmax", {});
  return graph_;
}

}  // namespace convlens
