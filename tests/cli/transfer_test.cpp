#include "core/model/transfer.h"

#include "core/formats/onnx.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"
#include "tests/support/environment.h"
#include "tests/support/picture_folder.h"
#include "tests/support/process.h"

using namespace convlens;
using namespace convlens::test;

TEST_CASE(
    "a preset that ships trained is taken to a folder of one's own, a bad file is named and what moved is "
    "told") {
  const TemporaryFolder folder;
  make_picture_folder(folder / "shapes", 8);
  const Outcome outcome = run({"train", "--data", "folder:" + (folder / "shapes").string(), "--model",
                               "digits", "--new-head", "--freeze", "conv2", "--epochs", "3", "--batch", "8",
                               "--lr", "0.02", "--out", (folder / "shapes.onnx").string()});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(outcome.err.find("digits: begins with its shipped weights") != std::string::npos);
  CHECK(outcome.err.find("cut.jpg: skipped: incomplete") != std::string::npos);
  CHECK(outcome.out.find("conv2                    frozen") != std::string::npos);
  CHECK(outcome.out.find("conv3                    moved by") != std::string::npos);

  const Model shipped =
      load_onnx(std::filesystem::path(CONVLENS_SOURCE_DIR) / "resources/models/digits.onnx");
  const Model shapes = load_onnx(folder / "shapes.onnx");
  CHECK(shapes.class_names == std::vector<std::string>{"bar", "cross", "ring"});
  for (const char* layer : {"conv1", "conv2"})
    CHECK(filters_of(shapes, shapes.graph->find(layer)).values ==
          filters_of(shipped, shipped.graph->find(layer)).values);
  CHECK(filters_of(shapes, shapes.graph->find("conv3")).values !=
        filters_of(shipped, shipped.graph->find("conv3")).values);
  const Outcome tested = run({"evaluate", "--model", (folder / "shapes.onnx").string(), "--data",
                              "folder:" + (folder / "shapes").string(), "--json"});
  REQUIRE(tested.code == 0);
  CHECK(tested.out.find("\"count\":24") != std::string::npos);
}

TEST_CASE("a preset without trained weights has nothing to be transferred") {
  const TemporaryFolder folder;
  make_picture_folder(folder / "shapes", 1);
  const Outcome outcome = run({"train", "--data", "folder:" + (folder / "shapes").string(), "--model",
                               "lenet5", "--new-head", "--out", (folder / "shapes.onnx").string()});
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("lenet5: this preset ships without trained weights") != std::string::npos);
}
