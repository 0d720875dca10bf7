#include "core/explain/strongest_pictures.h"

#include <algorithm>
#include <utility>

#include "core/explain/rounds.h"

namespace convlens {
namespace {

struct Range {
  int first, last;
};

/// Along one axis.
Range seen(int position, int stride, int start, int size, int whole) {
  if (size >= whole) return {0, whole};
  const int first = position * stride + start;
  return {first, first + size};
}

/// One picture (NHWC) cut to the rectangle, (c, h, w); 0 outside of the picture.
void cut(const float* picture, const Shape& shape, const Rect& rect, float* out) {
  for (int c = 0; c < shape.channels; ++c)
    for (int y = rect.top; y < rect.bottom; ++y)
      for (int x = rect.left; x < rect.right; ++x) {
        const bool inside = y >= 0 && y < shape.height && x >= 0 && x < shape.width;
        *out++ = inside ? picture[(static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.width) +
                                   static_cast<std::size_t>(x)) *
                                      static_cast<std::size_t>(shape.channels) +
                                  static_cast<std::size_t>(c)]
                        : 0.0f;
      }
}

}  // namespace

Rect patch_field(const Graph& graph, int node, const Position& position) {
  const ReceptiveField field = receptive_field(graph, node);
  const Shape& input = graph.input_shape();
  const Range y = seen(position.y, field.stride_y, field.start_y, field.height, input.height);
  const Range x = seen(position.x, field.stride_x, field.start_x, field.width, input.width);
  return {y.first, x.first, y.last, x.last};
}

PatchPictures patch_pictures(const Model& model, const Samples& samples, const StrongestPatches& strongest, int node,
                             std::span<const int> units, const PictureOptions& options, ThreadPool* pool,
                             const std::stop_token& stop, const ProgressCallback& progress) {
  const Graph& graph = *model.graph;
  const Rect field = patch_field(graph, node, {});
  PatchPictures result;
  result.units.assign(units.begin(), units.end());
  result.patches = options.patches > 0 ? std::min(options.patches, strongest.count) : strongest.count;
  result.shape = {graph.input_shape().channels, field.height(), field.width()};
  const std::size_t size = result.shape.size(), each = static_cast<std::size_t>(result.patches) * size;
  result.crops.assign(units.size() * each, 0.0f);
  if (options.projections) result.projections.assign(units.size() * each, 0.0f);

  struct Slot {
    Tensor<float> input;
    Activations activations;
  };
  std::vector<Slot> buffers(static_cast<std::size_t>(slots(pool)));
  const int count = static_cast<int>(units.size());
  const int done = run_in_rounds(count, 1, pool, stop, progress, [&](int slot, int index, int) {
    Slot& mine = buffers[static_cast<std::size_t>(slot)];
    mine.input.resize(1, graph.input_shape());
    const int unit = units[static_cast<std::size_t>(index)];
    std::size_t out = static_cast<std::size_t>(index) * each;
    for (const StrongPatch& patch : strongest.of(node, unit).first(static_cast<std::size_t>(result.patches))) {
      const Rect rect = patch_field(graph, node, patch.position);
      samples.read(static_cast<std::size_t>(patch.image), 0, mine.input.values());
      cut(mine.input.data(), mine.input.shape(), rect, result.crops.data() + out);
      if (options.projections) {
        forward(model, std::as_const(mine.input).view(), mine.activations, {.last_node = node});
        const Projection projection =
            project(model, mine.activations, node, unit, {.rule = options.rule, .position = patch.position});
        cut(projection.pixels.data(), projection.pixels.shape(), rect, result.projections.data() + out);
      }
      out += size;
    }
  });
  result.complete = done == count;
  return result;
}

}  // namespace convlens
