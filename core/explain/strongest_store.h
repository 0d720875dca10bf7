#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/explain/strongest.h"

namespace convlens {

/// What a search's result belongs to: a SHA-256 of the network's structure, its weights and all the pictures.
/// Another weight, another picture: another key, so that what is kept is never stale.
std::string strongest_key(const Model& model, const Samples& samples);

/// $XDG_CACHE_HOME/convlens/strongest or ~/.cache/convlens/strongest; empty without a home: nothing is kept.
std::filesystem::path strongest_folder();

/// What is kept under the key, cut to `count`; none where there is nothing, less, or nothing usable.
std::optional<StrongestPatches> load_strongest(const std::filesystem::path& folder, const std::string& key,
                                               const Graph& graph, int count);
/// Keeps it, and of all that is kept only the newest. false: it cannot be written.
bool store_strongest(const std::filesystem::path& folder, const std::string& key, const StrongestPatches& strongest);

/// Called between two rounds with what has been found so far.
using StrongestCallback = std::function<void(const StrongestSearch& search)>;
/// From the folder (empty: no folder), else by a search whose result is then kept there. none: stopped.
std::optional<StrongestPatches> find_strongest(const Model& model, const Samples& samples, int count,
                                               const std::filesystem::path& folder, ThreadPool& pool,
                                               const std::stop_token& stop = {}, const ProgressCallback& progress = {},
                                               const StrongestCallback& partial = {});

}  // namespace convlens
