#include "ui/views/evolution_job.h"

#include <algorithm>

#include "core/data/dataset.h"
#include "core/data/in_memory.h"
#include "core/data/mixed.h"
#include "core/figures/evolution_figure.h"
#include "core/model/units.h"
#include "ui/views/filter_values.h"

namespace convlens::ui {
namespace {

std::shared_ptr<const Samples> open_images(const Film& film) {
  const Model& model = *film.snapshots.front().model;
  return first_of(open_dataset(DatasetName::parse(film.data), Split::training,
                               {.shape = model.graph->input_shape(), .class_names = model.class_names, .seed = film.seed}),
                  kEvolutionImages);
}

/// The same training, perhaps further on: its graph is shared by all its snapshots.
bool same_training(const Film& a, const Film& b) {
  return a.data == b.data && a.seed == b.seed &&
         &a.graph() == &b.graph();
}

const EvolutionMoment* known_moment(const EvolutionOfFilm* earlier, const Snapshot& snapshot) {
  if (earlier == nullptr) return nullptr;
  for (std::size_t i = 0; i < earlier->moments.size(); ++i)
    if (earlier->film->snapshots[i].model == snapshot.model) return &earlier->moments[i];
  return nullptr;
}

JobResult evolve(JobReport& report, const FilmPtr& film, const EvolutionPtr& earlier) {
  EvolutionOfFilm growing{.film = film, .images = nullptr, .moments = {}};
  const EvolutionOfFilm* known = earlier && same_training(*earlier->film, *film) ? earlier.get() : nullptr;
  growing.images = known ? known->images : in_memory(open_images(*film), report.pool(), report.stop());
  if (!growing.images) return {};
  const std::size_t total = film->snapshots.size();
  for (const Snapshot& snapshot : film->snapshots) {
    if (const EvolutionMoment* before = known_moment(known, snapshot)) {
      growing.moments.push_back(*before);
      continue;
    }
    auto moment = evolution_moment(snapshot, *growing.images, report.pool(), report.stop());
    if (!moment) return {};
    growing.moments.push_back(std::move(*moment));
    report.progress(growing.moments.size(), total);
    if (!growing.complete()) report.partial(std::make_shared<const EvolutionOfFilm>(growing));
  }
  return std::make_shared<const EvolutionOfFilm>(std::move(growing));
}

void add_filters(EvolutionPictures& result) {
  const std::vector<Snapshot>& snapshots = result.source->film->snapshots;
  const Graph& graph = result.source->film->graph();
  const auto convolution = convolution_at_or_before(graph, result.layer);
  if (!convolution) return;
  float end = 0;
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    Filters filters = filters_of(*snapshots[i].model, *convolution);
    end = std::max(end, range_of(filters.values, ColourMap::diverging).high);
    if (i == result.snapshot) result.filters = std::move(filters);
  }
  result.in_colour = looks_at_colours(graph, *convolution);
  result.filter_range = {-end, end};
}

}  // namespace

ViewJob evolution_job(const FilmPtr& film, const EvolutionPtr& earlier) {
  return {ViewJob::Lane::lengthy, [film, earlier](JobReport& report) { return evolve(report, film, earlier); }};
}

ViewJob snapshot_job(const EvolutionPtr& source, std::size_t snapshot, int layer, int units) {
  return {ViewJob::Lane::live, [=](JobReport& report) -> JobResult {
            auto result = std::make_shared<EvolutionPictures>();
            result->source = source;
            result->snapshot = snapshot;
            result->layer = layer;
            result->pictures = patch_pictures(*source->film->snapshots[snapshot].model, *source->images,
                                              source->moments[snapshot].strongest, layer, first_units(units), {},
                                              &report.pool(), report.stop());
            if (!result->pictures.complete) return {};
            add_filters(*result);
            return result;
          }};
}

ViewJob strip_job(const EvolutionPtr& source, int layer, int unit) {
  return {ViewJob::Lane::live, [=](JobReport& report) -> JobResult {
            auto result = std::make_shared<EvolutionStrip>();
            result->source = source;
            result->layer = layer;
            result->unit = unit;
            Film begun = *source->film;
            begun.snapshots.resize(source->moments.size());
            const int units[] = {unit};
            result->pictures = evolution_pictures(begun, source->moments, *source->images, layer, units, &report.pool(),
                                                  report.stop());
            if (result->pictures.empty()) return {};
            return result;
          }};
}

FigureFiles evolution_files(const EvolutionOfFilm& evolution, int layer) {
  const std::vector<int> units = first_units(evolution.film->graph().node(layer).shape.channels);
  const auto pictures = evolution_pictures(*evolution.film, evolution.moments, *evolution.images, layer, units);
  return evolution_figure(*evolution.film, evolution.moments, pictures, *evolution.images, layer, Tables::csv);
}

}  // namespace convlens::ui
