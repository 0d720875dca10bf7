#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/formats/onnx_tensor.h"

namespace convlens {

/// A node whose inputs are all constants: exporters compute shapes, bring weights into another form and join
/// batch norm with what stands beside it.
struct OnnxFold {
  const onnx::NodeProto& node;
  const OnnxSource& source;
  int opset;
  std::vector<OnnxTensor> inputs;
  std::vector<bool> given;  ///< false: an optional input left out

  bool has(std::size_t input) const { return input < inputs.size() && given[input]; }
  const OnnxTensor& input(std::size_t index) const;
  /// The input as a short list of whole numbers (a shape, axes, indices).
  std::vector<std::int64_t> numbers(std::size_t input) const;
  /// A list that newer operator sets have as an input, older ones as an attribute; std::nullopt: neither.
  std::optional<std::vector<std::int64_t>> list(std::size_t input, const char* attribute) const;
  std::optional<std::vector<std::int64_t>> axes(std::size_t input) const { return list(input, "axes"); }
  [[noreturn]] void unsupported(const std::string& why) const { source.unsupported(node, why); }
  [[noreturn]] void broken(const std::string& found, const std::string& expected) const {
    source.broken(describe(node) + " " + found, expected);
  }
};

/// The node's output; std::nullopt when it is an operator that nobody has tried on constants.
std::optional<OnnxTensor> fold(const OnnxFold& fold);

/// One function an operator; the table is in onnx_fold.cpp.
OnnxTensor fold_cast(const OnnxFold& fold);
OnnxTensor fold_concat(const OnnxFold& fold);
OnnxTensor fold_constant_of_shape(const OnnxFold& fold);
OnnxTensor fold_dequantize(const OnnxFold& fold);
OnnxTensor fold_expand(const OnnxFold& fold);
OnnxTensor fold_gather(const OnnxFold& fold);
OnnxTensor fold_identity(const OnnxFold& fold);
OnnxTensor fold_pairs(const OnnxFold& fold);
OnnxTensor fold_range(const OnnxFold& fold);
OnnxTensor fold_reduce_product(const OnnxFold& fold);
OnnxTensor fold_reshape(const OnnxFold& fold);
OnnxTensor fold_shape(const OnnxFold& fold);
OnnxTensor fold_single(const OnnxFold& fold);
OnnxTensor fold_slice(const OnnxFold& fold);
OnnxTensor fold_squeeze(const OnnxFold& fold);
OnnxTensor fold_transpose(const OnnxFold& fold);
OnnxTensor fold_unsqueeze(const OnnxFold& fold);
OnnxTensor fold_where(const OnnxFold& fold);

/// The most values that a folded operator may pick one by one from others.
inline constexpr std::uint64_t kMostPlaces = std::uint64_t{1} << 26;
/// Values in another order or number: result[i] = value[source[i]].
OnnxTensor picked(const OnnxTensor& value, std::vector<std::int64_t> dims,
                  const std::vector<std::size_t>& places);
/// Steps in the flat values for each axis.
std::vector<std::size_t> strides_of(const std::vector<std::int64_t>& dims);
/// For each value of a broadcast result (dims: ONNX's rule for two shapes) the place in a value of dims
/// `from`.
std::vector<std::size_t> broadcast_places(const std::vector<std::int64_t>& from,
                                          const std::vector<std::int64_t>& to);

/// An axis of a value of `rank` dimensions, counted from the front. Throws Error(file_broken).
std::size_t axis_of(const onnx::NodeProto& node, std::int64_t axis, std::size_t rank,
                    const OnnxSource& source);
/// The target of a Reshape for a value of these dims: 0 keeps a size (unless allowzero), -1 takes what is
/// left.
std::vector<std::int64_t> reshape_target(const onnx::NodeProto& node, std::span<const std::int64_t> dims,
                                         std::vector<std::int64_t> target, const OnnxSource& source);
/// dims without those axes of size 1; without axes: without any such.
std::vector<std::int64_t> unsqueezed(const onnx::NodeProto& node, std::vector<std::int64_t> dims,
                                     std::vector<std::int64_t> axes, const OnnxSource& source);

}  // namespace convlens
