#include <chrono>

#include "core/base/random.h"
#include "core/training/trainer.h"
#include "tests/bench/libtorch/training.h"

namespace convlens::bench {
namespace {

constexpr std::size_t kPictures = 1024;

std::shared_ptr<const Samples> random_pictures(const Shape& shape) {
  std::vector<std::uint8_t> pixels(kPictures * shape.size());
  Random random(1, RandomPurpose::test);
  for (std::uint8_t& pixel : pixels) pixel = static_cast<std::uint8_t>(random.below(256));
  std::vector<std::int32_t> labels(kPictures);
  for (std::size_t i = 0; i < kPictures; ++i) labels[i] = static_cast<std::int32_t>(i % kClasses);
  return std::make_shared<StoredSamples>(shape, std::move(pixels), std::move(labels),
                                         std::vector<std::string>(kClasses, "class"));
}

}  // namespace

double our_training(const Preset& preset, int threads, double seconds) {
  const auto graph = preset.build();
  TrainingOptions options{.epochs = 1'000'000,
                          .batch = kBatch,
                          .optimizer = {},
                          .schedule = Schedule::constant,
                          .augment = {},
                          .seed = 1,
                          .threads = threads};
  options.optimizer.learning_rate = kLearningRate;
  options.optimizer.momentum = kMomentum;
  Trainer trainer(initialised_model(graph, 1), random_pictures(graph->input_shape()), options);
  for (int i = 0; i < kWarmUp; ++i) trainer.step();
  const auto start = std::chrono::steady_clock::now();
  const auto passed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::int64_t images = 0;
  while (passed() < seconds) images += trainer.step().count;
  return static_cast<double>(images) / passed();
}

}  // namespace convlens::bench
