#include <google/protobuf/stubs/logging.h>

#include <limits>

#include "core/base/file.h"
#include "core/formats/onnx.h"
#include "core/formats/onnx_import.h"

namespace convlens {
namespace {

constexpr std::uint64_t kLargestFile = std::numeric_limits<std::int32_t>::max();  // protobuf's own limit

/// The file's bytes are gone when this returns: a model of 500 MB is held twice at most, here as bytes and as protobuf's,
/// later as protobuf's and as ours.
onnx::ModelProto parse(const OnnxSource& source) {
  const auto bytes = read_file(source.path, kLargestFile);
  refuse_impostors(source.path, bytes);
  onnx::ModelProto model;
  const google::protobuf::LogSilencer silence;  // protobuf prints what it does not like; core/ prints nothing
  if (bytes.empty()) source.broken("an empty file");
  if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    source.broken("bytes that are no ONNX model, or only its beginning");
  if (!model.has_graph()) source.broken("no graph inside");
  return model;
}

}  // namespace

Model load_onnx(const std::filesystem::path& path) {
  const OnnxSource source{path};
  const onnx::ModelProto model = parse(source);
  refuse_unknown_operators(model.graph(), source);
  return OnnxImport(model, source).run();
}

}  // namespace convlens
