#include "core/training/checkpoint.h"

#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/training/toy_data.h"

using namespace convlens;

TEST_CASE(
    "a checkpoint goes to disk and back with every bit, and the run goes on as if nothing had happened") {
  const auto folder = std::filesystem::temp_directory_path() / "convlens-checkpoint-test";
  std::filesystem::create_directories(folder);
  const auto path = folder / "run.checkpoint.safetensors";
  for (const OptimizerKind kind : {OptimizerKind::sgd, OptimizerKind::adam}) {
    TrainingOptions o;
    o.batch = 20;
    o.optimizer.kind = kind;
    o.optimizer.learning_rate = 0.0123f;
    o.augment.rotate = 7.7f;
    o.hold_out = 5;
    o.ema = kind == OptimizerKind::sgd ? 0.87f : 0;
    o.seed = 0xFFFFFFFFFFFFFFF1ull;
    o.threads = 2;
    const auto data = testing::bars(100, 1);
    Trainer whole(initialised_model(testing::small_graph(true), 1), data, o);
    for (int i = 0; i < 4; ++i) whole.step();
    Checkpoint saved{whole.model(), whole.options(), whole.state(), "mnist:somewhere"};
    for (const EpochRecord& epoch :
         {EpochRecord{1, 0.5, 0.75, 0.7, 1000}, EpochRecord{2, 0.25, 0.875, {}, 900}})
      saved.history.add(epoch);
    saved.model.metadata["preset"] = "small";
    save_checkpoint(path, saved);

    const Checkpoint loaded = load_checkpoint(path);
    CHECK(loaded.data == saved.data);
    CHECK(loaded.history.to_json() == saved.history.to_json());
    CHECK(loaded.model.metadata == saved.model.metadata);
    CHECK(loaded.model.class_names == std::vector<std::string>{"lying", "standing", "slanting"});
    CHECK(recipe_of(loaded.options, "") == recipe_of(o, ""));
    Trainer resumed(loaded.model, data, loaded.options);
    resumed.restore(loaded.state);
    while (!whole.finished()) {
      const float expected = whole.step().loss;
      REQUIRE(resumed.step().loss == expected);
    }
    const auto &a = whole.model().parameters, &b = resumed.model().parameters;
    CHECK(std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
  }

  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  for (const std::size_t kept :
       {std::size_t{0}, std::size_t{7}, std::size_t{300}, bytes.size() / 2, bytes.size() - 1}) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(kept));
    CHECK_THROWS_AS(load_checkpoint(path), Error);
  }
  std::filesystem::remove_all(folder);
  CHECK_THROWS_AS(load_checkpoint(path), Error);
}
