#include "tests/explain/slow_network.h"

#include <algorithm>
#include <cmath>

#include "core/layers/attributes.h"
#include "core/layers/registry.h"
#include "tests/support/random_tensor.h"

namespace convlens::testing {
namespace {

using Ints = std::vector<std::int64_t>;
using Reals = std::vector<double>;

Attributes attributes_of(const Stage& s, int channels) {
  Attributes a;
  if (s.kind == "conv2d" || s.kind == "max_pool" || s.kind == "average_pool") {
    a["kernel_shape"] = Ints{s.kernel, s.kernel};
    a["strides"] = Ints{s.stride, s.stride};
    a["pads"] = Ints{s.pad, s.pad, s.pad, s.pad};
  }
  if (s.kind == "conv2d") a["dilations"] = Ints{s.dilation, s.dilation};
  if (s.kind == "conv2d" || s.kind == "dense") a[kOutChannels] = std::int64_t{s.out};
  if (s.kind == "leaky_relu") a["alpha"] = kTestSlope;
  if (s.kind == "lrn") {
    a["size"] = std::int64_t{kTestLrnSize};
    a["alpha"] = kTestLrnAlpha;
    a["beta"] = kTestLrnBeta;
  }
  if (s.kind == "normalise") {
    a["mean"] = Reals(static_cast<std::size_t>(channels), kTestMean);
    a["std"] = Reals(static_cast<std::size_t>(channels), kTestDeviation);
  }
  return a;
}

int window_output(int size, const Stage& s) {
  return (size + 2 * s.pad - (s.dilation * (s.kernel - 1) + 1)) / s.stride + 1;
}

/// Calls visit(k, oy, ox, iy, ix, ky, kx) for every tap of every window that lies inside the image.
template <typename Visit>
void for_each_tap(const Stage& s, const Map& in, const Map& out, Visit visit) {
  for (int k = 0; k < out.c; ++k)
    for (int oy = 0; oy < out.h; ++oy)
      for (int ox = 0; ox < out.w; ++ox)
        for (int ky = 0; ky < s.kernel; ++ky)
          for (int kx = 0; kx < s.kernel; ++kx) {
            const int iy = oy * s.stride - s.pad + ky * s.dilation,
                      ix = ox * s.stride - s.pad + kx * s.dilation;
            if (iy >= 0 && iy < in.h && ix >= 0 && ix < in.w) visit(k, oy, ox, iy, ix, ky, kx);
          }
}

std::vector<int> taps_inside(const Stage& s, const Map& in, const Map& out) {
  std::vector<int> count(static_cast<std::size_t>(out.h) * out.w, 0);
  const Map one_plane(1, out.h, out.w);
  for_each_tap(s, in, one_plane, [&](int, int oy, int ox, int, int, int, int) {
    ++count[static_cast<std::size_t>(oy) * out.w + ox];
  });
  return count;
}

double lrn_scale(const Map& in, int k, int y, int x) {
  double sum = 0;
  for (int j = std::max(0, k - kTestLrnSize / 2); j <= std::min(in.c - 1, k + kTestLrnSize / 2); ++j)
    sum += in.at(j, y, x) * in.at(j, y, x);
  return 1 + kTestLrnAlpha / kTestLrnSize * sum;
}

std::vector<double> softmax(const std::vector<double>& scores) {
  const double largest = *std::max_element(scores.begin(), scores.end());
  std::vector<double> result;
  double sum = 0;
  for (const double s : scores) result.push_back(std::exp(s - largest)), sum += result.back();
  for (double& p : result) p /= sum;
  return result;
}

}  // namespace

Model model_of(const std::vector<Stage>& stages, Shape input, std::uint64_t seed) {
  auto graph = std::make_shared<Graph>(input);
  int number = 0;
  for (const Stage& s : stages) {
    const int channels = number == 0 ? input.channels : graph->node(number - 1).shape.channels;
    graph->add(s.kind + std::to_string(number++), make_layer(s.kind, attributes_of(s, channels)));
  }
  Model model = initialised_model(graph, seed);
  Random random(seed, RandomPurpose::test);
  for (const Node& node : graph->nodes())
    for (const ParameterSlot& slot : node.parameters)
      for (float& value : model.parameter(slot)) value = random.uniform(-0.5f, 0.5f);
  return model;
}

SlowNetwork::SlowNetwork(const std::vector<Stage>& stages, const Model& model) : stages_(stages) {
  for (const Node& node : model.graph->nodes()) {
    Weights w;
    for (const ParameterSlot& slot : node.parameters) {
      const std::vector<float> values = to_figure_order(slot.spec, model.parameter(slot));
      (slot.spec.name == "weight" ? w.weight : w.bias).assign(values.begin(), values.end());
    }
    weights_.push_back(std::move(w));
  }
}

void SlowNetwork::run(const Map& image) {
  image_ = image;
  outputs_.clear();
  winners_.assign(stages_.size(), {});
  for (int i = 0; i < static_cast<int>(stages_.size()); ++i)
    outputs_.push_back(forward_stage(i, input_of(i)));
}

std::vector<double> SlowNetwork::probabilities() const {
  return stages_.back().kind == "softmax" ? outputs_.back().v : softmax(outputs_.back().v);
}

Map SlowNetwork::forward_stage(int stage, const Map& in) {
  const Stage& s = stages_[static_cast<std::size_t>(stage)];
  const Weights& w = weights_[static_cast<std::size_t>(stage)];
  Map out = in;
  if (s.kind == "conv2d") {
    out = Map(s.out, window_output(in.h, s), window_output(in.w, s));
    for (int k = 0; k < out.c; ++k)
      for (int y = 0; y < out.h; ++y)
        for (int x = 0; x < out.w; ++x) out.at(k, y, x) = w.bias[static_cast<std::size_t>(k)];
    for_each_tap(s, in, out, [&](int k, int oy, int ox, int iy, int ix, int ky, int kx) {
      for (int c = 0; c < in.c; ++c)
        out.at(k, oy, ox) +=
            in.at(c, iy, ix) *
            w.weight[((static_cast<std::size_t>(k) * in.c + c) * s.kernel + ky) * s.kernel + kx];
    });
  } else if (s.kind == "max_pool") {
    out = Map(in.c, window_output(in.h, s), window_output(in.w, s));
    std::vector<int>& winners = winners_[static_cast<std::size_t>(stage)];
    winners.assign(out.v.size(), -1);
    for_each_tap(s, in, out, [&](int k, int oy, int ox, int iy, int ix, int, int) {
      const std::size_t o = (static_cast<std::size_t>(k) * out.h + oy) * out.w + ox;
      if (winners[o] >= 0 && in.at(k, iy, ix) <= out.v[o]) return;
      winners[o] = (k * in.h + iy) * in.w + ix;
      out.v[o] = in.at(k, iy, ix);
    });
  } else if (s.kind == "average_pool") {
    out = Map(in.c, window_output(in.h, s), window_output(in.w, s));
    const std::vector<int> count = taps_inside(s, in, out);
    for_each_tap(s, in, out, [&](int k, int oy, int ox, int iy, int ix, int, int) {
      out.at(k, oy, ox) += in.at(k, iy, ix) / count[static_cast<std::size_t>(oy) * out.w + ox];
    });
  } else if (s.kind == "relu") {
    for (double& v : out.v) v = std::max(v, 0.0);
  } else if (s.kind == "leaky_relu") {
    for (double& v : out.v) v = v > 0 ? v : kTestSlope * v;
  } else if (s.kind == "lrn") {
    for (int k = 0; k < in.c; ++k)
      for (int y = 0; y < in.h; ++y)
        for (int x = 0; x < in.w; ++x) out.at(k, y, x) *= std::pow(lrn_scale(in, k, y, x), -kTestLrnBeta);
  } else if (s.kind == "flatten") {
    out = Map(static_cast<int>(in.v.size()), 1, 1);
    out.v = in.v;
  } else if (s.kind == "dense") {
    out = Map(s.out, 1, 1);
    for (std::size_t o = 0; o < out.v.size(); ++o) {
      out.v[o] = w.bias[o];
      for (std::size_t i = 0; i < in.v.size(); ++i) out.v[o] += w.weight[o * in.v.size() + i] * in.v[i];
    }
  } else if (s.kind == "normalise") {
    for (double& v : out.v) v = (v - kTestMean) / kTestDeviation;
  } else if (s.kind == "softmax") {
    out.v = softmax(in.v);
  }
  return out;
}

Map SlowNetwork::backward_stage(int stage, const Map& r, const std::string& rule) const {
  const Stage& s = stages_[static_cast<std::size_t>(stage)];
  const Weights& w = weights_[static_cast<std::size_t>(stage)];
  const Map &in = input_of(stage), &f = output(stage);
  Map down(in.c, in.h, in.w);
  if (s.kind == "conv2d") {
    for_each_tap(s, in, f, [&](int k, int oy, int ox, int iy, int ix, int ky, int kx) {
      for (int c = 0; c < in.c; ++c)
        down.at(c, iy, ix) +=
            r.at(k, oy, ox) *
            w.weight[((static_cast<std::size_t>(k) * in.c + c) * s.kernel + ky) * s.kernel + kx];
    });
  } else if (s.kind == "max_pool") {
    const std::vector<int>& winners = winners_[static_cast<std::size_t>(stage)];
    for (std::size_t o = 0; o < r.v.size(); ++o) down.v[static_cast<std::size_t>(winners[o])] += r.v[o];
  } else if (s.kind == "average_pool") {
    const std::vector<int> count = taps_inside(s, in, f);
    for_each_tap(s, in, f, [&](int k, int oy, int ox, int iy, int ix, int, int) {
      down.at(k, iy, ix) += r.at(k, oy, ox) / count[static_cast<std::size_t>(oy) * f.w + ox];
    });
  } else if (s.kind == "relu") {
    for (std::size_t i = 0; i < r.v.size(); ++i) {
      const bool forward_open = f.v[i] > 0, backward_open = r.v[i] > 0;
      const bool open = rule == "gradient"    ? forward_open
                        : rule == "deconvnet" ? backward_open
                                              : forward_open && backward_open;
      down.v[i] = open ? r.v[i] : 0.0;
    }
  } else if (s.kind == "leaky_relu") {
    for (std::size_t i = 0; i < r.v.size(); ++i) down.v[i] = f.v[i] > 0 ? r.v[i] : kTestSlope * r.v[i];
  } else if (s.kind == "lrn") {
    if (rule != "gradient") return r;
    // Straight from dy[j]/dx[i] of y[j] = x[j] scale[j]^-beta.
    for (int y = 0; y < in.h; ++y)
      for (int x = 0; x < in.w; ++x)
        for (int i = 0; i < in.c; ++i)
          for (int j = 0; j < in.c; ++j) {
            const double scale = lrn_scale(in, j, y, x);
            double derivative = i == j ? std::pow(scale, -kTestLrnBeta) : 0.0;
            if (std::abs(i - j) <= kTestLrnSize / 2)
              derivative -= in.at(j, y, x) * kTestLrnBeta * std::pow(scale, -kTestLrnBeta - 1) * 2 *
                            kTestLrnAlpha / kTestLrnSize * in.at(i, y, x);
            down.at(i, y, x) += r.at(j, y, x) * derivative;
          }
  } else if (s.kind == "flatten") {
    down.v = r.v;
  } else if (s.kind == "dense") {
    for (std::size_t o = 0; o < r.v.size(); ++o)
      for (std::size_t i = 0; i < down.v.size(); ++i) down.v[i] += w.weight[o * down.v.size() + i] * r.v[o];
  } else if (s.kind == "normalise") {
    for (std::size_t i = 0; i < r.v.size(); ++i) down.v[i] = r.v[i] / kTestDeviation;
  } else if (s.kind == "softmax") {
    for (std::size_t i = 0; i < r.v.size(); ++i)
      for (std::size_t j = 0; j < r.v.size(); ++j)
        down.v[i] += r.v[j] * f.v[j] * ((i == j ? 1.0 : 0.0) - f.v[i]);
  }
  return down;
}

Map SlowNetwork::project(int stage, int unit, int y, int x, double seed, const std::string& rule) const {
  Map signal(output(stage).c, output(stage).h, output(stage).w);
  signal.at(unit, y, x) = seed;
  for (int i = stage; i >= 0; --i) signal = backward_stage(i, signal, rule);
  return signal;
}

}  // namespace convlens::testing
