#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/drawing_lines.h"
#include "core/data/strokes.h"

namespace convlens {
namespace {

// A .gz of a few megabytes can promise terabytes.
constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 30;
constexpr std::size_t kBlock = 1 << 16;

struct CloseGz {
  void operator()(gzFile file) const { gzclose(file); }
};

/// Lines of a file, unpacked on the way if it is a gzip; zlib passes plain files through.
class LineReader {
 public:
  explicit LineReader(const std::filesystem::path& path) : path_(path) {
    std::error_code code;
    if (!std::filesystem::exists(path, code)) throw Error(ErrorKind::file_missing, path.string());
    if (std::filesystem::is_directory(path, code))
      throw Error(ErrorKind::file_unreadable, path.string(), "a folder", "a file of drawings");
    errno = 0;
    file_.reset(gzopen(path.c_str(), "rb"));
    if (!file_) throw Error(ErrorKind::file_unreadable, path.string(), std::strerror(errno));
  }

  bool next(std::string& line) {
    line.clear();
    for (;;) {
      if (begin_ == end_ && !fill()) return !line.empty();
      const char* start = buffer_.data() + begin_;
      const void* newline = std::memchr(start, '\n', end_ - begin_);
      const std::size_t length =
          newline ? static_cast<std::size_t>(static_cast<const char*>(newline) - start) : end_ - begin_;
      line.append(start, length);
      begin_ += length + (newline ? 1 : 0);
      if (newline) return true;
    }
  }

 private:
  bool fill() {
    const int count = gzread(file_.get(), buffer_.data(), static_cast<unsigned>(buffer_.size()));
    if (count <= 0) check_end(count);
    begin_ = 0;
    end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
    total_ += end_;
    if (total_ > kMaxBytes)
      throw Error(ErrorKind::file_too_large, path_.string(), "more than 1 GiB of drawings", "at most 1 GiB");
    return end_ > 0;
  }

  void check_end(int count) {
    int code = Z_OK;
    const char* message = gzerror(file_.get(), &code);
    if (code == Z_BUF_ERROR)
      throw Error(ErrorKind::file_truncated, path_.string(),
                  "a gzip that breaks off after " + std::to_string(total_) + " unpacked bytes",
                  "a whole gzip");
    if (count < 0) {
      if (code == Z_ERRNO) throw Error(ErrorKind::file_unreadable, path_.string(), std::strerror(errno));
      throw Error(ErrorKind::file_broken, path_.string(), message, "a whole gzip");
    }
  }

  const std::filesystem::path path_;
  std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGz> file_;
  std::array<char, kBlock> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace

bool DrawingLine::is_blank() const { return text.find_first_not_of(" \t\r") == std::string::npos; }

std::vector<DrawingLine> drawing_lines(const std::filesystem::path& path) {
  LineReader reader(path);
  std::vector<DrawingLine> lines;
  std::string line;
  for (std::size_t number = 1; reader.next(line); ++number) {
    if (number == 1)
      refuse_impostors(path, {reinterpret_cast<const std::uint8_t*>(line.data()), line.size()});
    lines.push_back({line, path.string() + ", line " + std::to_string(number)});
  }
  return lines;
}

std::vector<Drawing> read_drawings(const std::filesystem::path& path) {
  std::vector<Drawing> drawings;
  for (const DrawingLine& line : drawing_lines(path))
    if (!line.is_blank()) drawings.push_back(drawing_from_json(line.text, line.where));
  return drawings;
}

}  // namespace convlens
