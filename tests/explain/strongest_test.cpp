#include "core/explain/strongest_pictures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/explain/strongest_store.h"
#include "tests/explain/networks.h"
#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;
using namespace convlens::testing;

namespace {

constexpr int kImages = 61;  // no multiple of any piece

/// Sparse pictures, some of them twice, so that maps have ties.
std::shared_ptr<StoredSamples> pictures_of(const Shape& shape, int changed = -1) {
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;
  for (int i = 0; i < kImages; ++i) {
    const Tensor<float> picture = as_input(sparse_image(shape, static_cast<std::uint64_t>(i % 40)));
    for (const float value : picture.values()) pixels.push_back(static_cast<std::uint8_t>(value * 255));
    labels.push_back(i % 3);
  }
  if (changed >= 0) pixels[static_cast<std::size_t>(changed)] ^= 1;
  return std::make_shared<StoredSamples>(shape, pixels, labels, std::vector<std::string>{"a", "b", "c"});
}

/// Every image by itself, every position looked at, everything sorted.
std::vector<StrongPatch> by_hand(const Model& model, const Samples& samples, int node, int unit, std::size_t count) {
  std::vector<StrongPatch> all;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    Tensor<float> input(1, samples.shape());
    samples.read(i, 0, input.values());
    Activations run;
    forward(model, std::as_const(input).view(), run);
    const Position at = strongest_position(run.of(node), unit);
    all.push_back({static_cast<int>(i), at, run.of(node).at(0, unit, at.y, at.x)});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const StrongPatch& a, const StrongPatch& b) { return a.activation > b.activation; });
  all.resize(std::min(all.size(), count));
  return all;
}

StrongestPatches searched(const Model& model, const Samples& samples, int threads, int count = kStrongestCount) {
  ThreadPool pool(threads);
  StrongestSearch search(model, samples, count);
  REQUIRE(search.run(pool));
  return search.found();
}

}  // namespace

TEST_CASE("strongest patches are those of every image by itself, with one and with three threads") {
  for (const TestNetwork& network : test_networks()) {
    INFO(network.name);
    const Model model = model_of(network.stages, network.input, 5);
    const auto samples = pictures_of(network.input);
    const StrongestPatches one = searched(model, *samples, 1), three = searched(model, *samples, 3);
    CHECK(one.complete());
    for (int node = 0; node < model.graph->size(); ++node)
      for (int unit = 0; unit < model.graph->node(node).shape.channels; ++unit) {
        INFO(node << " " << unit);
        const auto expected = by_hand(model, *samples, node, unit, kStrongestCount);
        CHECK(std::ranges::equal(one.of(node, unit), expected));
        CHECK(std::ranges::equal(three.of(node, unit), expected));
      }
  }
}

TEST_CASE("a map that is dead everywhere has its first images - fewer images than wanted are all of them") {
  const TestNetwork network = test_networks()[0];
  Model model = model_of(network.stages, network.input, 5);
  const auto& conv = model.graph->node(1);
  for (float& bias : model.parameter(conv.parameters[1])) bias = -1e6f;
  const auto samples = pictures_of(network.input);
  const StrongestPatches found = searched(model, *samples, 2, 1000);
  CHECK(found.count == kImages);
  for (int i = 0; i < kImages; ++i)
    CHECK(found.of(2, 1)[static_cast<std::size_t>(i)] == StrongPatch{i, {0, 0}, 0.0f});
}

TEST_CASE("what is no number is nobody's strongest") {
  constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
  CHECK(is_stronger({5, {}, -3.0f}, {1, {}, kNothing}));
  CHECK_FALSE(is_stronger({1, {}, kNothing}, {5, {}, -3.0f}));
  CHECK(is_stronger({1, {}, kNothing}, {5, {}, kNothing}));
}

TEST_CASE("data that does not fit, a count of none and an empty data set are refused") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 5);
  const auto other = pictures_of({1, 5, 5});
  const StoredSamples empty(network.input, {}, {}, {"a"});
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { StrongestSearch(model, *other); }));
  CHECK(test::throws_kind(ErrorKind::bad_value, [&] { StrongestSearch(model, *pictures_of(network.input), 0); }));
  CHECK(test::throws_kind(ErrorKind::no_data, [&] { StrongestSearch(model, empty); }));
}

TEST_CASE("a search tells how far it is, shows what it has, and stops when asked") {
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 5);
  const auto samples = pictures_of(network.input);
  ThreadPool pool(1);
  std::stop_source source;
  StrongestSearch search(model, *samples);
  std::size_t seen = 0;
  const bool whole = search.run(pool, source.get_token(), [&](std::size_t done, std::size_t total) {
    seen = done;
    CHECK(total == static_cast<std::size_t>(kImages));
    const StrongestPatches partial = search.found();
    CHECK(partial.images == done);
    for (const StrongPatch& patch : partial.of(1, 0)) CHECK(patch.image < static_cast<int>(done));
    source.request_stop();
  });
  CHECK_FALSE(whole);
  CHECK(seen > 0);
  CHECK(seen < static_cast<std::size_t>(kImages));
  CHECK_FALSE(search.found().complete());
}

TEST_CASE("crops and projections are cut out of the image and of its deconvnet, zero beyond the border") {
  for (const TestNetwork& network : test_networks()) {
    INFO(network.name);
    const Model model = model_of(network.stages, network.input, 5);
    const auto samples = pictures_of(network.input);
    const StrongestPatches strongest = searched(model, *samples, 2);
    ThreadPool pool(2);
    for (int node = 0; node < model.graph->size(); ++node) {
      std::vector<int> units{0, model.graph->node(node).shape.channels - 1};
      const PatchPictures pictures = patch_pictures(model, *samples, strongest, node, units, {}, &pool);
      REQUIRE(pictures.complete);
      const float* crop = pictures.crops.data();
      const float* projected = pictures.projections.data();
      for (const int unit : units)
        for (const StrongPatch& patch : strongest.of(node, unit)) {
          Tensor<float> input(1, network.input);
          samples->read(static_cast<std::size_t>(patch.image), 0, input.values());
          Activations run;
          forward(model, std::as_const(input).view(), run);
          const Projection whole = project(model, run, node, unit, {.position = patch.position});
          CHECK(whole.activation == patch.activation);
          const Rect field = patch_field(*model.graph, node, patch.position);
          REQUIRE(field.height() == pictures.shape.height);
          double outside = 0;
          for (int c = 0; c < network.input.channels; ++c)
            for (int y = 0; y < network.input.height; ++y)
              for (int x = 0; x < network.input.width; ++x)
                if (y < field.top || y >= field.bottom || x < field.left || x >= field.right)
                  outside += std::abs(static_cast<double>(whole.pixels.at(0, c, y, x)));
          CHECK(outside == 0);
          for (int c = 0; c < network.input.channels; ++c)
            for (int y = field.top; y < field.bottom; ++y)
              for (int x = field.left; x < field.right; ++x, ++crop, ++projected) {
                const bool inside = y >= 0 && y < network.input.height && x >= 0 && x < network.input.width;
                REQUIRE(*crop == (inside ? input.at(0, c, y, x) : 0.0f));
                REQUIRE(*projected == (inside ? whole.pixels.at(0, c, y, x) : 0.0f));
              }
        }
    }
  }
}

TEST_CASE("the index is found again, cut to what is wanted, and belongs to these weights and these pictures") {
  const test::TemporaryFolder folder;
  const TestNetwork network = test_networks()[0];
  Model model = model_of(network.stages, network.input, 5);
  const auto samples = pictures_of(network.input);
  ThreadPool pool(2);
  int searches = 0;
  const auto find = [&](const Model& of, const Samples& in, int count) {
    bool searching = false;
    const auto found = find_strongest(of, in, count, folder.path(), pool, {}, {}, [&](const StrongestSearch&) {
      searching = true;
    });
    searches += searching;
    REQUIRE(found);
    return *found;
  };
  const StrongestPatches first = find(model, *samples, kStrongestCount);
  CHECK(searches == 1);
  const StrongestPatches again = find(model, *samples, kStrongestCount), fewer = find(model, *samples, 2);
  CHECK(searches == 1);
  CHECK(again.layers == first.layers);
  CHECK(again.images == static_cast<std::size_t>(kImages));
  CHECK(std::ranges::equal(fewer.of(4, 3), first.of(4, 3).first(2)));
  CHECK(find(model, *samples, 20).count == 20);  // more than is kept
  CHECK(searches == 2);
  find(model, *pictures_of(network.input, 7), kStrongestCount);
  CHECK(searches == 3);
  model.parameter(model.graph->node(1).parameters[0])[0] += 1e-6f;
  find(model, *samples, kStrongestCount);
  CHECK(searches == 4);
}

TEST_CASE("a broken index counts for nothing") {
  const test::TemporaryFolder folder;
  const TestNetwork network = test_networks()[0];
  const Model model = model_of(network.stages, network.input, 5);
  const auto samples = pictures_of(network.input);
  const std::string key = strongest_key(model, *samples);
  const StrongestPatches found = searched(model, *samples, 1);
  REQUIRE(store_strongest(folder.path(), key, found));
  const auto load = [&] { return load_strongest(folder.path(), key, *model.graph, kStrongestCount); };
  REQUIRE(load());
  const auto file = folder / (key + ".safetensors");
  const test::Bytes whole = test::get(file);
  for (const std::size_t length : {std::size_t{0}, std::size_t{9}, whole.size() / 2, whole.size() - 1}) {
    test::put(file, std::span(whole).first(length));
    CHECK_FALSE(load());
  }
  // An index into pictures that are not there.
  StrongestPatches wrong = found;
  wrong.layers[3][0].image = kImages;
  REQUIRE(store_strongest(folder.path(), key, wrong));
  CHECK_FALSE(load());
}
