#include "core/data/cifar10.h"

#include <lzma.h>

#include "tests/data/idx_files.h"
#include "tests/support/catch.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

using test::TemporaryFolder;

constexpr std::size_t kRecord = 3073;

/// Records of one label each; every value of a channel is the channel's number plus the label.
test::Bytes batch(const test::Bytes& labels) {
  test::Bytes bytes;
  for (const std::uint8_t label : labels) {
    bytes.push_back(label);
    for (int c = 0; c < 3; ++c) bytes.insert(bytes.end(), 1024, static_cast<std::uint8_t>(c * 10 + label));
  }
  return bytes;
}

test::Bytes xz(const test::Bytes& plain) {
  test::Bytes packed(plain.size() + 1024);
  std::size_t size = 0;
  if (lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr, plain.data(), plain.size(), packed.data(), &size,
                              packed.size()) != LZMA_OK)
    throw std::runtime_error("xz");
  packed.resize(size);
  return packed;
}

void put_batches(const std::filesystem::path& folder) {
  test::put(folder / "data_batch_1.bin", batch({1, 1}));
  test::put(folder / "data_batch_2.bin.gz", test::gzip(batch({2})));
  test::put(folder / "data_batch_3.bin.xz", xz(batch({3})));
  test::put(folder / "data_batch_4.bin", batch({4}));
  test::put(folder / "data_batch_5.bin", batch({5}));
}

}  // namespace

TEST_CASE("CIFAR-10: without a full test batch, batch 5 is the test split, and notes say so") {
  const TemporaryFolder folder;
  put_batches(folder.path());
  const auto training = open_cifar10(folder.path(), Split::training);
  REQUIRE(training->size() == 5);
  CHECK(training->shape() == Shape{3, 32, 32});
  CHECK(training->label(0) == 1);
  CHECK(training->label(4) == 4);
  CHECK(training->notes() == std::vector<Note>{{NoteKind::last_batch_tests, folder.path().string()}});
  std::vector<float> pixels(3072);
  training->read(2, 0, pixels);  // NHWC
  for (std::size_t i = 0; i < pixels.size(); ++i)
    REQUIRE(pixels[i] == static_cast<float>(i % 3 * 10 + 2) / 255.0f);

  test::put(folder / "test_batch.bin", batch({9, 9}));  // not full
  const auto test_split = open_cifar10(folder.path(), Split::test);
  CHECK(test_split->size() == 1);
  CHECK(test_split->label(0) == 5);
  CHECK(test_split->notes().size() == 1);
}

TEST_CASE("CIFAR-10: a full test batch leaves all five batches for training") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "cifar-10-batches-bin");  // as the archive unpacks
  const auto inner = folder.path() / "cifar-10-batches-bin";
  put_batches(inner);
  test::put(inner / "test_batch.bin.gz", test::gzip(batch(test::Bytes(10000, 9))));
  CHECK(has_cifar10(folder.path()));
  const auto training = open_cifar10(folder.path(), Split::training);
  CHECK(training->size() == 6);
  CHECK(training->notes().empty());
  const auto test_split = open_cifar10(folder.path(), Split::test);
  CHECK(test_split->size() == 10000);
  CHECK(test_split->label(9999) == 9);
}

TEST_CASE("CIFAR-10: broken batches are refused by name") {
  const TemporaryFolder folder;
  put_batches(folder.path());
  const auto open = [&] { open_cifar10(folder.path(), Split::training); };
  const auto kind = [&] {
    const auto error = test::error_of(open);
    return error ? std::optional(error->kind()) : std::nullopt;
  };
  test::put(folder / "data_batch_4.bin", batch({10}));
  CHECK(kind() == ErrorKind::file_broken);
  test::put(folder / "data_batch_4.bin", batch(test::Bytes(10001, 1)));
  CHECK(kind() == ErrorKind::file_broken);
  std::filesystem::remove(folder / "data_batch_4.bin");
  CHECK(kind() == ErrorKind::file_missing);
  test::put(folder / "data_batch_4.bin", batch({4}));
  CHECK(test::lengths_accepted(folder / "data_batch_1.bin", open).empty());
  CHECK(test::lengths_accepted(folder / "data_batch_2.bin.gz", open).empty());
  CHECK(test::lengths_accepted(folder / "data_batch_3.bin.xz", open).empty());
  test::flips_refused(folder / "data_batch_3.bin.xz", 64, open);
  CHECK(test::get(folder / "data_batch_1.bin").size() == 2 * kRecord);
}

TEST_CASE("CIFAR-10 itself: batch 5 as the test split") {
  const auto folder = test::shared_data("data/cifar10");
  if (!folder) {
    WARN("skipped: no CIFAR-10 files beside the project");
    return;
  }
  const auto samples = open_cifar10(*folder, Split::test);
  CHECK(samples->size() == 10000);
  CHECK(samples->notes().size() == 1);
}

}  // namespace convlens
