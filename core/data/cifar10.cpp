#include "core/data/cifar10.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/error.h"
#include "core/data/unpack.h"
#include "core/tensor/tensor.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr Shape kShape{3, 32, 32};
constexpr std::size_t kRecord = 1 + 3 * 32 * 32;
constexpr std::size_t kFullBatch = 10000;
constexpr int kBatches = 5;

std::string batch_name(int number) { return "data_batch_" + std::to_string(number) + ".bin"; }
constexpr const char* kTestBatch = "test_batch.bin";

/// Empty where it is absent.
fs::path find_batch(const fs::path& folder, const std::string& name) {
  for (const fs::path& place : {folder, folder / "cifar-10-batches-bin"})
    for (const char* suffix : {"", ".gz", ".xz"}) {
      std::error_code error;
      fs::path path = place / (name + suffix);
      if (fs::exists(path, error)) return path;
    }
  return {};
}

fs::path require_batch(const fs::path& folder, const std::string& name) {
  fs::path path = find_batch(folder, name);
  if (path.empty())
    throw Error(ErrorKind::file_missing, (folder / name).string(), "not there, and no .gz or .xz of it");
  return path;
}

/// Calls take(record) for each record; a batch has a full batch's records at most.
template <typename Take>
std::size_t for_each_record(const fs::path& path, Take&& take) {
  Unpacker source(path);
  std::array<std::uint8_t, kRecord> record{};
  std::size_t count = 0;
  while (const std::size_t got = source.read(record)) {
    if (got != kRecord)
      throw Error(ErrorKind::file_truncated, path.string(), std::to_string(count * kRecord + got) + " bytes",
                  "whole records of " + std::to_string(kRecord) + " bytes");
    if (count == kFullBatch)
      throw Error(ErrorKind::file_broken, path.string(),
                  "more than " + std::to_string(kFullBatch) + " pictures", std::to_string(kFullBatch));
    take(record);
    ++count;
  }
  if (count == 0) throw Error(ErrorKind::file_truncated, path.string(), "0 bytes", "at least one picture");
  return count;
}

bool has_full_test_batch(const fs::path& folder) {
  const fs::path path = find_batch(folder, kTestBatch);
  return !path.empty() && for_each_record(path, [](const auto&) {}) == kFullBatch;
}

struct Pictures {
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;
};

void append_batch(const fs::path& path, Pictures& pictures) {
  for_each_record(path, [&](const std::array<std::uint8_t, kRecord>& record) {
    if (record[0] >= cifar10_class_names().size())
      throw Error(ErrorKind::file_broken, path.string(), "label " + std::to_string(record[0]),
                  "labels from 0 to " + std::to_string(cifar10_class_names().size() - 1));
    pictures.labels.push_back(record[0]);
    pictures.pixels.resize(pictures.pixels.size() + kShape.size());
    from_chw(record.data() + 1, kShape,
             &*(pictures.pixels.end() - static_cast<std::ptrdiff_t>(kShape.size())));
  });
}

}  // namespace

std::shared_ptr<const Samples> open_cifar10(const fs::path& folder, Split split) {
  std::vector<std::string> names;
  std::vector<Note> notes;
  const bool full_test = has_full_test_batch(folder);
  if (split == Split::training)
    for (int number = 1; number <= (full_test ? kBatches : kBatches - 1); ++number)
      names.push_back(batch_name(number));
  else
    names.push_back(full_test ? kTestBatch : batch_name(kBatches));
  if (!full_test) notes.push_back({NoteKind::last_batch_tests, folder.string()});

  // All names first: a missing file should not cost the time of unpacking the others.
  std::vector<fs::path> paths;
  for (const std::string& name : names) paths.push_back(require_batch(folder, name));
  Pictures pictures;
  pictures.pixels.reserve(paths.size() * kFullBatch * kShape.size());
  for (const fs::path& path : paths) append_batch(path, pictures);
  return std::make_shared<StoredSamples>(kShape, std::move(pictures.pixels), std::move(pictures.labels),
                                         cifar10_class_names(), std::move(notes));
}

bool has_cifar10(const fs::path& folder) {
  for (int number = 1; number < kBatches; ++number)
    if (find_batch(folder, batch_name(number)).empty()) return false;
  return true;
}

const std::vector<std::string>& cifar10_class_names() {
  static const std::vector<std::string> names = {"airplane", "automobile", "bird",  "cat",  "deer",
                                                 "dog",      "frog",       "horse", "ship", "truck"};
  return names;
}

}  // namespace convlens
