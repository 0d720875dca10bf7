#include <atomic>
#include <cstdlib>
#include <new>

#include "core/model/presets.h"
#include "core/training/trainer.h"
#include "tests/support/catch.h"
#include "tests/support/small_presets.h"
#include "tests/training/toy_data.h"

// A program of its own, because it replaces the allocator of the whole program.

namespace {

std::atomic<long> allocations{0};

void* counted_or_none(std::size_t size, std::size_t alignment) noexcept {
  ++allocations;
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void* counted(std::size_t size, std::size_t alignment) {
  if (void* memory = counted_or_none(size, alignment)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new[](std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t a) {
  return counted(size, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t size, std::align_val_t a) {
  return counted(size, static_cast<std::size_t>(a));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return counted_or_none(size, alignof(std::max_align_t));
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return counted_or_none(size, alignof(std::max_align_t));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

using namespace convlens;

namespace {

std::shared_ptr<const Samples> noise(const Shape& shape) {
  constexpr std::size_t kCount = 256;
  std::vector<std::uint8_t> pixels(kCount * shape.size());
  Random random(1, RandomPurpose::test);
  for (auto& pixel : pixels) pixel = static_cast<std::uint8_t>(random.below(256));
  std::vector<std::int32_t> labels(kCount, 1);
  return std::make_shared<StoredSamples>(shape, std::move(pixels), std::move(labels),
                                         std::vector<std::string>{"a", "b"});
}

/// Allocations in the third epoch. Before, an image with more or fewer zeros than any seen may be the first
/// for which a kernel that skips them, or one that does not, pays; it takes its memory then. One thread:
/// which of several meets a size first is chance.
long allocations_once_warm(const std::shared_ptr<const Graph>& graph, OptimizerKind optimizer) {
  TrainingOptions options;
  constexpr int kWarmEpochs = 2;
  options.epochs = kWarmEpochs + 1;
  options.batch = 32;
  options.threads = 1;
  options.optimizer.kind = optimizer;
  options.optimizer.learning_rate = 0.0001f;
  options.ema = 0.9f;
  options.augment = parse_augment("drawings,coarse=1,erase=1");
  Trainer trainer(initialised_model(graph, 1), noise(graph->input_shape()), options);
  while (trainer.steps_done() < kWarmEpochs * trainer.steps_per_epoch()) trainer.step();
  const long before = allocations;
  while (!trainer.finished()) trainer.step();
  return allocations - before;
}

}  // namespace

TEST_CASE("the counter counts") {
  const long before = allocations;
  const std::vector<int> some(3);
  CHECK(some.size() == 3);
  CHECK(allocations == before + 1);
}

TEST_CASE("a training step allocates nothing, once every kernel has run") {
  for (const OptimizerKind optimizer : {OptimizerKind::sgd, OptimizerKind::adam}) {
    for (const Preset& preset : test::small_presets()) {
      INFO(preset.name);
      CHECK(allocations_once_warm(preset.build(), optimizer) == 0);
    }
    for (const bool batch_norm : {false, true}) {
      INFO("batch norm " << batch_norm);
      CHECK(allocations_once_warm(testing::small_graph(batch_norm), optimizer) == 0);
    }
  }
}
