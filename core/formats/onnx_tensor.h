#pragma once
#include <onnx/onnx_pb.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/onnx_errors.h"

namespace convlens {

/// A constant of an ONNX graph: float32 weights, or the whole numbers that shapes are made of. Copies share
/// the floats; those of a file stay where protobuf has put them, so that a large model is not held twice.
struct OnnxTensor {
  std::vector<std::int64_t> dims;  ///< empty: a scalar
  bool is_float = true;
  std::span<const float> floats;
  std::vector<std::int64_t> ints;
  std::shared_ptr<const std::vector<float>> owner;  ///< of the floats; nullptr: the file's
  /// A matrix whose dims say (out, in) while its floats stand as (in, out).
  bool stands_transposed = false;

  std::size_t size() const { return is_float ? floats.size() : ints.size(); }

  static OnnxTensor of_floats(std::vector<std::int64_t> dims, std::vector<float> values);
  static OnnxTensor of_ints(std::vector<std::int64_t> dims, std::vector<std::int64_t> values);
  static OnnxTensor list(std::vector<std::int64_t> values);
};

/// "16x8x5x5", for messages.
std::string dims_text(std::span<const std::int64_t> dims);
/// The number of values these dims promise. Throws Error(file_broken) for negative ones and for more than a
/// file can hold; `what` begins the sentence.
std::uint64_t promised_values(std::span<const std::int64_t> dims, const std::string& what,
                              const OnnxSource& source);

/// Any kind of number that means the same as float32 or int64: float, double, float16, bfloat16, and whole
/// numbers up to 64 bits, as raw bytes, typed fields or in a file beside the model. Throws Error(file_broken)
/// where dims and data disagree, Error(not_supported) for other types. Allocates no more than the files hold.
OnnxTensor decode_tensor(const onnx::TensorProto& tensor, const OnnxSource& source);

inline bool is_external(const onnx::TensorProto& tensor) {
  return tensor.data_location() == onnx::TensorProto::EXTERNAL || tensor.external_data_size() > 0;
}
/// Hands on, in pieces of whole values, the bytes of a tensor that keeps them in another file of the model's
/// folder. Throws Error(file_broken) for a place outside it, Error(file_missing, file_truncated) naming that
/// file.
void read_external(const onnx::TensorProto& tensor, std::uint64_t bytes, const OnnxSource& source,
                   const std::function<void(std::string_view)>& take);
/// The files in the model's folder that its tensors have their data in, in the order of first mention.
std::vector<std::filesystem::path> external_files(const onnx::GraphProto& graph, const OnnxSource& source);

/// float32 as raw little-endian bytes.
void encode_tensor(std::string name, std::span<const std::int64_t> dims, std::span<const float> values,
                   onnx::TensorProto& tensor);
void encode_tensor(std::string name, std::span<const std::int64_t> values, onnx::TensorProto& tensor);

}  // namespace convlens
