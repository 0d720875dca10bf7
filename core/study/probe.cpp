#include "core/study/probe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <mutex>
#include <numeric>
#include <utility>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/study/layer_values.h"
#include "core/study/linear_probe.h"
#include "core/study/sample_classifiers.h"
#include "core/training/schedule.h"

namespace convlens {
namespace {

constexpr int kBatch = 64, kPieces = 4, kPiece = kBatch / kPieces;  // of one step; pieces whatever the threads
constexpr double kRate = 2e-3;                                      // Adam's, then down along a cosine

ProbeRows rows_of(const SampleRun& piece, int node) {
  if (piece.labels.empty()) return {};
  return {static_cast<int>(piece.labels.size()), piece.activations.of(node).data(), piece.labels.data()};
}

void check(const Model& model, const Samples& samples, std::size_t classes) {
  require_pictures(model, samples);
  if (samples.class_names().size() != classes)
    throw Error(ErrorKind::shape_mismatch, "the test split", std::to_string(samples.class_names().size()) + " classes",
                std::to_string(classes));
}

class Probing {
 public:
  Probing(const Model& model, const Samples& training, const Samples& test, const ProbeOptions& options, ThreadPool& pool,
          const std::stop_token& stop, const ProgressCallback& progress)
      : model_(model), training_(training), test_(test), options_(options), pool_(pool), stop_(stop), progress_(progress) {
    check(model, training, training.class_names().size());
    check(model, test, training.class_names().size());
    const std::vector<int> nodes = options.layer ? std::vector<int>{*options.layer} : probed_layers(*model.graph);
    for (const int node : nodes) result_.layers.push_back({.node = node, .features = model.graph->shape_of(node).size()});
    result_.subset = std::min(options.subset, training.size());
    result_.subset_test = std::min(options.subset, test.size());
    result_.images = options.layer ? result_.subset : std::min(options.images, training.size());
    result_.test_images = options.layer ? result_.subset_test : test.size();
    total_ = result_.images * static_cast<std::size_t>(options.epochs) + result_.test_images +
             result_.subset * result_.layers.size();
  }

  ProbeResult run() {
    result_.complete = learn() && answer() && classify_subset();
    return std::move(result_);
  }

 private:
  void add_progress(std::size_t images) {
    const std::lock_guard lock(mutex_);
    done_ += images;
    if (progress_) progress_(done_, total_);
  }

  void set_scales(std::span<const SampleRun> pieces) {
    for (std::size_t i = 0; i < probes_.size(); ++i) {
      double sum = 0, count = 0;
      for (const SampleRun& piece : pieces) {
        if (piece.labels.empty()) continue;
        const std::size_t size = piece.labels.size() * result_.layers[i].features;
        const float* values = piece.activations.of(result_.layers[i].node).data();
        for (std::size_t k = 0; k < size; ++k) sum += static_cast<double>(values[k]) * static_cast<double>(values[k]);
        count += static_cast<double>(size);
      }
      if (sum > 0) probes_[i].set_scale(static_cast<float>(1 / std::sqrt(sum / count)));
    }
  }

  bool learn() {
    const int classes = static_cast<int>(training_.class_names().size());
    for (const LayerProbe& layer : result_.layers) probes_.emplace_back(layer.features, classes);
    std::vector<int> largest_first(probes_.size());
    std::iota(largest_first.begin(), largest_first.end(), 0);
    std::ranges::stable_sort(largest_first, std::greater{}, [&](int i) { return result_.layers[static_cast<std::size_t>(i)].features; });

    std::vector<std::uint32_t> order(result_.images);
    std::iota(order.begin(), order.end(), 0u);
    const std::size_t steps = (order.size() + kBatch - 1) / kBatch;
    const auto all_steps = static_cast<std::int64_t>(steps) * options_.epochs;
    std::array<SampleRun, kPieces> pieces;
    std::int64_t step = 0;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      Random random(options_.seed, RandomPurpose::shuffle, static_cast<std::uint64_t>(epoch));
      shuffle(order, random);
      for (std::size_t first = 0; first < order.size(); first += kBatch, ++step) {
        if (stop_.stop_requested()) return false;
        const std::size_t count = std::min<std::size_t>(kBatch, order.size() - first);
        pool_.run(kPieces, [&](int p) {
          const std::size_t from = std::min(count, static_cast<std::size_t>(p) * kPiece);
          const std::size_t here = std::min<std::size_t>(kPiece, count - from);
          pieces[static_cast<std::size_t>(p)].run(model_, training_, std::span(order).subspan(first + from, here));
        });
        if (step == 0) set_scales(pieces);
        const auto rate = static_cast<float>(kRate * schedule_factor(Schedule::cosine, step, all_steps));
        pool_.run(static_cast<int>(probes_.size()), [&](int i) {
          const auto probe = static_cast<std::size_t>(largest_first[static_cast<std::size_t>(i)]);
          std::array<ProbeRows, kPieces> batch;
          for (std::size_t p = 0; p < kPieces; ++p) batch[p] = rows_of(pieces[p], result_.layers[probe].node);
          probes_[probe].learn(batch, rate);
        });
        add_progress(count);
      }
    }
    return true;
  }

  bool answer() {
    const int chunks = static_cast<int>((result_.test_images + kBatch - 1) / kBatch);
    std::vector<std::vector<int>> right(static_cast<std::size_t>(chunks));
    std::vector<int> network_right(static_cast<std::size_t>(chunks));
    pool_.run(chunks, [&](int chunk) {
      if (stop_.stop_requested()) return;
      const std::size_t first = static_cast<std::size_t>(chunk) * kBatch;
      std::vector<std::uint32_t> indices(std::min<std::size_t>(kBatch, result_.test_images - first));
      std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first));
      SampleRun piece;
      piece.run(model_, test_, indices);
      for (std::size_t i = 0; i < probes_.size(); ++i)
        right[static_cast<std::size_t>(chunk)].push_back(probes_[i].count_right(rows_of(piece, result_.layers[i].node)));
      for (std::size_t n = 0; n < indices.size(); ++n)
        network_right[static_cast<std::size_t>(chunk)] += piece.predicted(*model_.graph, n) == piece.labels[n] ? 1 : 0;
      add_progress(indices.size());
    });
    if (stop_.stop_requested()) return false;
    const int output = model_.graph->output();
    if (model_.graph->shape_of(output).size() == training_.class_names().size())
      result_.network = static_cast<double>(std::accumulate(network_right.begin(), network_right.end(), 0)) /
                        static_cast<double>(result_.test_images);
    for (std::size_t i = 0; i < probes_.size(); ++i) {
      int sum = 0;
      for (const std::vector<int>& chunk : right) sum += chunk[i];
      result_.layers[i].linear = static_cast<double>(sum) / static_cast<double>(result_.test_images);
    }
    probes_.clear();
    return true;
  }

  /// The values of one layer for the first images of a split, one row each.
  LayerValues first_rows(const Samples& samples, std::size_t count, int node) const {
    std::vector<std::uint32_t> indices(count);
    std::iota(indices.begin(), indices.end(), 0u);
    ThreadPool alone(1);  // the caller is a task itself
    return *layer_values(model_, samples, indices, node, alone);
  }

  bool classify_subset() {
    pool_.run(static_cast<int>(result_.layers.size()), [&](int i) {
      if (stop_.stop_requested()) return;
      LayerProbe& layer = result_.layers[static_cast<std::size_t>(i)];
      LayerValues learned = first_rows(training_, result_.subset, layer.node);
      LayerValues asked = first_rows(test_, result_.subset_test, layer.node);
      learned.rows.insert(learned.rows.end(), asked.rows.begin(), asked.rows.end());
      InnerProducts products = inner_products(std::move(learned.rows), static_cast<int>(result_.subset),
                                              static_cast<int>(result_.subset_test));
      products.training_labels = std::move(learned.labels);
      products.test_labels = std::move(asked.labels);
      layer.neighbours = nearest_neighbours_accuracy(products, options_.neighbours);
      layer.support_vectors = support_vector_accuracy(products);
      add_progress(result_.subset);
    });
    return !stop_.stop_requested();
  }

  const Model& model_;
  const Samples &training_, &test_;
  const ProbeOptions& options_;
  ThreadPool& pool_;
  const std::stop_token& stop_;
  const ProgressCallback& progress_;
  std::mutex mutex_;
  std::size_t done_ = 0, total_ = 0;
  std::vector<LinearProbe> probes_;
  ProbeResult result_;
};

}  // namespace

std::vector<int> probed_layers(const Graph& graph) {
  std::vector<int> nodes{kGraphInput};
  for (int i = 0; i < graph.size(); ++i) {
    const std::string_view kind = graph.node(i).layer->kind();
    if (kind != "flatten" && kind != "dropout") nodes.push_back(i);
  }
  return nodes;
}

ProbeResult probe_layers(const Model& model, const Samples& training, const Samples& test, const ProbeOptions& options,
                         ThreadPool& pool, const std::stop_token& stop, const ProgressCallback& progress) {
  return Probing(model, training, test, options, pool, stop, progress).run();
}

}  // namespace convlens
