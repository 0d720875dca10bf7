#include "core/model/partial_run.h"

#include <algorithm>
#include <array>

namespace convlens {
namespace {

/// Runs that go together share what it costs to bring weights from memory: 8 make a tenth of it a hundredth.
/// (AlexNet's convolutions at 8 x 8 to 12 x 12 positions: 93 to 103 of 118 GFLOP/s one by one, whose weights
/// take 10 MB.) More would only be heard to stop later.
constexpr std::size_t kMostTogether = 8;
/// And so many values (48 MB) at most, if all of the maps changed.
constexpr std::size_t kMostValues = 12'000'000;

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

}  // namespace

PartialRun::PartialRun(const Model& model, const Activations& whole)
    : model_(model), whole_(whole), parts_(static_cast<std::size_t>(model.graph->size()) + 1) {
  for (const Node& node : model.graph->nodes())
    serves_.push_back(!node.layer->window().whole_input &&
                      std::all_of(node.inputs.begin(), node.inputs.end(), [&](int i) { return serves(i); }));
}

int PartialRun::most_together(const Graph& graph) {
  std::size_t values = graph.input_shape().size();
  for (const Node& node : graph.nodes()) values += node.shape.size();
  return static_cast<int>(std::clamp<std::size_t>(kMostValues / values, 1, kMostTogether));
}

void PartialRun::run(std::span<const Rect> rects, const float* pixels, int last_node) {
  count_ = rects.size();
  Part& input = part_of(kGraphInput);
  input.rects.assign(rects.begin(), rects.end());
  const std::size_t size = make_room(input, model_.graph->input_shape().channels);
  std::copy_n(pixels, size, input.values.data());
  for (int node = 0; node <= last_node; ++node)
    if (serves(node)) run_node(node);
}

std::size_t PartialRun::make_room(Part& part, int channels) const {
  std::size_t size = 0;
  part.begins.clear();
  for (const Rect& rect : part.rects) {
    part.begins.push_back(size);
    if (!rect.empty()) size += static_cast<std::size_t>(rect.height()) * rect.width() * channels;
  }
  if (part.values.size() < size) part.values.resize(size);
  return size;
}

View<float> PartialRun::values_of(int node, std::size_t run) {
  Part& part = part_of(node);
  const Rect& rect = part.rects[run];
  return {part.values.data() + part.begins[run],
          1,
          {whole_.of(node).shape().channels, rect.height(), rect.width()}};
}

void PartialRun::run_node(int index) {
  const Node& node = model_.graph->node(index);
  Part& part = part_of(index);
  const Layer::Window w = node.layer->window();
  part.rects.assign(count_, Rect{});
  for (std::size_t run = 0; run < count_; ++run)
    for (const int input : node.inputs)
      part.rects[run] = united(part.rects[run], seen_from(w, part_of(input).rects[run], node.shape));
  make_room(part, node.shape.channels);

  std::array<std::span<const float>, kMostNodeParameters> parameters;
  for (std::size_t i = 0; i < node.parameters.size(); ++i)
    parameters[i] = model_.parameter(node.parameters[i]);
  const std::size_t input_count = node.inputs.size();
  inputs_.resize(count_ * input_count);
  if (cut_outs_.size() < inputs_.size()) cut_outs_.resize(inputs_.size());
  contexts_.clear();
  for (std::size_t run = 0; run < count_; ++run) {
    if (part.rects[run].empty()) continue;
    const SeenInput under = seen_by(w, part.rects[run], node.input_shapes[0]);
    for (std::size_t i = 0; i < input_count; ++i) {
      const std::size_t place = run * input_count + i;
      inputs_[place] = cut_out(node.inputs[i], run, under.rect, cut_outs_[place]);
    }
    contexts_.push_back({.inputs = {inputs_.data() + run * input_count, input_count},
                         .parameters = {parameters.data(), node.parameters.size()},
                         .output = values_of(index, run),
                         .state = state_,
                         .node = index,
                         .cut_out = under.padding});
  }
  node.layer->forward_cut_outs(contexts_);
}

ConstView<float> PartialRun::cut_out(int node, std::size_t run, const Rect& rect, Tensor<float>& buffer) {
  const Rect& changed = part_of(node).rects[run];
  const ConstView<float> values = values_of(node, run), whole = whole_.of(node).view();
  if (changed == rect) return values;
  buffer.resize(1, {whole.shape.channels, rect.height(), rect.width()});
  copy_rect(rect, whole, 0, 0, buffer.view(), rect.top, rect.left);
  const Rect both = intersection(changed, rect);
  if (!both.empty()) copy_rect(both, values, changed.top, changed.left, buffer.view(), rect.top, rect.left);
  return {buffer.data(), 1, buffer.shape()};
}

void PartialRun::write(int node, std::size_t run, float* output) {
  const ConstView<float> whole = whole_.of(node).view();
  const Rect& rect = part_of(node).rects[run];
  if (rect != Rect{0, 0, whole.shape.height, whole.shape.width})
    std::copy_n(whole.data, whole.shape.size(), output);
  if (!rect.empty())
    copy_rect(rect, values_of(node, run), rect.top, rect.left, {output, 1, whole.shape}, 0, 0);
}

}  // namespace convlens
