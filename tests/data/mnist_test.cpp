#include "core/data/mnist.h"

#include "core/data/dataset_places.h"
#include "tests/data/idx_files.h"
#include "tests/support/catch.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

using test::TemporaryFolder;

/// Three training pictures of 2x3 pixels.
void put_training(const std::filesystem::path& folder, const test::Bytes& labels = {7, 0, 9}) {
  test::put(folder / "train-images-idx3-ubyte", test::idx({3, 2, 3}, test::counting(18)));
  test::put(folder / "train-labels-idx1-ubyte",
            test::idx({static_cast<std::uint32_t>(labels.size())}, labels));
}
std::shared_ptr<const Samples> open(const std::filesystem::path& folder, Split split) {
  return open_dataset({"mnist", folder}, split, {});
}

}  // namespace

TEST_CASE("MNIST: pictures, labels and classes as the files hold them") {
  const TemporaryFolder folder;
  put_training(folder.path());
  const auto samples = open(folder.path(), Split::training);
  REQUIRE(samples->size() == 3);
  CHECK(samples->shape() == Shape{1, 2, 3});
  CHECK(samples->class_names().at(9) == "9");
  CHECK(samples->label(0) == 7);
  CHECK(samples->label(2) == 9);
  CHECK(samples->notes().empty());
  std::vector<float> pixels(6);
  samples->read(1, 5, pixels);
  for (int i = 0; i < 6; ++i) CHECK(pixels[i] == static_cast<float>((6 + i) * 7) / 255.0f);
}

TEST_CASE("MNIST: opening one split looks at nothing of the other") {
  const TemporaryFolder folder;
  put_training(folder.path());
  test::put(folder / "t10k-images-idx3-ubyte.gz", std::string("noise"));
  CHECK(open(folder.path(), Split::training)->size() == 3);
  CHECK(test::throws_kind(ErrorKind::file_missing, [&] { open(folder.path(), Split::test); }));
}

TEST_CASE("MNIST: the usual file names are all found") {
  const TemporaryFolder folder;
  test::put(folder / "train-images.idx3-ubyte.gz", test::gzip(test::idx({1, 2, 2}, {1, 2, 3, 4})));
  test::put(folder / "train-labels.idx1-ubyte", test::idx({1}, {4}));
  CHECK(has_mnist_split(folder.path(), Split::training));
  CHECK(dataset_present({"mnist", folder.path()}));
  CHECK(open(folder.path(), Split::training)->label(0) == 4);
  CHECK_FALSE(has_mnist_split(folder.path(), Split::test));
}

TEST_CASE("MNIST: files that do not belong together are refused") {
  const TemporaryFolder folder;
  put_training(folder.path(), {1, 2});
  auto error = test::error_of([&] { open(folder.path(), Split::training); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::file_broken);
  CHECK(error->found() == "2 labels");
  put_training(folder.path(), {1, 2, 10});
  error = test::error_of([&] { open(folder.path(), Split::training); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::file_broken);
  CHECK(error->found() == "label 10 at index 2");
  put_training(folder.path());
  test::put(folder / "train-images-idx3-ubyte", test::idx({3, 0, 3}, {}));
  CHECK(test::throws_kind(ErrorKind::file_broken, [&] { open(folder.path(), Split::training); }));
}

TEST_CASE("MNIST itself: sizes, and the first labels everybody knows") {
  const auto folder = test::shared_data("data/mnist");
  if (!folder) {
    WARN("skipped: no MNIST files beside the project");
    return;
  }
  const auto test_split = open(*folder, Split::test);
  CHECK(test_split->size() == 10000);
  CHECK(test_split->shape() == Shape{1, 28, 28});
  const std::vector<int> first = {7, 2, 1, 0, 4, 1, 4, 9, 5, 9};
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(test_split->label(i) == first[i]);
  const auto training = open(*folder, Split::training);
  CHECK(training->size() == 60000);
  CHECK(training->label(0) == 5);
}

}  // namespace convlens
