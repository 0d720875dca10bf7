#include "core/study/evolution.h"

#include "core/base/error.h"
#include "core/training/evaluate.h"

namespace convlens {

std::optional<EvolutionMoment> evolution_moment(const Snapshot& snapshot, const Samples& images, ThreadPool& pool,
                                                const std::stop_token& stop) {
  StrongestSearch search(*snapshot.model, images, 1);
  const auto evaluation = evaluate(*snapshot.model, images, pool, stop);
  if (!evaluation || !search.run(pool, stop)) return std::nullopt;
  return EvolutionMoment{snapshot.step, evaluation->accuracy(), search.found()};
}

std::vector<PatchPictures> evolution_pictures(const Film& film, std::span<const EvolutionMoment> moments,
                                              const Samples& images, int node, std::span<const int> units,
                                              ThreadPool* pool, const std::stop_token& stop,
                                              const ProgressCallback& progress) {
  if (moments.size() != film.snapshots.size())
    throw Error(ErrorKind::bad_value, "evolution", std::to_string(moments.size()) + " moments",
                std::to_string(film.snapshots.size()) + ", one a snapshot");
  std::vector<PatchPictures> pictures;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    pictures.push_back(patch_pictures(*film.snapshots[i].model, images, moments[i].strongest, node, units, {}, pool, stop));
    if (!pictures.back().complete) return {};
    if (progress) progress(i + 1, moments.size());
  }
  return pictures;
}

}  // namespace convlens
