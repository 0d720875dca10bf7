#include "core/layers/select_channels.h"

#include <algorithm>

#include "core/layers/checks.h"

namespace convlens {
namespace {

constexpr std::size_t kMostChannels = std::size_t{1} << 16;

}  // namespace

SelectChannels::SelectChannels(const Attributes& attributes) {
  const auto found = attributes.find(kChannels);
  const auto* list =
      found == attributes.end() ? nullptr : std::get_if<std::vector<std::int64_t>>(&found->second);
  if (!list || list->empty() || list->size() > kMostChannels)
    throw Error(ErrorKind::bad_value, kChannels,
                list ? std::to_string(list->size()) + " channels" : std::string("no list"),
                "1 to " + std::to_string(kMostChannels) + " channels");
  if (*std::min_element(list->begin(), list->end()) < 0)
    throw Error(ErrorKind::bad_value, kChannels, "a channel below 0", "channels from 0 on");
  channels_ = *list;
}

Attributes SelectChannels::attributes() const { return {{"axis", std::int64_t{1}}, {kChannels, channels_}}; }

Shape SelectChannels::output_shape(std::span<const Shape> inputs) const {
  const Shape& in = only_input(inputs);
  const std::int64_t last = *std::max_element(channels_.begin(), channels_.end());
  if (last >= in.channels)
    throw Error(ErrorKind::shape_mismatch, {}, to_string(in) + " without a channel " + std::to_string(last),
                "channels that are there");
  return {static_cast<int>(channels_.size()), in.height, in.width};
}

template <typename T>
void SelectChannels::run_forward(const ForwardContext<T>& c) const {
  const auto& in = c.inputs[0];
  const auto channels = static_cast<std::size_t>(in.shape.channels);
  T* out = c.output.data;
  for (const T* pixel = in.data; pixel != in.data + in.size(); pixel += channels)
    for (const std::int64_t channel : channels_) *out++ = pixel[channel];
}

template <typename T>
void SelectChannels::run_backward(const BackwardContext<T>& c) const {
  const auto& dx = c.input_gradients[0];
  if (!dx.data) return;
  std::fill_n(dx.data, dx.size(), T{0});
  const auto channels = static_cast<std::size_t>(dx.shape.channels);
  const T* signal = c.output_gradient.data;
  for (T* pixel = dx.data; pixel != dx.data + dx.size(); pixel += channels)
    for (const std::int64_t channel : channels_) pixel[channel] += *signal++;
}

template void SelectChannels::run_forward(const ForwardContext<float>&) const;
template void SelectChannels::run_forward(const ForwardContext<double>&) const;
template void SelectChannels::run_backward(const BackwardContext<float>&) const;
template void SelectChannels::run_backward(const BackwardContext<double>&) const;

}  // namespace convlens
