#include "core/model/shared_node.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/model/rect.h"

namespace convlens {
namespace {

/// Work worth sharing takes 50 us or more: threads that are awake take 5 us to begin and to gather, threads
/// that have fallen asleep 50. Convolutions: about 100 multiply-adds a ns. (So a digit, of 4 million in all
/// its layers, is answered by one thread.) Dense layers: 4 bytes a multiply-add, which come from memory at
/// 20 bytes a ns. Layers that only move or compare: 8 bytes a value, at about the same speed.
constexpr std::int64_t kSharedProducts = std::int64_t{4} << 20;
constexpr std::int64_t kSharedWeights = std::int64_t{1} << 20;
constexpr std::size_t kSharedValues = std::size_t{1} << 18;

/// Every band reads all of a convolution's weights; over so many positions that costs a tenth of the
/// products.
constexpr int kBandPositions = 48, kFewestBands = 2;
/// And a thread that comes late or is taken away holds up no more than a band. Of the 224 rows of a
/// photograph's first layers 14, which with 64 channels is what a second-level cache of 1 MiB holds.
constexpr int kMostBands = 16;
/// Outputs of a dense layer: of each row of weights 4 KiB in one go, or the prefetchers do not get under way.
constexpr int kBlockOutputs = 1024, kFewestBlocks = 2;

/// Layers that look through a window, or at one position, and leave nothing for the way back.
bool works_in_bands(std::string_view kind) {
  constexpr std::array<std::string_view, 5> kinds{"conv2d", "relu", "leaky_relu", "add", "concat"};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

template <typename T>
T* row_of(const View<T>& map, int row) {
  return map.data + static_cast<std::ptrdiff_t>(row) * map.shape.width * map.shape.channels;
}

/// Rows [top, bottom) of the output.
template <typename T>
void run_band(const Node& node, const ForwardContext<T>& whole, int top, int bottom) {
  const Layer::Window window = node.layer->window();
  const View<T>& out = whole.output;
  const SeenInput seen = seen_by(window, {top, 0, bottom, out.shape.width}, node.input_shapes[0]);
  std::array<ConstView<T>, kMostInputs> inputs;
  for (std::size_t i = 0; i < whole.inputs.size(); ++i) {
    const Shape& shape = whole.inputs[i].shape;
    inputs[i] = {
        row_of(whole.inputs[i], seen.rect.top), 1, {shape.channels, seen.rect.height(), shape.width}};
  }
  LayerState<T> nothing;
  node.layer->forward(
      ForwardContext<T>{.inputs = {inputs.data(), whole.inputs.size()},
                        .parameters = whole.parameters,
                        .output = {row_of(out, top), 1, {out.shape.channels, bottom - top, out.shape.width}},
                        .state = nothing,
                        .node = whole.node,
                        .cut_out = PaddingBefore{seen.padding.top, window.padding[1]}});
}

/// Outputs [first, first + count) of a dense layer.
template <typename T>
void run_block(const Node& node, const ForwardContext<T>& whole, int first, int count) {
  LayerState<T> nothing;
  node.layer->forward(ForwardContext<T>{.inputs = whole.inputs,
                                        .parameters = whole.parameters,
                                        .output = {whole.output.data + first, 1, {count, 1, 1}},
                                        .state = nothing,
                                        .node = whole.node,
                                        .first_output = first});
}

/// Runs part(begin, end) for `parts` about equal parts of [0, size).
template <typename Part>
void run_parts(ThreadPool& pool, int size, int parts, Part&& part) {
  const auto edge = [&](int i) { return static_cast<int>(std::int64_t{size} * i / parts); };
  pool.run(parts, [&](int i) { part(edge(i), edge(i + 1)); });
}

}  // namespace

template <typename T>
bool forward_shared(const Node& node, const ForwardContext<T>& whole, ThreadPool& pool) {
  if (pool.threads() == 1 || whole.output.batch != 1 || whole.mode != Mode::inference) return false;
  const std::string_view kind = node.layer->kind();
  const std::int64_t products = node.layer->multiply_adds(node.input_shapes);
  if (kind == "dense") {
    const int outputs = node.shape.channels;
    if (products < kSharedWeights || outputs <= kBlockOutputs / 2) return false;
    run_parts(pool, outputs, std::max(kFewestBlocks, outputs / kBlockOutputs),
              [&](int begin, int end) { run_block(node, whole, begin, end - begin); });
    return true;
  }
  const bool pays = products > 0 ? products >= kSharedProducts : node.shape.size() >= kSharedValues;
  const int rows = node.shape.height;
  if (!pays || rows < kFewestBands || !works_in_bands(kind)) return false;
  const int bands =
      std::clamp(rows * node.shape.width / kBandPositions, kFewestBands, std::min(kMostBands, rows));
  run_parts(pool, rows, bands, [&](int begin, int end) { run_band(node, whole, begin, end); });
  return true;
}

template bool forward_shared(const Node&, const ForwardContext<float>&, ThreadPool&);
template bool forward_shared(const Node&, const ForwardContext<double>&, ThreadPool&);

}  // namespace convlens
