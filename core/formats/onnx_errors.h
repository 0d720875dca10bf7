#pragma once
#include <onnx/onnx_pb.h>

#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "core/formats/onnx_progress.h"

namespace convlens {

/// "operator Conv (node 'conv1')"; a node without a name is called after its first output, as layers are.
inline std::string onnx_layer_name(const onnx::NodeProto& node) {
  return node.name().empty() && node.output_size() > 0 ? node.output(0) : node.name();
}
inline std::string describe(const onnx::NodeProto& node) {
  const std::string domain = node.domain().empty() || node.domain() == "ai.onnx" ? "" : node.domain() + ".";
  return "operator " + domain + node.op_type() + " (node '" + onnx_layer_name(node) + "')";
}

/// The file being read, how far that is, and the two ways in which it can fail.
struct OnnxSource {
  std::filesystem::path path;
  OnnxProgress& progress;

  /// The file contradicts itself or its format.
  [[noreturn]] void broken(const std::string& found,
                           const std::string& expected = "a whole ONNX file") const {
    throw Error(ErrorKind::file_broken, path.string(), found, expected);
  }
  /// The file is good ONNX, but says something that ConvLens cannot do.
  [[noreturn]] void unsupported(const std::string& found, const std::string& expected = {}) const {
    throw Error(ErrorKind::not_supported, path.string(), found, expected);
  }
  [[noreturn]] void unsupported(const onnx::NodeProto& node, const std::string& why) const {
    unsupported(describe(node) + ": " + why);
  }
};

}  // namespace convlens
