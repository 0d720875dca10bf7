#pragma once
#include <onnx/onnx_pb.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/formats/onnx_errors.h"

namespace convlens {

/// A constant of an ONNX graph: float32 weights, or the whole numbers that shapes are made of.
struct OnnxTensor {
  std::vector<std::int64_t> dims;  ///< empty: a scalar
  bool is_float = true;
  std::vector<float> floats;
  std::vector<std::int64_t> ints;

  std::size_t size() const { return is_float ? floats.size() : ints.size(); }
};

/// "16x8x5x5", for messages.
std::string dims_text(std::span<const std::int64_t> dims);

/// float32, int32 and int64, as raw bytes or typed fields. Throws Error(file_broken) where dims and data
/// disagree, Error(not_supported) for other types and for data kept in another file. Allocates no more than
/// the file holds.
OnnxTensor decode_tensor(const onnx::TensorProto& tensor, const OnnxSource& source);

/// float32 as raw little-endian bytes.
void encode_tensor(std::string name, std::span<const std::int64_t> dims, std::span<const float> values,
                   onnx::TensorProto& tensor);
void encode_tensor(std::string name, std::span<const std::int64_t> values, onnx::TensorProto& tensor);

}  // namespace convlens
