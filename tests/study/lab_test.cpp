#include "core/study/lab.h"

#include <cstring>
#include <fstream>

#include "core/base/error.h"
#include "core/data/generated.h"
#include "core/data/in_memory.h"
#include "core/data/mixed.h"
#include "core/model/presets.h"
#include "core/study/variant_graph.h"
#include "core/training/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"
#include "tests/support/temporary_folder.h"

using namespace convlens;

namespace {

std::shared_ptr<const Samples> digits(std::size_t count, std::uint64_t seed) {
  ThreadPool pool(1);
  return in_memory(generated_digits(count, seed), pool);
}

LabSettings small_lab() {
  LabSettings settings{.model = "lenet5", .data = "generated", .base = find_preset("lenet5")->build()};
  settings.variants = {parse_variant("as-is"), parse_variant("window=3,maps=0.5"),
                       parse_variant("batch-norm=on,batch=16"), parse_variant("dropout=0.5,stride=2")};
  settings.epochs = 2;
  settings.images = 100;  // 91 to train on: 2 steps an epoch, 6 with batches of 16
  return settings;
}

Lab open(const LabSettings& settings, const std::filesystem::path& folder, int threads = 1) {
  return Lab(settings, digits(120, 3), digits(60, 4), folder, threads);
}

/// All that must be the same bits: everything but the seconds.
void require_same(const LabState& a, const LabState& b) {
  REQUIRE(a.variants.size() == b.variants.size());
  for (std::size_t i = 0; i < a.variants.size(); ++i) {
    const LabProgress &one = a.variants[i].progress, &other = b.variants[i].progress;
    INFO(to_string(a.variants[i].variant));
    REQUIRE(one.step == other.step);
    REQUIRE(one.test == other.test);
    REQUIRE(one.looks.size() == other.looks.size());
    for (std::size_t k = 0; k < one.looks.size(); ++k) {
      CHECK(one.looks[k].step == other.looks[k].step);
      CHECK(one.looks[k].loss == other.looks[k].loss);
      CHECK(one.looks[k].held_out == other.looks[k].held_out);
      CHECK(one.looks[k].dead == other.looks[k].dead);
    }
    CHECK(a.variants[i].filters.values == b.variants[i].filters.values);
  }
}

AlignedVector<float> weights_in(const std::filesystem::path& folder, std::size_t variant) {
  return LabFolder(folder).load(variant)->checkpoint.state.parameters;
}

}  // namespace

TEST_CASE("a lab's variants are the trainings that Trainer makes of them alone") {
  const test::TemporaryFolder folder;
  const LabSettings settings = small_lab();
  Lab lab = open(settings, folder.path());
  CHECK_FALSE(lab.state().begun());
  ThreadPool pool(2);
  REQUIRE(lab.run(pool) == Lab::End::finished);
  CHECK(lab.state().finished());
  const auto training = first_of(digits(120, 3), 100), test = digits(60, 4);
  for (std::size_t i = 0; i < settings.variants.size(); ++i) {
    const LabVariant& variant = lab.state().variants[i];
    INFO(to_string(variant.variant));
    TrainingOptions options;
    options.epochs = 2;
    options.batch = variant.variant.batch.value_or(64);
    options.hold_out = kLabHoldOut;
    options.threads = 1;
    Trainer alone(initialised_model(build_variant(*settings.base, variant.variant), 1), training, options);
    while (!alone.finished()) alone.step();
    CHECK(weights_in(folder.path(), i) == alone.model().parameters);
    CHECK(variant.parameters == alone.model().graph->parameter_count());
    const auto held_out = evaluate(alone.model(), *part_of(training, kLabHoldOut, Part::held_out), pool);
    CHECK(variant.progress.looks.back().held_out == held_out->accuracy());
    CHECK(held_out->count == 9);
    CHECK(variant.progress.test == evaluate(alone.model(), *test, pool)->accuracy());
    CHECK(variant.progress.looks.back().epochs == 2);
    CHECK(variant.progress.seconds > 0);
  }
  require_same(LabFolder(folder.path()).state(), lab.state());
}

TEST_CASE("whatever the interruptions, slices and threads: the same bits") {
  const test::TemporaryFolder folder;
  const LabSettings settings = small_lab();
  ThreadPool pool(1);
  Lab whole = open(settings, folder / "whole", 1);
  REQUIRE(whole.run(pool) == Lab::End::finished);

  SECTION("two threads") {
    Lab other = open(settings, folder / "other", 2);
    ThreadPool two(2);
    REQUIRE(other.run(two) == Lab::End::finished);
    require_same(whole.state(), other.state());
  }
  SECTION("one step a slice, each by a lab that is opened anew") {
    int slices = 0;
    for (Lab::End end = Lab::End::paused; end == Lab::End::paused; ++slices) {
      REQUIRE(slices < 100);
      Lab other = open(settings, folder / "other");
      end = other.run(pool, {}, {}, 0);
    }
    CHECK(slices >= 4 + 4 + 12 + 4);
    require_same(whole.state(), LabFolder(folder / "other").state());
  }
  SECTION("stopped after every look") {
    int runs = 0;
    for (Lab::End end = Lab::End::stopped; end == Lab::End::stopped; ++runs) {
      REQUIRE(runs < 100);
      Lab other = open(settings, folder / "other");
      std::stop_source source;
      end = other.run(pool, source.get_token(), {.looked = [&](std::size_t) { source.request_stop(); }});
    }
    CHECK(runs > 4);
    require_same(whole.state(), LabFolder(folder / "other").state());
  }
  for (std::size_t i = 0; i < settings.variants.size(); ++i)
    CHECK(weights_in(folder / "other", i) == weights_in(folder / "whole", i));
}

TEST_CASE("variants take turns, an epoch each, and another order of them changes none") {
  const test::TemporaryFolder folder;
  LabSettings settings = small_lab();
  ThreadPool pool(1);
  Lab lab = open(settings, folder / "a");
  std::vector<std::size_t> epochs;
  lab.run(pool, {}, {.looked = [&](std::size_t i) {
            const LabLook& look = lab.state().variants[i].progress.looks.back();
            if (look.epochs == 1 || look.epochs == 2) epochs.push_back(i);
          }});
  CHECK(epochs == std::vector<std::size_t>{0, 1, 2, 3, 0, 1, 2, 3});
  std::ranges::reverse(settings.variants);
  Lab other = open(settings, folder / "b");
  other.run(pool);
  for (std::size_t i = 0; i < 4; ++i) CHECK(weights_in(folder / "a", i) == weights_in(folder / "b", 3 - i));
}

TEST_CASE("another lab's folder is refused by the setting that differs, and so is what makes no lab") {
  const test::TemporaryFolder folder;
  const LabSettings settings = small_lab();
  open(settings, folder.path());
  open(settings, folder.path());
  const auto differs = [&](const char* word, const std::function<void(LabSettings&)>& change) {
    LabSettings other = settings;
    change(other);
    try {
      open(other, folder.path());
    } catch (const Error& error) {
      INFO(error.what());
      return error.kind() == ErrorKind::bad_value && error.found().find(word) != std::string::npos;
    }
    return false;
  };
  CHECK(differs("epochs 3 for a lab that began with epochs 2", [](LabSettings& s) { s.epochs = 3; }));
  CHECK(differs("seed", [](LabSettings& s) { s.seed = 2; }));
  CHECK(differs("images", [](LabSettings& s) { s.images = 50; }));
  CHECK(differs("variants", [](LabSettings& s) { s.variants.pop_back(); }));
  CHECK(differs("another network", [](LabSettings& s) { s.base = find_preset("digits")->build(); }));
  CHECK(differs("twice", [](LabSettings& s) { s.variants.push_back(s.variants.front()); }));
  CHECK(differs("no variant", [](LabSettings& s) { s.variants.clear(); }));
  CHECK(differs("5 images", [](LabSettings& s) { s.images = 5; }));
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] {
    LabSettings other = settings;
    other.base = find_preset("cifar")->build();
    open(other, folder / "new");
  }));
  CHECK_FALSE(LabFolder(folder / "new").exists());
}

TEST_CASE("two cannot work in one lab's folder at once") {
  const test::TemporaryFolder folder;
  {
    const Lab lab = open(small_lab(), folder.path());
    const auto second = test::error_of([&] { open(small_lab(), folder.path()); });
    REQUIRE(second);
    CHECK(second->found().find("another window or command") != std::string::npos);
  }
  open(small_lab(), folder.path());
}

TEST_CASE("a damaged lab is named, and a lab that was cleared leaves nothing of itself") {
  const test::TemporaryFolder folder;
  ThreadPool pool(1);
  open(small_lab(), folder.path()).run(pool, {}, {}, 0);
  const auto variant = folder / "variant-01.safetensors";
  REQUIRE(std::filesystem::exists(variant));
  std::ofstream(folder / "mine.txt") << "stays";
  std::filesystem::resize_file(variant, std::filesystem::file_size(variant) / 2);
  CHECK_THROWS_AS(LabFolder(folder.path()).state(), Error);
  std::ofstream(folder / "lab.json") << "{\"model\": 3";
  CHECK(test::throws_kind(ErrorKind::file_broken, [&] { LabFolder(folder.path()).settings(); }));
  LabFolder(folder.path()).clear();
  CHECK_FALSE(std::filesystem::exists(variant));
  CHECK_FALSE(LabFolder(folder.path()).exists());
  CHECK(std::filesystem::exists(folder / "mine.txt"));
}
