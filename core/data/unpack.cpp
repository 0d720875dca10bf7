#include "core/data/unpack.h"

#include <lzma.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"

namespace convlens {
namespace {

constexpr std::uint64_t kMaxPacked = 4'000'000'000;
constexpr std::uint64_t kDeflateRatio = 1032;
// xz packs zeros about 7000 times; memory for its dictionary is limited as well.
constexpr std::uint64_t kXzRatio = 10'000;
constexpr std::uint64_t kXzMemory = std::uint64_t{256} << 20;
constexpr std::size_t kPiece = std::size_t{1} << 30;  // zlib counts in 32 bits

using Bytes = std::span<const std::uint8_t>;

Error damaged(const std::filesystem::path& path, const std::string& packing) {
  return {ErrorKind::file_broken, path.string(), "damaged " + packing + " data"};
}
Error cut(const std::filesystem::path& path, const std::string& packing, std::size_t size) {
  return {ErrorKind::file_truncated, path.string(),
          std::to_string(size) + " bytes, the middle of a " + packing + " stream", "the whole stream"};
}

class Plain final : public Unpacker::Decoder {
 public:
  explicit Plain(Bytes bytes) : left_(bytes) {}
  std::size_t read(std::span<std::uint8_t> out) override {
    const std::size_t count = std::min(out.size(), left_.size());
    std::copy_n(left_.begin(), count, out.begin());
    left_ = left_.subspan(count);
    return count;
  }

 private:
  Bytes left_;
};

class Gzip final : public Unpacker::Decoder {
 public:
  Gzip(Bytes bytes, std::filesystem::path path) : bytes_(bytes), left_(bytes), path_(std::move(path)) {
    constexpr int kGzipOnly = 16;
    if (inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) throw damaged(path_, "gzip");
  }
  ~Gzip() override { inflateEnd(&stream_); }

  std::size_t read(std::span<std::uint8_t> out) override {
    std::size_t done = 0;
    while (done < out.size() && !ended_) {
      const std::size_t input = std::min(left_.size(), kPiece), room = std::min(out.size() - done, kPiece);
      stream_.next_in = const_cast<std::uint8_t*>(left_.data());
      stream_.avail_in = static_cast<uInt>(input);
      stream_.next_out = out.data() + done;
      stream_.avail_out = static_cast<uInt>(room);
      const int status = inflate(&stream_, Z_NO_FLUSH);
      left_ = left_.subspan(input - stream_.avail_in);
      done += room - stream_.avail_out;
      if (status == Z_STREAM_END)
        next_member();
      else if (status == Z_BUF_ERROR && left_.empty())
        throw cut(path_, "gzip", bytes_.size());
      else if (status != Z_OK && status != Z_BUF_ERROR)
        throw damaged(path_, "gzip");
    }
    return done;
  }

 private:
  /// A gzip file may be several, one after the other; anything else behind the last is padding.
  void next_member() {
    constexpr std::uint8_t kMagic[] = {0x1F, 0x8B};
    ended_ = left_.size() < 2 || left_[0] != kMagic[0] || left_[1] != kMagic[1];
    if (!ended_) inflateReset(&stream_);
  }

  Bytes bytes_, left_;
  std::filesystem::path path_;
  z_stream stream_{};
  bool ended_ = false;
};

class Xz final : public Unpacker::Decoder {
 public:
  Xz(Bytes bytes, std::filesystem::path path) : size_(bytes.size()), path_(std::move(path)) {
    if (lzma_stream_decoder(&stream_, kXzMemory, LZMA_CONCATENATED) != LZMA_OK) throw damaged(path_, "xz");
    stream_.next_in = bytes.data();
    stream_.avail_in = bytes.size();
  }
  ~Xz() override { lzma_end(&stream_); }

  std::size_t read(std::span<std::uint8_t> out) override {
    stream_.next_out = out.data();
    stream_.avail_out = out.size();
    while (stream_.avail_out > 0 && !ended_) {
      const lzma_ret status = lzma_code(&stream_, LZMA_FINISH);
      if (status == LZMA_STREAM_END)
        ended_ = true;
      else if (status == LZMA_BUF_ERROR)
        throw cut(path_, "xz", size_);
      else if (status != LZMA_OK)
        throw damaged(path_, "xz");
    }
    return out.size() - stream_.avail_out;
  }

 private:
  std::size_t size_;
  std::filesystem::path path_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ended_ = false;
};

bool starts_with(Bytes bytes, std::initializer_list<std::uint8_t> magic) {
  return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin());
}

std::uint64_t times(std::uint64_t size, std::uint64_t ratio) {
  return size > std::numeric_limits<std::uint64_t>::max() / ratio ? size : size * ratio;
}

}  // namespace

Unpacker::Unpacker(std::filesystem::path path)
    : path_(std::move(path)), packed_(read_file(path_, kMaxPacked)) {
  refuse_impostors(path_, packed_);
  if (starts_with(packed_, {0x1F, 0x8B})) {
    at_most_ = times(packed_.size(), kDeflateRatio);
    decoder_ = std::make_unique<Gzip>(packed_, path_);
  } else if (starts_with(packed_, {0xFD, '7', 'z', 'X', 'Z', 0x00})) {
    at_most_ = times(packed_.size(), kXzRatio);
    decoder_ = std::make_unique<Xz>(packed_, path_);
  } else {
    at_most_ = packed_.size();
    decoder_ = std::make_unique<Plain>(packed_);
  }
}

Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;
Unpacker& Unpacker::operator=(Unpacker&&) noexcept = default;

std::size_t Unpacker::read(std::span<std::uint8_t> out) { return decoder_->read(out); }
std::uint64_t Unpacker::at_most() const { return at_most_; }

}  // namespace convlens
