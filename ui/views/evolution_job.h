#pragma once
#include "core/figures/figure.h"
#include "core/study/evolution.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// What the snapshots of one film make of the first training images, as far as the work has come.
struct EvolutionOfFilm {
  FilmPtr film;
  std::shared_ptr<const Samples> images;
  std::vector<EvolutionMoment> moments;  ///< of the first snapshots

  bool complete() const { return moments.size() == film->snapshots.size(); }
};
using EvolutionPtr = std::shared_ptr<const EvolutionOfFilm>;

/// A job whose results, partial ones too, are EvolutionOfFilm. `earlier`: what it knows of the same snapshots is used
/// again; may be null.
ViewJob evolution_job(const FilmPtr& film, const EvolutionPtr& earlier);

/// One snapshot: a layer's units, and the filters of the convolution at or before it.
struct EvolutionPictures {
  EvolutionPtr source;
  std::size_t snapshot = 0;
  int layer = 0;
  PatchPictures pictures;
  Filters filters;        ///< out: 0 where there is no convolution
  bool in_colour = false; ///< the filters look at three colours
  ValueRange filter_range;  ///< of the whole film
};
ViewJob snapshot_job(const EvolutionPtr& source, std::size_t snapshot, int layer, int units);

/// One unit through the film.
struct EvolutionStrip {
  EvolutionPtr source;
  int layer = 0, unit = 0;
  std::vector<PatchPictures> pictures;  ///< one a moment
};
ViewJob strip_job(const EvolutionPtr& source, int layer, int unit);

/// The figure of a layer (core/figures/evolution_figure.h), all units.
FigureFiles evolution_files(const EvolutionOfFilm& evolution, int layer);

}  // namespace convlens::ui
