#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace convlens {

/// Reads a plain, gzip or xz file piece by piece: nothing is unpacked that is not asked for, so that a small
/// file cannot fill the memory. Which of the three it is, its first bytes say, not its name.
class Unpacker {
 public:
  /// Throws Error(file_missing, file_unreadable, file_too_large, git_lfs_pointer, html_page).
  explicit Unpacker(std::filesystem::path path);
  ~Unpacker();
  Unpacker(Unpacker&&) noexcept;
  Unpacker& operator=(Unpacker&&) noexcept;

  /// Fills `out`; fewer bytes only where the content ends. Throws Error(file_truncated) when the packed
  /// stream stops in the middle, Error(file_broken) when it is damaged.
  std::size_t read(std::span<std::uint8_t> out);
  /// No content can be longer than this, whatever a header inside promises (deflate's best ratio is 1032).
  std::uint64_t at_most() const;
  const std::filesystem::path& path() const { return path_; }

  /// How one way of packing is undone.
  class Decoder {
   public:
    virtual ~Decoder() = default;
    virtual std::size_t read(std::span<std::uint8_t> out) = 0;
  };

 private:
  std::filesystem::path path_;
  std::vector<std::uint8_t> packed_;
  std::uint64_t at_most_ = 0;
  std::unique_ptr<Decoder> decoder_;
};

}  // namespace convlens
