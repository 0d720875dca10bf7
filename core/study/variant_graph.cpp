#include "core/study/variant_graph.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/layers/attributes.h"
#include "core/layers/lrn.h"
#include "core/study/network_draft.h"

namespace convlens {
namespace {

using Part = NetworkDraft::Part;

constexpr std::size_t kLrnLayers = 2;  // AlexNet's first and second
constexpr int kWindows[] = {3, 7, 11};
constexpr int kStride = 2;
constexpr double kHalf = 0.5, kDropout = 0.5;
constexpr std::size_t kMostRemovals = 5;  // ours: of deep networks the first ones, where most is seen
constexpr std::string_view kIrremovable[] = {"flatten", "normalise", "softmax", "log_softmax", "pad"};

class Builder {
 public:
  Builder(const Graph& base, const Variant& variant) : variant_(variant), draft_(base) {}

  std::shared_ptr<const Graph> build() {
    for (const std::string& layer : variant_.without) take_away(layer);
    if (variant_.window) set_window(*variant_.window);
    if (variant_.stride) set_stride(*variant_.stride);
    if (variant_.maps) scale_maps(*variant_.maps);
    if (variant_.batch_norm) set_batch_norm(*variant_.batch_norm);
    if (variant_.lrn) set_lrn(*variant_.lrn);
    if (variant_.dropout) set_dropout(*variant_.dropout);
    try {
      return draft_.build();
    } catch (const Error& error) {
      const Part* part = draft_.find(error.subject());
      const bool looks = part && (part->kind == "conv2d" || part->kind.ends_with("_pool"));
      if (looks && error.kind() == ErrorKind::shape_mismatch)
        refuse("a network whose " + error.subject() + " would have empty maps", "a smaller window or stride");
      refuse("a network whose " + error.subject() + " no longer fits (" + error.found() + ")",
             "changes that go together");
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& found, const std::string& expected) const {
    throw Error(ErrorKind::bad_value, "variant " + to_string(variant_), found, expected);
  }

  void take_away(const std::string& layer) {
    const Part* part = draft_.find(layer);
    if (!part) {
      std::string names;
      for (const Part& one : draft_.parts()) names += (names.empty() ? "" : ", ") + one.name;
      throw Error(ErrorKind::unknown_name, "variant " + to_string(variant_), "no layer " + layer, names);
    }
    if (layer == draft_.head())
      refuse("a network without " + layer + ", which makes the class scores", "another layer");
    if (part->inputs.size() != 1 || std::ranges::find(kIrremovable, part->kind) != std::end(kIrremovable))
      refuse("a network without " + layer + ", a layer of kind " + part->kind,
             "a convolution, dense layer, pooling, norm or dropout");
    if (part->kind == "conv2d" || part->kind == "dense")
      for (const std::string& name : draft_.tail_of(layer)) draft_.remove(name);
    draft_.remove(layer);
  }

  Part& first_convolution() {
    const auto convolutions = draft_.of_kind("conv2d");
    if (convolutions.empty()) refuse("a network without convolution", "one that keeps a convolution");
    return *draft_.find(convolutions.front());
  }

  void set_window(int window) {
    Attributes& attributes = first_convolution().attributes;
    WindowAttributes shape(attributes);
    for (const int axis : {0, 1}) {
      const int growth = (window - shape.kernel[axis]) * shape.dilation[axis];
      const int padding = std::max(0, shape.pads[axis] + shape.pads[axis + 2] + growth);
      shape.pads[axis] = padding / 2;
      shape.pads[axis + 2] = padding - padding / 2;
      shape.kernel[axis] = window;
    }
    shape.write(attributes);
  }

  void set_stride(int stride) { first_convolution().attributes["strides"] = to_attribute({stride, stride}); }

  /// All but one that makes the class scores.
  std::vector<std::string> hidden(std::string_view kind) const {
    auto names = draft_.of_kind(kind);
    std::erase(names, draft_.head());
    return names;
  }

  void scale_maps(double factor) {
    for (const std::string& name : hidden("conv2d")) {
      Attributes& attributes = draft_.find(name)->attributes;
      auto& maps = std::get<std::int64_t>(attributes.at(kOutChannels));
      const auto found = attributes.find("group");
      const std::int64_t groups = found == attributes.end() ? 1 : std::get<std::int64_t>(found->second);
      const double each = factor * static_cast<double>(maps) / static_cast<double>(groups);
      maps = groups * std::max<std::int64_t>(1, std::llround(each));
    }
  }

  void set_batch_norm(bool on) {
    if (on) {
      for (const std::string& name : hidden("conv2d")) {
        const auto tail = draft_.tail_of(name);
        if (!tail.empty() && draft_.find(tail.front())->kind == "batch_norm") continue;
        draft_.insert_after(name, "norm", "batch_norm", {});
        draft_.find(name)->attributes[kHasBias] = std::int64_t{0};
      }
      return;
    }
    for (const std::string& name : draft_.of_kind("batch_norm")) {
      Part* before = draft_.find(draft_.find(name)->inputs.front());
      if (before && before->kind == "conv2d") before->attributes[kHasBias] = std::int64_t{1};
      draft_.remove(name);
    }
  }

  /// The last nonlinearity that hangs on a layer; the layer itself where there is none.
  std::string activation_of(const std::string& name) {
    std::string last = name;
    for (const std::string& behind : draft_.tail_of(name))
      if (draft_.find(behind)->nonlinearity) last = behind;
    return last;
  }

  void set_lrn(bool on) {
    const auto present = draft_.of_kind("lrn");
    if (!on)
      for (const std::string& name : present) draft_.remove(name);
    if (!on || !present.empty()) return;
    auto convolutions = hidden("conv2d");
    if (convolutions.size() > kLrnLayers) convolutions.resize(kLrnLayers);
    for (const std::string& name : convolutions)
      draft_.insert_after(activation_of(name), "lrn", "lrn",
                          {{"size", kPaperLrnSize},
                           {"alpha", kPaperLrnAlpha},
                           {"beta", kPaperLrnBeta},
                           {"bias", kPaperLrnBias}});
  }

  void set_dropout(double ratio) {
    const auto present = draft_.of_kind("dropout");
    for (const std::string& name : present) {
      if (ratio == 0)
        draft_.remove(name);
      else
        draft_.find(name)->attributes["ratio"] = ratio;
    }
    if (ratio == 0 || !present.empty()) return;
    const auto layers = hidden("dense");
    for (const std::string& name : layers)
      draft_.insert_after(activation_of(name), "drop", "dropout", {{"ratio", ratio}});
    if (layers.empty()) draft_.insert_before(draft_.head(), "drop", "dropout", {{"ratio", ratio}});
  }

  const Variant& variant_;
  NetworkDraft draft_;
};

}  // namespace

std::shared_ptr<const Graph> build_variant(const Graph& base, const Variant& variant) {
  return Builder(base, variant).build();
}

std::vector<Variant> default_variants(const Graph& base) {
  const NetworkDraft draft(base);
  std::vector<Variant> wanted;
  for (const int window : kWindows) wanted.push_back({.window = window});
  wanted.push_back({.stride = kStride});
  wanted.push_back({.maps = kHalf});
  auto convolutions = draft.of_kind("conv2d");
  if (convolutions.size() > kMostRemovals) convolutions.resize(kMostRemovals);
  for (const std::string& name : convolutions) wanted.push_back({.without = {name}});
  wanted.push_back({.batch_norm = draft.of_kind("batch_norm").empty()});
  wanted.push_back({.dropout = draft.of_kind("dropout").empty() ? kDropout : 0});
  wanted.push_back({.lrn = draft.of_kind("lrn").empty()});
  const std::string unchanged = graph_to_json(base);
  std::vector<Variant> variants{{}};
  for (const Variant& variant : wanted) {
    try {
      if (graph_to_json(*build_variant(base, variant)) != unchanged) variants.push_back(variant);
    } catch (const Error&) {
      // Another network than the usual ones: what cannot be asked of it is left out.
    }
  }
  return variants;
}

}  // namespace convlens
