#pragma once
#include <optional>
#include <span>
#include <stop_token>

#include "core/explain/strongest_pictures.h"
#include "core/study/film.h"

namespace convlens {

/// Feature evolution (Zeiler & Fergus 2014, figure 4): at chosen moments of a training, what excites each map most and
/// what in it the map answers to (deconvnet). Looked for among the same few of the training images at every moment.
inline constexpr std::size_t kEvolutionImages = 500;  // ours

/// What one snapshot makes of the images.
struct EvolutionMoment {
  std::int64_t step = 0;
  double accuracy = 0;         ///< on these very images
  StrongestPatches strongest;  ///< one image of each map of each layer
};
/// The same with any number of threads. nullopt: stopped. Throws Error(shape_mismatch, no_data).
std::optional<EvolutionMoment> evolution_moment(const Snapshot& snapshot, const Samples& images, ThreadPool& pool,
                                                const std::stop_token& stop = {});

/// Each snapshot's pictures of some units of a layer (explain/strongest_pictures.h, one patch a unit). Moments: one a
/// snapshot. Empty: stopped. progress counts snapshots.
std::vector<PatchPictures> evolution_pictures(const Film& film, std::span<const EvolutionMoment> moments,
                                              const Samples& images, int node, std::span<const int> units,
                                              ThreadPool* pool = nullptr, const std::stop_token& stop = {},
                                              const ProgressCallback& progress = {});

}  // namespace convlens
