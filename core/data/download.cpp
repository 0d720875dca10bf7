#include "core/data/download.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <optional>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/http_fetch.h"
#include "core/data/unpack.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr std::array kMirrors = {"https://ossci-datasets.s3.amazonaws.com/mnist/",
                                 "https://storage.googleapis.com/cvdf-datasets/mnist/"};
constexpr std::uint64_t kMaxPacked = 256'000'000;
constexpr std::uint64_t kMaxUnpacked = 1'000'000'000;
constexpr std::size_t kPiece = std::size_t{1} << 16;

/// In lower-case hexadecimal. Throws what Unpacker throws.
std::string unpacked_md5(const fs::path& path) {
  Digest digest(Digest::Kind::md5);
  Unpacker source(path);
  std::vector<std::uint8_t> piece(kPiece);
  std::uint64_t length = 0;
  while (const std::size_t got = source.read(piece)) {
    digest.add(piece.data(), got);
    length += got;
    if (length > kMaxUnpacked)
      throw Error(ErrorKind::file_too_large, path.string(),
                  "more than " + std::to_string(kMaxUnpacked) + " bytes");
  }
  return digest.text();
}

bool is_right(const fs::path& path, const RemoteFile& file) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  try {
    return unpacked_md5(path) == file.md5;
  } catch (const Error&) {
    return false;
  }
}

/// There already, as packed or as unpacked by the user.
bool is_there(const fs::path& folder, const RemoteFile& file) {
  return is_right(folder / file.name, file) || is_right(folder / fs::path(file.name).stem(), file);
}

/// What is wrong with a finished part; none: nothing.
std::optional<Error> find_fault(const fs::path& part, const fs::path& path, const RemoteFile& file,
                                const std::string& url) {
  try {
    const std::string sum = unpacked_md5(part);
    if (sum == file.md5) return std::nullopt;
    return Error(ErrorKind::checksum, path.string(), sum, file.md5);
  } catch (const Error& failure) {
    if (failure.kind() == ErrorKind::html_page)
      return Error(ErrorKind::network, url,
                   "a web page came instead of the file (perhaps this network's login page)");
    return Error(ErrorKind::checksum, path.string(), failure.found(), file.md5);
  }
}

class Downloads {
 public:
  Downloads(std::span<const RemoteFile> files, const fs::path& folder, std::stop_token stop,
            const ProgressCallback& progress)
      : files_(files), folder_(folder), stop_(std::move(stop)), progress_(progress) {
    for (const RemoteFile& file : files) totals_.push_back(file.size);
  }

  bool run(const std::vector<std::string>& base_urls) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (stop_.stop_requested()) return false;
      if (!is_there(folder_, files_[i]) && !from_any(i, base_urls)) return false;
      report(i, totals_[i], totals_[i]);
    }
    return true;
  }

 private:
  /// Tries the addresses in turn; the last one's failure is the one told.
  bool from_any(std::size_t index, const std::vector<std::string>& base_urls) {
    for (std::size_t i = 0;; ++i) {
      try {
        return from(index, base_urls.at(i));
      } catch (const Error& failure) {
        const bool another_may_do =
            failure.kind() == ErrorKind::network || failure.kind() == ErrorKind::checksum;
        if (!another_may_do || i + 1 == base_urls.size()) throw;
      }
    }
  }

  bool from(std::size_t index, const std::string& base_url) {
    const RemoteFile& file = files_[index];
    const std::string url = base_url + (base_url.ends_with('/') ? "" : "/") + file.name;
    const fs::path path = folder_ / file.name;
    std::string part_name = ".";
    part_name.append(file.name).append(".part");
    const fs::path part = folder_ / part_name;
    const ProgressCallback report_file = [&](std::size_t done, std::size_t total) {
      report(index, done, total);
    };
    for (;;) {
      std::error_code error;
      const bool resumed = fs::exists(part, error) && fs::file_size(part, error) > 0;
      if (!fetch_resumable(url, part, kMaxPacked, stop_, report_file)) return false;
      const std::optional<Error> fault = find_fault(part, path, file, url);
      if (!fault) break;
      fs::remove(part, error);
      // The part may have come from a server that packs differently: once more from its beginning.
      if (!resumed) throw *fault;
    }
    adopt_file(part, path);
    return true;
  }

  void report(std::size_t index, std::size_t done, std::size_t total) {
    if (total != 0) totals_[index] = total;
    if (!progress_) return;
    const auto before = totals_.begin() + static_cast<std::ptrdiff_t>(index);
    const std::uint64_t finished = std::accumulate(totals_.begin(), before, std::uint64_t{0});
    progress_(finished + done, std::accumulate(totals_.begin(), totals_.end(), std::uint64_t{0}));
  }

  std::span<const RemoteFile> files_;
  fs::path folder_;
  std::stop_token stop_;
  const ProgressCallback& progress_;
  std::vector<std::uint64_t> totals_;
};

}  // namespace

std::span<const RemoteFile> mnist_files() {
  static const std::array<RemoteFile, 4> files = {{
      {"train-images-idx3-ubyte.gz", "6bbc9ace898e44ae57da46a324031adb", 9'912'422},
      {"train-labels-idx1-ubyte.gz", "a25bea736e30d166cdddb491f175f624", 28'881},
      {"t10k-images-idx3-ubyte.gz", "2646ac647ad5339dbf082846283269ea", 1'648'877},
      {"t10k-labels-idx1-ubyte.gz", "27ae3e4e09519cfbb04c329615203637", 4'542},
  }};
  return files;
}

bool download_files(std::span<const RemoteFile> files, const fs::path& folder,
                    const std::vector<std::string>& base_urls, std::stop_token stop,
                    const ProgressCallback& progress) {
  if (base_urls.empty()) throw Error(ErrorKind::bad_value, "addresses", "none", "at least one");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw write_failure(folder, error.value());
  return Downloads(files, folder, std::move(stop), progress).run(base_urls);
}

bool download_mnist(const fs::path& folder, const std::string& base_url, std::stop_token stop,
                    const ProgressCallback& progress) {
  std::vector<std::string> base_urls(kMirrors.begin(), kMirrors.end());
  const char* named = std::getenv("CONVLENS_MNIST_URL");
  if (!base_url.empty())
    base_urls = {base_url};
  else if (named != nullptr && *named != '\0')
    base_urls = {named};
  return download_files(mnist_files(), folder, base_urls, std::move(stop), progress);
}

}  // namespace convlens
