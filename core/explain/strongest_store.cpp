#include "core/explain/strongest_store.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/data/dataset_places.h"
#include "core/formats/safetensors.h"

namespace convlens {
namespace {

namespace fs = std::filesystem;

// Raised when a result of the same network and data would be another one.
constexpr std::string_view kVersion = "convlens strongest 1";
constexpr const char* kEnding = ".safetensors";
constexpr std::size_t kMostKept = 32;
constexpr std::int64_t kNumbers = 4;  // of a patch: image, y, x, activation
// Indices are kept as float32, which holds whole numbers up to here.
constexpr std::size_t kMostImages = std::size_t{1} << 24;

std::string entry_name(std::size_t node) { return "layer " + std::to_string(node); }

/// One layer's patches; empty where the entry does not fit the layer.
std::vector<StrongPatch> patches_of(const SafeTensors::Entry& entry, const Shape& layer, std::size_t images,
                                    std::int64_t kept, int count) {
  const std::vector<std::int64_t> wanted{layer.channels, kept, kNumbers};
  if (entry.shape != wanted) return {};
  std::vector<StrongPatch> patches;
  for (std::int64_t unit = 0; unit < layer.channels; ++unit)
    for (int rank = 0; rank < count; ++rank) {
      const float* numbers = entry.values.data() + (unit * kept + rank) * kNumbers;
      const auto below = [](float number, std::size_t limit) {
        return number >= 0 && number < static_cast<float>(limit);
      };
      if (!below(numbers[0], images) || !below(numbers[1], static_cast<std::size_t>(layer.height)) ||
          !below(numbers[2], static_cast<std::size_t>(layer.width)))
        return {};
      patches.push_back({static_cast<int>(numbers[0]),
                         {static_cast<int>(numbers[1]), static_cast<int>(numbers[2])},
                         numbers[3]});
    }
  return patches;
}

std::optional<StrongestPatches> from_file(const SafeTensors& file, const Graph& graph, int count) {
  const std::size_t images = std::stoul(file.metadata.at("images"));
  const int kept = std::stoi(file.metadata.at("count"));
  StrongestPatches result;
  result.images = result.total = images;
  result.count = std::min(count, static_cast<int>(std::min(images, kMostImages)));
  if (kept < result.count) return std::nullopt;
  for (int node = 0; node < graph.size(); ++node) {
    const auto entry = file.tensors.find(entry_name(static_cast<std::size_t>(node)));
    if (entry == file.tensors.end()) return std::nullopt;
    result.layers.push_back(patches_of(entry->second, graph.node(node).shape, images, kept, result.count));
    if (result.layers.back().empty()) return std::nullopt;
  }
  return result;
}

/// A full disk is nobody's wish.
void forget_oldest(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> kept;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == kEnding) kept.emplace_back(entry.last_write_time(error), entry.path());
  std::sort(kept.begin(), kept.end());
  for (std::size_t i = 0; i + kMostKept < kept.size(); ++i) fs::remove(kept[i].second, error);
}

}  // namespace

std::string strongest_key(const Model& model, const Samples& samples) {
  Digest hash(Digest::Kind::sha256);
  hash.add(kVersion);
  hash.add(graph_to_json(*model.graph));
  for (const Node& node : model.graph->nodes())  // the gaps between parameters hold anything
    for (const ParameterSlot& slot : node.parameters) {
      const std::span<const float> values = model.parameter(slot);
      hash.add(values.data(), values.size_bytes());
    }
  std::vector<float> pixels(samples.shape().size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples.read(i, 0, pixels);
    hash.add(pixels.data(), pixels.size() * sizeof(float));
  }
  return hash.text();
}

fs::path strongest_folder() {
  const char* named = std::getenv("XDG_CACHE_HOME");
  const fs::path cache = named != nullptr && fs::path(named).is_absolute() ? fs::path(named) : expand_home("~/.cache");
  return cache.is_absolute() ? cache / "convlens" / "strongest" : fs::path();
}

std::optional<StrongestPatches> load_strongest(const fs::path& folder, const std::string& key, const Graph& graph,
                                               int count) {
  const fs::path file = folder / (key + kEnding);
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;
  try {
    return from_file(load_safetensors(file), graph, count);
  } catch (const std::exception&) {  // a broken index is worth as much as none: the search is made again
    return std::nullopt;
  }
}

bool store_strongest(const fs::path& folder, const std::string& key, const StrongestPatches& strongest) {
  if (strongest.total > kMostImages) return false;
  SafeTensors file;
  file.metadata = {{"images", std::to_string(strongest.total)}, {"count", std::to_string(strongest.count)}};
  for (std::size_t node = 0; node < strongest.layers.size(); ++node) {
    SafeTensors::Entry& entry = file.tensors[entry_name(node)];
    const std::vector<StrongPatch>& patches = strongest.layers[node];
    entry.shape = {static_cast<std::int64_t>(patches.size()) / std::max(strongest.count, 1), strongest.count, kNumbers};
    for (const StrongPatch& patch : patches)
      for (const float number : {static_cast<float>(patch.image), static_cast<float>(patch.position.y),
                                 static_cast<float>(patch.position.x), patch.activation})
        entry.values.push_back(number);
  }
  std::error_code error;
  fs::create_directories(folder, error);
  try {
    save_safetensors(folder / (key + kEnding), file);
  } catch (const Error&) {  // the result stands all the same; only the next time is not instant
    return false;
  }
  forget_oldest(folder);
  return true;
}

std::optional<StrongestPatches> find_strongest(const Model& model, const Samples& samples, int count,
                                               const fs::path& folder, ThreadPool& pool, const std::stop_token& stop,
                                               const ProgressCallback& progress, const StrongestCallback& partial) {
  // Never fewer than nine, so that another wish finds them there.
  StrongestSearch search(model, samples, std::max(count, kStrongestCount));
  const std::string key = folder.empty() ? std::string() : strongest_key(model, samples);
  if (!folder.empty())
    if (auto kept = load_strongest(folder, key, *model.graph, count)) return kept;
  const bool whole = search.run(pool, stop, [&](std::size_t done, std::size_t total) {
    if (progress) progress(done, total);
    if (partial) partial(search);
  });
  if (!whole) return std::nullopt;
  StrongestPatches found = search.found();
  if (!folder.empty()) store_strongest(folder, key, found);
  if (found.count <= count) return found;
  StrongestPatches wanted = found;
  wanted.count = count;
  for (std::size_t node = 0; node < found.layers.size(); ++node) {
    std::vector<StrongPatch>& patches = wanted.layers[node];
    patches.clear();
    for (int unit = 0; unit < model.graph->node(static_cast<int>(node)).shape.channels; ++unit) {
      const auto best = found.of(static_cast<int>(node), unit).first(static_cast<std::size_t>(count));
      patches.insert(patches.end(), best.begin(), best.end());
    }
  }
  return wanted;
}

}  // namespace convlens
