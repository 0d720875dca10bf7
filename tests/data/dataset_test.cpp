#include "core/data/dataset.h"

#include <cstdlib>

#include "core/data/dataset_places.h"
#include "core/data/generated.h"
#include "core/data/mnist.h"
#include "tests/data/idx_files.h"
#include "tests/support/catch.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace convlens {

using test::Environment;
using test::TemporaryFolder;

TEST_CASE("data sets are named by one word") {
  for (const char* word :
       {"generated", "mnist", "mnist:/a/b", "fashion", "cifar10:c", "folder:a:b", "strokes:x.jsonl"})
    CHECK(DatasetName::parse(word).word() == word);
  CHECK(DatasetName::parse("folder:a:b").place == "a:b");
  CHECK(DatasetName::parse("mnist:").place.empty());
  const auto unknown = test::error_of([] { DatasetName::parse("minst"); });
  REQUIRE(unknown);
  CHECK(unknown->kind() == ErrorKind::unknown_name);
  CHECK(unknown->expected().find("mnist[:DIR]") != std::string::npos);
  for (const char* word : {"folder", "folder:", "strokes", "generated:x"})
    CHECK(test::throws_kind(ErrorKind::bad_value, [&] { DatasetName::parse(word); }));
  const Environment home("HOME", "/home/someone");
  CHECK(DatasetName::parse("mnist:~/data").place == "/home/someone/data");
}

TEST_CASE("the usual places, in order") {
  const Environment home("HOME", "/home/someone"), data("CONVLENS_DATA", "/data");
  {
    const Environment xdg("XDG_DATA_HOME", "");
    CHECK(dataset_places("mnist") ==
          std::vector<std::filesystem::path>{"/home/someone/.local/share/convlens/mnist", "/data/mnist"});
  }
  const Environment xdg("XDG_DATA_HOME", "/xdg");
  CHECK(dataset_places("fashion") == std::vector<std::filesystem::path>{"/xdg/convlens/fashion",
                                                                        "/data/fashion",
                                                                        "/usr/share/datasets/fashion-mnist"});
  CHECK(dataset_places("generated").empty());
}

TEST_CASE("without a folder, mnist is found in the usual places, and its absence names them") {
  const TemporaryFolder folder;
  const Environment xdg("XDG_DATA_HOME", (folder / "xdg").string()),
      data("CONVLENS_DATA", (folder / "data").string());
  CHECK_FALSE(dataset_present({"mnist", {}}));
  const auto absent = test::error_of([] { open_dataset({"mnist", {}}, Split::training, {}); });
  REQUIRE(absent);
  CHECK(absent->kind() == ErrorKind::no_data);
  CHECK(absent->subject() == "mnist");
  CHECK(absent->expected().find((folder.path() / "data" / "mnist").string()) != std::string::npos);

  const auto place = folder.path() / "data" / "mnist";
  std::filesystem::create_directories(place);
  test::put(place / "train-images-idx3-ubyte", test::idx({1, 1, 1}, {9}));
  test::put(place / "train-labels-idx1-ubyte", test::idx({1}, {3}));
  CHECK(dataset_present({"mnist", {}}));
  CHECK(open_dataset({"mnist", {}}, Split::training, {})->label(0) == 3);
}

TEST_CASE("a place that is not there or no folder is named") {
  const TemporaryFolder folder;
  test::put(folder / "file", std::string("x"));
  for (const char* kind : {"mnist", "fashion", "cifar10", "folder"}) {
    CHECK(test::throws_kind(ErrorKind::file_missing, [&] {
      open_dataset({kind, folder / "none"}, Split::test, {});
    }));
    CHECK(test::throws_kind(ErrorKind::file_unreadable, [&] {
      open_dataset({kind, folder / "file"}, Split::test, {});
    }));
  }
  CHECK(test::throws_kind(ErrorKind::file_missing, [&] {
    open_dataset({"strokes", folder / "none"}, Split::test, {});
  }));
}

TEST_CASE("generated: the test pictures do not depend on the seed, the training ones do") {
  OpenOptions one, two;
  two.seed = 2;
  const auto read = [](const Samples& samples) {
    std::vector<float> pixels(samples.shape().size());
    samples.read(3, 0, pixels);
    return pixels;
  };
  const auto training = open_dataset({"generated", {}}, Split::training, one);
  const auto other_training = open_dataset({"generated", {}}, Split::training, two);
  const auto test = open_dataset({"generated", {}}, Split::test, one);
  const auto same_test = open_dataset({"generated", {}}, Split::test, two);
  CHECK(training->size() == kGeneratedTraining);
  CHECK(test->size() == kGeneratedTest);
  CHECK(read(*training) != read(*other_training));
  CHECK(read(*test) == read(*same_test));
  CHECK(read(*test) != read(*training));
}

TEST_CASE("mnist+generated trains on both and is tested on MNIST alone") {
  const TemporaryFolder folder;
  const test::Bytes pictures(2 * 28 * 28, 9);
  test::put(folder / "train-images-idx3-ubyte", test::idx({2, 28, 28}, pictures));
  test::put(folder / "train-labels-idx1-ubyte", test::idx({2}, {5, 7}));
  const auto training = open_dataset({"mnist+generated", folder.path()}, Split::training, {});
  REQUIRE(training->size() == 3);
  CHECK(training->label(1) == 7);
  CHECK(training->label(2) == 0);
  std::vector<float> generated(784), mixed(784);
  open_dataset({"generated", {}}, Split::training, {})->read(0, 3, generated);
  training->read(2, 3, mixed);
  CHECK(mixed == generated);
  test::put(folder / "t10k-images-idx3-ubyte", test::idx({1, 28, 28}, test::Bytes(28 * 28, 9)));
  test::put(folder / "t10k-labels-idx1-ubyte", test::idx({1}, {1}));
  CHECK(open_dataset({"mnist+generated", folder.path()}, Split::test, {})->size() == 1);
  CHECK(dataset_present({"mnist+generated", folder.path()}));
  CHECK(dataset_places("mnist+generated") == dataset_places("mnist"));
}

TEST_CASE("as drawings: any data set's pictures go through the draw pad's preprocessing") {
  const TemporaryFolder folder;
  // Dark ink on white, unlike MNIST: a bar of 4 x 20 pixels in a corner.
  test::Bytes picture(28 * 28, 255);
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 4; ++x) picture[static_cast<std::size_t>(y) * 28 + x] = 0;
  test::put(folder / "t10k-images-idx3-ubyte", test::idx({1, 28, 28}, picture));
  test::put(folder / "t10k-labels-idx1-ubyte", test::idx({1}, {1}));
  OpenOptions options;
  options.as_drawings = InkSide::automatic;
  const auto samples = open_dataset({"mnist", folder.path()}, Split::test, options);
  CHECK(samples->shape() == Shape{1, 28, 28});
  CHECK(samples->label(0) == 1);
  std::vector<float> pixels(28 * 28);
  samples->read(0, 0, pixels);
  CHECK(pixels[0] == 0.0f);
  CHECK(pixels[14 * 28 + 14] > 0.9f);
}

}  // namespace convlens
