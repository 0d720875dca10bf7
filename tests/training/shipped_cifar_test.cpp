#include <filesystem>

#include "core/data/cifar10.h"
#include "core/formats/onnx.h"
#include "core/training/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/shared_data.h"

using namespace convlens;

TEST_CASE("the shipped cifar network reads the pictures that were held out from its training") {
  const auto folder = test::shared_data("data/cifar10");
  if (!folder) {
    WARN("CIFAR-10 is not there; nothing was compared");
    return;
  }
  const Model model = load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources" / "models" / "cifar.onnx");
  CHECK(model.class_names == cifar10_class_names());
  CHECK(model.graph->parameter_count() <= 600'000);
  const auto held_out = open_cifar10(*folder, Split::test);  // batch 5: see the recipe in the README
  ThreadPool pool(2);
  const auto result = evaluate(model, *held_out, pool);
  REQUIRE(result);
  CHECK(result->count == 10'000);
  CHECK(result->accuracy() >= 0.88);
}
