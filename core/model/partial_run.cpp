#include "core/model/partial_run.h"

#include <algorithm>
#include <array>

namespace convlens {
namespace {

/// One axis: positions of the output whose window meets [begin, end) of the input.
void seen_along(int kernel, int stride, int padding, int dilation, int out, int& begin, int& end) {
  const int reach = dilation * (kernel - 1);
  const int first = begin + padding - reach;
  begin = first <= 0 ? 0 : (first + stride - 1) / stride;
  const int last = end - 1 + padding;
  end = std::min(out, last / stride + 1);
}

/// One axis: the input under outputs [begin, end), inside the image; gives the padding before it.
int input_under(int kernel, int stride, int padding, int dilation, int in, int& begin, int& end) {
  const int first = begin * stride - padding, last = (end - 1) * stride - padding + dilation * (kernel - 1);
  begin = std::max(0, first);
  end = std::min(in, last + 1);
  return begin - first;
}

template <typename T>
T* pixel(const View<T>& map, int y, int x) {
  return map.data + (static_cast<std::ptrdiff_t>(y) * map.shape.width + x) * map.shape.channels;
}

/// Copies `rect`, in coordinates of the whole, between maps that begin at `from_top`, `from_left` (and so
/// on).
void copy_rect(const Rect& rect, ConstView<float> from, int from_top, int from_left, View<float> to,
               int to_top, int to_left) {
  const std::ptrdiff_t length = static_cast<std::ptrdiff_t>(rect.width()) * from.shape.channels;
  for (int y = rect.top; y < rect.bottom; ++y)
    std::copy_n(pixel(from, y - from_top, rect.left - from_left), length,
                pixel(to, y - to_top, rect.left - to_left));
}

Rect intersection(const Rect& a, const Rect& b) {
  return {std::max(a.top, b.top), std::max(a.left, b.left), std::min(a.bottom, b.bottom),
          std::min(a.right, b.right)};
}

}  // namespace

Rect united(const Rect& a, const Rect& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return {std::min(a.top, b.top), std::min(a.left, b.left), std::max(a.bottom, b.bottom),
          std::max(a.right, b.right)};
}

Rect seen_from(const Layer::Window& w, const Rect& input, const Shape& out) {
  if (input.empty()) return {};
  Rect result = input;
  seen_along(w.kernel[0], w.stride[0], w.padding[0], w.dilation[0], out.height, result.top, result.bottom);
  seen_along(w.kernel[1], w.stride[1], w.padding[1], w.dilation[1], out.width, result.left, result.right);
  return result.empty() ? Rect{} : result;
}

PartialRun::PartialRun(const Model& model, const Activations& whole)
    : model_(model),
      whole_(whole),
      parts_(static_cast<std::size_t>(model.graph->size()) + 1),
      cut_outs_(kMostInputs) {
  for (const Node& node : model.graph->nodes())
    serves_.push_back(!node.layer->window().whole_input &&
                      std::all_of(node.inputs.begin(), node.inputs.end(), [&](int i) { return serves(i); }));
}

void PartialRun::run(const Rect& rect, const float* pixels, int last_node) {
  Part& input = part_of(kGraphInput);
  input.rect = rect;
  input.values.resize(1, {model_.graph->input_shape().channels, rect.height(), rect.width()});
  std::copy_n(pixels, input.values.size(), input.values.data());
  for (int node = 0; node <= last_node; ++node)
    if (serves(node)) run_node(node);
}

void PartialRun::run_node(int index) {
  const Node& node = model_.graph->node(index);
  Part& part = part_of(index);
  const Layer::Window w = node.layer->window();
  part.rect = {};
  for (const int input : node.inputs) part.rect = united(part.rect, seen_from(w, changed(input), node.shape));
  if (part.rect.empty()) return;

  Rect under = part.rect;
  PaddingBefore padding;
  padding.top = input_under(w.kernel[0], w.stride[0], w.padding[0], w.dilation[0],
                            node.input_shapes[0].height, under.top, under.bottom);
  padding.left = input_under(w.kernel[1], w.stride[1], w.padding[1], w.dilation[1],
                             node.input_shapes[0].width, under.left, under.right);
  std::array<ConstView<float>, kMostInputs> inputs;
  for (std::size_t i = 0; i < node.inputs.size(); ++i)
    inputs[i] = cut_out(node.inputs[i], under, cut_outs_[i]);
  std::array<std::span<const float>, kMostNodeParameters> parameters;
  for (std::size_t i = 0; i < node.parameters.size(); ++i)
    parameters[i] = model_.parameter(node.parameters[i]);
  part.values.resize(1, {node.shape.channels, part.rect.height(), part.rect.width()});
  node.layer->forward(ForwardContext<float>{.inputs = {inputs.data(), node.inputs.size()},
                                            .parameters = {parameters.data(), node.parameters.size()},
                                            .output = part.values.view(),
                                            .state = part.state,
                                            .node = index,
                                            .cut_out = padding});
}

ConstView<float> PartialRun::cut_out(int node, const Rect& rect, Tensor<float>& buffer) const {
  const Part& part = part_of(node);
  if (part.rect == rect) return part.values.view();
  const ConstView<float> whole = whole_.of(node).view();
  buffer.resize(1, {whole.shape.channels, rect.height(), rect.width()});
  copy_rect(rect, whole, 0, 0, buffer.view(), rect.top, rect.left);
  const Rect both = intersection(part.rect, rect);
  if (!both.empty())
    copy_rect(both, part.values.view(), part.rect.top, part.rect.left, buffer.view(), rect.top, rect.left);
  return {buffer.data(), 1, buffer.shape()};
}

void PartialRun::write(int node, float* output) const {
  const ConstView<float> whole = whole_.of(node).view();
  const Part& part = part_of(node);
  if (part.rect != Rect{0, 0, whole.shape.height, whole.shape.width})
    std::copy_n(whole.data, whole.shape.size(), output);
  if (!part.rect.empty())
    copy_rect(part.rect, part.values.view(), part.rect.top, part.rect.left, {output, 1, whole.shape}, 0, 0);
}

}  // namespace convlens
