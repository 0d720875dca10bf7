#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>

#include <cstring>
#include <exception>
#include <limits>
#include <numeric>

#include "core/base/file.h"
#include "core/base/file_reader.h"
#include "core/formats/onnx.h"
#include "core/formats/onnx_import.h"

namespace convlens {
namespace {

constexpr std::uint64_t kLargestFile = std::numeric_limits<std::int32_t>::max();  // protobuf's own limit
constexpr int kPiece = 1 << 22;  // bytes; a file whose weights lie beside it is hardly larger

/// Gives protobuf the file piece by piece, so that it is told how far it is and can be stopped, and its bytes
/// are never all in memory beside what protobuf makes of them. What goes wrong is kept: it must not fly
/// through protobuf.
class FileBytes : public google::protobuf::io::CopyingInputStream {
 public:
  explicit FileBytes(const OnnxSource& source) : source_(source), file_(source.path), piece_(kPiece) {
    source_.progress.expect(file_.promised());
    check_size(file_.promised());
    read_piece();
    refuse_impostors(source_.path, piece_);
    if (piece_.empty()) source_.broken("an empty file");
  }

  int Read(void* buffer, int size) override {
    try {
      if (taken_ == piece_.size()) go_on();
      const std::size_t given = std::min(static_cast<std::size_t>(size), piece_.size() - taken_);
      std::memcpy(buffer, piece_.data() + taken_, given);
      taken_ += given;
      return static_cast<int>(given);
    } catch (...) {
      failure_ = std::current_exception();
      return -1;
    }
  }

  std::exception_ptr failure() const { return failure_; }
  std::uint64_t bytes() const { return bytes_; }
  /// Of the last piece, which is not told of before it is known what else there is to read.
  std::uint64_t untold() const { return untold_; }

 private:
  void go_on() {
    const std::uint64_t told = untold_;
    read_piece();
    if (piece_.empty())
      untold_ = told;
    else
      source_.progress.read(told);
  }
  void read_piece() {
    source_.progress.check();
    piece_.resize(kPiece);
    piece_.resize(file_.read(piece_));
    taken_ = 0;
    untold_ = piece_.size();
    bytes_ += piece_.size();
    check_size(bytes_);  // pipes promise nothing, and a file may still grow
  }
  void check_size(std::uint64_t bytes) const {
    if (bytes > kLargestFile)
      throw Error(ErrorKind::file_too_large, source_.path.string(), std::to_string(bytes) + " bytes",
                  "at most " + std::to_string(kLargestFile) + " bytes");
  }

  const OnnxSource& source_;
  FileReader file_;
  std::vector<std::uint8_t> piece_;
  std::size_t taken_ = 0;  ///< of the piece, by protobuf
  std::uint64_t untold_ = 0, bytes_ = 0;
  std::exception_ptr failure_;
};

/// Sets `bytes` to the size of all files that the model lies in, `files` to their paths.
onnx::ModelProto parse(const OnnxSource& source, std::vector<std::filesystem::path>& files,
                       std::uint64_t& bytes) {
  FileBytes input(source);
  google::protobuf::io::CopyingInputStreamAdaptor stream(&input, kPiece);
  onnx::ModelProto model;
  const google::protobuf::LogSilencer silence;  // protobuf prints what it does not like; core/ prints nothing
  const bool whole = model.ParseFromZeroCopyStream(&stream);
  if (input.failure()) std::rethrow_exception(input.failure());
  if (!whole) source.broken("bytes that are no ONNX model, or only its beginning");
  if (!model.has_graph()) source.broken("no graph inside");
  files = external_files(model.graph(), source);
  bytes =
      std::accumulate(files.begin(), files.end(), std::uint64_t{0}, [](std::uint64_t sum, const auto& file) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        return sum + (error ? 0 : size);
      });
  source.progress.expect(bytes);
  source.progress.read(input.untold());
  bytes += input.bytes();
  files.insert(files.begin(), source.path);
  return model;
}

}  // namespace

std::optional<OnnxFile> open_onnx(const std::filesystem::path& path, std::stop_token stop,
                                  const ProgressCallback& progress) {
  try {
    OnnxProgress told(std::move(stop), progress);
    const OnnxSource source{path, told};
    OnnxFile opened;
    std::uint64_t bytes = 0;
    const onnx::ModelProto model = parse(source, opened.files, bytes);
    refuse_unknown_operators(model.graph(), source);
    opened.model = OnnxImport(model, source, bytes).run();
    return opened;
  } catch (const OnnxStopped&) {
    return std::nullopt;
  }
}

Model load_onnx(const std::filesystem::path& path) { return std::move(open_onnx(path, {})->model); }

}  // namespace convlens
