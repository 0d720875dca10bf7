#include "core/explain/strongest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/explain/rounds.h"

namespace convlens {
namespace {

// Multiply-adds of one thread's piece: a few milliseconds between two looks at whether to stop.
constexpr std::int64_t kPieceWork = 128'000'000;
constexpr int kLargestPiece = 32;

/// Comes after every real one.
constexpr StrongPatch kNone{
    .image = std::numeric_limits<int>::max(), .position = {}, .activation = -std::numeric_limits<float>::infinity()};

float rank_of(float activation) {
  return std::isnan(activation) ? -std::numeric_limits<float>::infinity() : activation;
}

int piece_size(const Graph& graph) {
  std::int64_t work = 1;
  for (const Node& node : graph.nodes()) work += node.layer->multiply_adds(node.input_shapes);
  return static_cast<int>(std::clamp<std::int64_t>(kPieceWork / work, 1, kLargestPiece));
}

/// Each channel's largest value of one sample (NHWC) and the first place of it in row order.
void find_largest(const float* values, const Shape& shape, float* best, int* where) {
  const int channels = shape.channels, area = shape.height * shape.width;
  std::copy(values, values + channels, best);
  std::fill(where, where + channels, 0);
  for (int at = 1; at < area; ++at) {
    const float* now = values + static_cast<std::size_t>(at) * static_cast<std::size_t>(channels);
    for (int c = 0; c < channels; ++c) {
      const bool larger = now[c] > best[c];
      best[c] = larger ? now[c] : best[c];
      where[c] = larger ? at : where[c];
    }
  }
}

/// ranks: sorted; the last one falls out.
void insert(std::span<StrongPatch> ranks, const StrongPatch& patch) {
  if (!is_stronger(patch, ranks.back())) return;
  const auto place = std::upper_bound(ranks.begin(), ranks.end(), patch, is_stronger);
  std::move_backward(place, ranks.end() - 1, ranks.end());
  *place = patch;
}

}  // namespace

bool is_stronger(const StrongPatch& a, const StrongPatch& b) {
  const float left = rank_of(a.activation), right = rank_of(b.activation);
  return left != right ? left > right : a.image < b.image;
}

std::span<const StrongPatch> StrongestPatches::of(int node, int unit) const {
  const auto each = static_cast<std::size_t>(count);
  return std::span(layers[static_cast<std::size_t>(node)]).subspan(static_cast<std::size_t>(unit) * each, each);
}

StrongestSearch::StrongestSearch(const Model& model, const Samples& samples, int count)
    : model_(model), samples_(samples), count_(static_cast<std::size_t>(std::max(count, 1))) {
  if (samples.shape() != model.graph->input_shape())
    throw Error(ErrorKind::shape_mismatch, "the model's input", to_string(samples.shape()),
                to_string(model.graph->input_shape()));
  if (count < 1) throw Error(ErrorKind::bad_value, "count", std::to_string(count), "1 or more");
  if (samples.size() == 0) throw Error(ErrorKind::no_data, "data set", "no images", "at least one image");
  count_ = std::min(count_, samples.size());
}

void StrongestSearch::search(Slot& slot, int first, int length) const {
  const Graph& graph = *model_.graph;
  slot.input.resize(length, samples_.shape());
  for (int n = 0; n < length; ++n)
    samples_.read(static_cast<std::size_t>(first + n), 0, slot.input.samples(n, 1).values());
  forward(model_, std::as_const(slot.input).view(), slot.activations);
  for (int node = 0; node < graph.size(); ++node) {
    const Tensor<float>& values = slot.activations.of(node);
    const Shape& shape = values.shape();
    slot.best.resize(static_cast<std::size_t>(shape.channels));
    slot.where.resize(static_cast<std::size_t>(shape.channels));
    std::vector<StrongPatch>& ranks = slot.ranks[static_cast<std::size_t>(node)];
    for (int n = 0; n < length; ++n) {
      find_largest(values.view().sample(n), shape, slot.best.data(), slot.where.data());
      for (std::size_t unit = 0; unit < slot.best.size(); ++unit) {
        const int at = slot.where[unit];
        insert(std::span(ranks).subspan(unit * count_, count_),
               {first + n, {at / shape.width, at % shape.width}, slot.best[unit]});
      }
    }
  }
}

bool StrongestSearch::run(ThreadPool& pool, const std::stop_token& stop, const ProgressCallback& progress) {
  const Graph& graph = *model_.graph;
  slots_.resize(static_cast<std::size_t>(slots(&pool)));
  for (Slot& slot : slots_) {
    slot.ranks.clear();
    for (const Node& node : graph.nodes())
      slot.ranks.emplace_back(static_cast<std::size_t>(node.shape.channels) * count_, kNone);
  }
  done_ = 0;
  const int total = static_cast<int>(samples_.size());
  const auto told = [&](std::size_t done, std::size_t of) {
    done_ = done;
    if (progress) progress(done, of);
  };
  const int done = run_in_rounds(total, piece_size(graph), &pool, stop, told, [&](int slot, int first, int length) {
    search(slots_[static_cast<std::size_t>(slot)], first, length);
  });
  return done == total;
}

StrongestPatches StrongestSearch::found() const {
  StrongestPatches result;
  result.count = static_cast<int>(std::min(count_, done_));
  result.images = done_;
  result.total = samples_.size();
  result.layers.resize(static_cast<std::size_t>(model_.graph->size()));
  std::vector<StrongPatch> best(count_);
  for (std::size_t node = 0; node < result.layers.size(); ++node) {
    const auto units = static_cast<std::size_t>(model_.graph->nodes()[node].shape.channels);
    for (std::size_t unit = 0; unit < units; ++unit) {
      std::fill(best.begin(), best.end(), kNone);
      for (const Slot& slot : slots_)
        for (const StrongPatch& patch : std::span(slot.ranks[node]).subspan(unit * count_, count_))
          insert(best, patch);
      result.layers[node].insert(result.layers[node].end(), best.begin(), best.begin() + result.count);
    }
  }
  return result;
}

}  // namespace convlens
