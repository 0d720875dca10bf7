#include "core/layers/registry.h"

#include "core/base/error.h"
#include "core/layers/add.h"
#include "core/layers/average_pool.h"
#include "core/layers/batch_norm.h"
#include "core/layers/concat.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/dropout.h"
#include "core/layers/flatten.h"
#include "core/layers/global_average_pool.h"
#include "core/layers/global_max_pool.h"
#include "core/layers/leaky_relu.h"
#include "core/layers/log_softmax.h"
#include "core/layers/lrn.h"
#include "core/layers/max_pool.h"
#include "core/layers/multiply.h"
#include "core/layers/normalise.h"
#include "core/layers/pad.h"
#include "core/layers/pointwise.h"
#include "core/layers/prelu.h"
#include "core/layers/relu.h"
#include "core/layers/select_channels.h"
#include "core/layers/softmax.h"

namespace convlens {
namespace {

using Ints = std::vector<std::int64_t>;
using Reals = std::vector<double>;
using Examples = std::vector<LayerExample>;

template <typename Kind>
std::unique_ptr<Layer> make(const Attributes& attributes) {
  return std::make_unique<Kind>(attributes);
}

Attribute number(std::int64_t value) { return value; }

Examples conv_examples() {
  return {
      {{{"kernel_shape", Ints{3, 3}}, {"pads", Ints{1, 1, 1, 1}}, {kOutChannels, number(3)}}, {{2, 5, 6}}},
      {{{"kernel_shape", Ints{3, 2}}, {"strides", Ints{2, 1}}, {"dilations", Ints{1, 2}}, {"pads", Ints{1, 0, 0, 1}},
        {"group", number(2)}, {kOutChannels, number(4)}, {kHasBias, number(0)}},
       {{4, 7, 6}}},
  };
}

Examples pool_examples() {
  return {
      {{{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}}, {{3, 6, 4}}},
      {{{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 0, 1}}, {"ceil_mode", number(1)}},
       {{2, 6, 5}}},
  };
}

Examples average_pool_examples() {
  Examples examples = pool_examples();
  examples.push_back(examples.back());
  examples.back().attributes["count_include_pad"] = number(1);
  return examples;
}

Examples picture() { return {{{}, {{3, 4, 5}}}}; }
Examples vector_of_scores() { return {{{}, {{7, 1, 1}}}}; }
Examples two_pictures() { return {{{}, {{2, 3, 4}, {2, 3, 4}}}}; }
Examples concat_examples() { return {{{}, {{2, 3, 4}, {1, 3, 4}, {3, 3, 4}}}}; }
Examples normalise_examples() {
  return {{{{"mean", Reals{0.5, 0.25, 0.125}}, {"std", Reals{0.5, 2.0, 0.3}}}, {{3, 4, 5}}}};
}
Examples leaky_examples() { return {{{{"alpha", 0.2}}, {{3, 4, 5}}}}; }
Examples lrn_examples() {
  return {{{{"size", number(3)}, {"alpha", 0.5}}, {{5, 2, 3}}},
          {{{"size", number(4)}, {"alpha", 0.7}, {"bias", 2.0}}, {{6, 2, 2}}}};
}
Examples batch_norm_examples() { return {{{}, {{3, 2, 3}}}, {{{"epsilon", 0.01}}, {{4, 1, 1}}}}; }
Examples dropout_examples() { return {{{{"ratio", 0.3}}, {{3, 4, 5}}}}; }
Examples dense_examples() {
  return {{{{kOutChannels, number(4)}}, {{6, 1, 1}}}, {{{kOutChannels, number(3)}, {kHasBias, number(0)}}, {{5, 1, 1}}}};
}

Examples flatten_examples() { return {{{}, {{3, 4, 5}}}, {{{kChannelsLast, number(1)}}, {{3, 4, 5}}}}; }
Examples multiply_examples() { return {{{}, {{2, 3, 4}, {2, 3, 4}}}, {{}, {{3, 2, 4}, {3, 1, 1}}}}; }
Examples select_examples() {
  return {{{{kChannels, Ints{2, 0, 0, 3}}}, {{4, 3, 2}}}, {{{kChannels, Ints{1}}}, {{3, 1, 1}}}};
}
Examples pad_examples() {
  return {{{{"pads", Ints{1, 0, 2, 3}}}, {{2, 3, 4}}}, {{{"pads", Ints{0, 1, 1, 0}}, {"value", -0.5}}, {{3, 2, 2}}}};
}
// Limits inside the values that the tests draw, so that both sides of them are seen.
Examples clip_examples() { return {{{{"min", -0.31}, {"max", 0.42}}, {{3, 4, 5}}}, {{}, {{3, 2, 2}}}}; }
Examples hard_sigmoid_examples() { return {{{{"alpha", 0.9}, {"beta", 0.4}}, {{3, 4, 5}}}, {{}, {{3, 2, 2}}}}; }
Examples elu_examples() { return {{{{"alpha", 0.7}}, {{3, 4, 5}}}}; }

constexpr LayerKind kKinds[] = {
    {"normalise", "", make<Normalise>, normalise_examples},
    {"conv2d", "Conv", make<Conv2d>, conv_examples},
    {"max_pool", "MaxPool", make<MaxPool>, pool_examples},
    {"average_pool", "AveragePool", make<AveragePool>, average_pool_examples},
    {"global_average_pool", "GlobalAveragePool", make<GlobalAveragePool>, picture},
    {"global_max_pool", "GlobalMaxPool", make<GlobalMaxPool>, picture},
    {"pad", "Pad", make<Pad>, pad_examples},
    {"relu", "Relu", make<Relu>, picture},
    {"leaky_relu", "LeakyRelu", make<LeakyRelu>, leaky_examples},
    {"prelu", "PRelu", make<Prelu>, picture},
    {"clip", "Clip", make<Clip>, clip_examples},
    {"elu", "Elu", make<Elu>, elu_examples},
    {"sigmoid", "Sigmoid", make<Sigmoid>, picture},
    {"tanh", "Tanh", make<Tanh>, picture},
    {"hard_sigmoid", "HardSigmoid", make<HardSigmoid>, hard_sigmoid_examples},
    {"hard_swish", "", make<HardSwish>, picture},
    {"lrn", "LRN", make<Lrn>, lrn_examples},
    {"batch_norm", "BatchNormalization", make<BatchNorm>, batch_norm_examples},
    {"dropout", "Dropout", make<Dropout>, dropout_examples},
    {"dense", "Gemm", make<Dense>, dense_examples},
    {"flatten", "Flatten", make<Flatten>, flatten_examples},
    {"add", "Add", make<Add>, two_pictures},
    {"multiply", "Mul", make<Multiply>, multiply_examples},
    {"concat", "Concat", make<Concat>, concat_examples},
    {"select_channels", "Gather", make<SelectChannels>, select_examples},
    {"softmax", "Softmax", make<Softmax>, vector_of_scores},
    {"log_softmax", "LogSoftmax", make<LogSoftmax>, vector_of_scores},
};

}  // namespace

std::span<const LayerKind> layer_kinds() { return kKinds; }

const LayerKind& layer_kind(std::string_view kind) {
  std::string known;
  for (const LayerKind& candidate : kKinds) {
    if (candidate.kind == kind) return candidate;
    known += (known.empty() ? "" : ", ") + std::string(candidate.kind);
  }
  throw Error(ErrorKind::unknown_name, std::string(kind), {}, known);
}

std::unique_ptr<Layer> make_layer(std::string_view kind, const Attributes& attributes) {
  return layer_kind(kind).make(attributes);
}

}  // namespace convlens
