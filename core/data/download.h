#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"

namespace convlens {

/// A file to be had: its packed name, the MD5 of its unpacked bytes, and about how long it is (for the
/// progress before the server has said).
struct RemoteFile {
  std::string name;
  std::string md5;
  std::uint64_t size = 0;
};
std::span<const RemoteFile> mnist_files();

/// Downloads files into `folder` (made where absent), each resumable (a dot-prefixed .part file with an HTTP
/// range request), each checked (MD5 of the unpacked bytes) before it gets its name. Files already there and
/// right are kept. Addresses are tried in turn until one serves the file. progress counts bytes of all files.
/// Returns false when stopped (parts stay for next time). Throws Error(network, checksum, file_unwritable,
/// disk_full); after a wrong sum the part is deleted, after a broken connection it stays.
bool download_files(std::span<const RemoteFile> files, const std::filesystem::path& folder,
                    const std::vector<std::string>& base_urls, std::stop_token stop = {},
                    const ProgressCallback& progress = {});

/// The four MNIST files, 11 MB. base_url: the folder the files lie in; empty: $CONVLENS_MNIST_URL, else the
/// usual mirrors in turn.
bool download_mnist(const std::filesystem::path& folder, const std::string& base_url,
                    std::stop_token stop = {}, const ProgressCallback& progress = {});

}  // namespace convlens
