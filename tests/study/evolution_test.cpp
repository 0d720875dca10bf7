#include "core/study/evolution.h"

#include <algorithm>
#include <numeric>

#include "core/data/generated.h"
#include "core/data/mixed.h"
#include "core/model/presets.h"
#include "core/training/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;

namespace {

std::shared_ptr<const Model> weights(std::uint64_t seed) {
  return std::make_shared<const Model>(initialised_model(find_preset("lenet5")->build(), seed));
}

std::vector<std::int64_t> steps_of(const std::vector<Snapshot>& snapshots) {
  std::vector<std::int64_t> steps;
  for (const Snapshot& one : snapshots) steps.push_back(one.step);
  return steps;
}

/// As a training does it: asked before each copy.
FilmRecorder recorded(std::int64_t first, std::int64_t last, FilmLimits limits) {
  const auto model = weights(1);
  FilmRecorder recorder(limits);
  for (std::int64_t step = first; step <= last; ++step) {
    if (recorder.wants(step)) recorder.add({step, model});
    CHECK(recorder.snapshots().size() <= limits.snapshots);
  }
  recorder.finish({last, model});
  return recorder;
}

}  // namespace

TEST_CASE("a film keeps evenly spaced steps, the first and the last, however long the training is") {
  for (const std::int64_t total : {1, 5, 7, 8, 9, 100, 937, 1876}) {
    INFO(total);
    const FilmRecorder recorder = recorded(0, total, {.snapshots = 8, .bytes = std::size_t{1} << 30});
    const std::int64_t interval = film_interval(total, 8);
    std::vector<std::int64_t> expected;
    for (std::int64_t step = 0; step <= total; step += interval) expected.push_back(step);
    if (expected.back() != total) expected.push_back(total);
    CHECK(steps_of(recorder.snapshots()) == expected);
    CHECK(expected.size() <= 9);
  }
}

TEST_CASE("a film of a training that was resumed keeps the step it was resumed at") {
  const FilmRecorder recorder = recorded(37, 300, {.snapshots = 8, .bytes = std::size_t{1} << 30});
  const auto steps = steps_of(recorder.snapshots());
  CHECK(steps.front() == 37);
  CHECK(steps.back() == 300);
  CHECK(std::ranges::is_sorted(steps));
}

TEST_CASE("a film stays within its bytes - of weights that are too large it keeps none and says so") {
  const std::size_t each = weights(1)->parameters.size() * sizeof(float);
  const FilmRecorder three = recorded(0, 100, {.snapshots = 24, .bytes = 3 * each + 1});
  CHECK(three.snapshots().size() <= 4);  // three, and the last step
  CHECK(three.snapshots().size() >= 2);
  CHECK_FALSE(three.too_large());
  FilmRecorder none({.snapshots = 24, .bytes = 2 * each - 1});
  none.add({0, weights(1)});
  none.finish({9, weights(2)});
  CHECK(none.snapshots().empty());
  CHECK(none.too_large());
  CHECK_FALSE(none.wants(1));
}

TEST_CASE("a moment is the network's accuracy and strongest patches on these images, with any number of threads") {
  const auto samples = first_of(generated_digits(100, 3), 40);
  REQUIRE(samples->size() == 40);
  const Snapshot snapshot{12, weights(3)};
  ThreadPool one(1), three(3);
  const auto moment = evolution_moment(snapshot, *samples, one), again = evolution_moment(snapshot, *samples, three);
  REQUIRE((moment && again));
  CHECK(moment->step == 12);
  CHECK(moment->accuracy == evaluate(*snapshot.model, *samples, one)->accuracy());
  StrongestSearch search(*snapshot.model, *samples, kStrongestCount);
  REQUIRE(search.run(one));
  const StrongestPatches nine = search.found();
  for (int node = 0; node < snapshot.model->graph->size(); ++node)
    for (int unit = 0; unit < snapshot.model->graph->node(node).shape.channels; ++unit)
      CHECK(moment->strongest.of(node, unit).front() == nine.of(node, unit).front());
  CHECK(moment->strongest.layers == again->strongest.layers);
  CHECK(moment->accuracy == again->accuracy);
}

TEST_CASE("the pictures of a film are those of each snapshot alone - stopped, there are none") {
  const auto samples = generated_digits(30, 3);
  const Film film{.snapshots = {{0, weights(1)}, {8, weights(2)}}, .data = "generated"};
  ThreadPool pool(2);
  std::vector<EvolutionMoment> moments;
  for (const Snapshot& snapshot : film.snapshots) moments.push_back(*evolution_moment(snapshot, *samples, pool));
  const int node = film.snapshots.front().model->graph->find("relu2");
  const std::vector<int> units{0, 3, 5};
  const auto pictures = evolution_pictures(film, moments, *samples, node, units, &pool);
  REQUIRE(pictures.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const StrongPatch& patch = moments[i].strongest.of(node, 3).front();
    Tensor<float> input(1, samples->shape());
    samples->read(static_cast<std::size_t>(patch.image), 0, input.values());
    Activations activations;
    forward(*film.snapshots[i].model, std::as_const(input).view(), activations);
    const Projection whole = project(*film.snapshots[i].model, activations, node, 3);
    CHECK(whole.activation == patch.activation);
    const Rect field = patch_field(*film.snapshots[i].model->graph, node, patch.position);
    const Shape& shape = pictures[i].shape;
    const float* part = pictures[i].projections.data() + shape.size();
    for (int y = 0; y < shape.height; ++y)
      for (int x = 0; x < shape.width; ++x) {
        const int at_y = field.top + y, at_x = field.left + x;
        const bool inside = at_y >= 0 && at_y < 28 && at_x >= 0 && at_x < 28;
        CHECK(part[y * shape.width + x] == (inside ? whole.pixels.at(0, 0, at_y, at_x) : 0.0f));
      }
  }
  std::stop_source stopped;
  stopped.request_stop();
  CHECK(evolution_pictures(film, moments, *samples, node, units, &pool, stopped.get_token()).empty());
  CHECK_FALSE(evolution_moment(film.snapshots.front(), *samples, pool, stopped.get_token()));
  moments.pop_back();
  CHECK(test::error_of([&] { evolution_pictures(film, moments, *samples, node, units); }));
}
