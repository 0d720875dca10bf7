#include "core/formats/onnx_tensor.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace convlens {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

// More values than any file below protobuf's 2 GiB can hold: a product that stays below cannot overflow.
constexpr std::uint64_t kMostValues = std::uint64_t{1} << 31;

std::string label(const onnx::TensorProto& tensor) { return "tensor '" + tensor.name() + "'"; }

std::uint64_t promised_values(const onnx::TensorProto& tensor, const OnnxSource& source) {
  std::uint64_t count = 1;
  for (const std::int64_t dim : tensor.dims()) {
    if (dim < 0 || static_cast<std::uint64_t>(dim) >= kMostValues)
      source.broken(label(tensor) + " has a dimension of " + std::to_string(dim),
                    "a size that fits into the file");
    count *= static_cast<std::uint64_t>(dim);
    if (count >= kMostValues)
      source.broken(label(tensor) + " promises more values than a file can hold",
                    "a size that fits into the file");
  }
  return count;
}

[[noreturn]] void refuse_external(const onnx::TensorProto& tensor, const OnnxSource& source) {
  std::string location;
  for (const auto& entry : tensor.external_data())
    if (entry.key() == "location") location = entry.value();
  const std::filesystem::path path(location);
  const bool leaves = path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end() ||
                      location.find('\\') != std::string::npos || location.find('\0') != std::string::npos;
  if (location.empty() || leaves)
    source.broken(label(tensor) + " wants its data from '" + location + "', outside the model's folder",
                  "data inside the model's file");
  source.unsupported(label(tensor) + " keeps its data in another file ('" + location + "')",
                     "a model with its weights inside");
}

void check_count(const onnx::TensorProto& tensor, const OnnxSource& source, std::uint64_t promised,
                 std::uint64_t held) {
  if (promised != held)
    source.broken(label(tensor) + " holds " + std::to_string(held) + " values",
                  std::to_string(promised) + " values (" +
                      dims_text({tensor.dims().data(), static_cast<std::size_t>(tensor.dims_size())}) + ")");
}

/// Stored is the type in raw_data; typed the protobuf field that holds the values otherwise.
template <typename Stored, typename Value, typename Typed>
void read_values(const onnx::TensorProto& tensor, const OnnxSource& source, const Typed& typed,
                 std::vector<Value>& values) {
  const std::uint64_t count = promised_values(tensor, source);
  if (!tensor.has_raw_data()) {
    check_count(tensor, source, count, static_cast<std::uint64_t>(typed.size()));
    values.assign(typed.begin(), typed.end());
    return;
  }
  const std::string& raw = tensor.raw_data();
  if (raw.size() % sizeof(Stored) != 0)
    source.broken(label(tensor) + " ends within a value",
                  "a multiple of " + std::to_string(sizeof(Stored)) + " bytes");
  check_count(tensor, source, count, raw.size() / sizeof(Stored));
  values.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Stored stored;
    std::memcpy(&stored, raw.data() + i * sizeof(Stored), sizeof(Stored));
    values[i] = stored;
  }
}

template <typename T>
void set_raw(std::span<const T> values, onnx::TensorProto& tensor) {
  tensor.set_raw_data(std::string(reinterpret_cast<const char*>(values.data()), values.size_bytes()));
}

}  // namespace

std::string dims_text(std::span<const std::int64_t> dims) {
  std::string text;
  for (const std::int64_t dim : dims) text += (text.empty() ? "" : "x") + std::to_string(dim);
  return text.empty() ? "scalar" : text;
}

OnnxTensor decode_tensor(const onnx::TensorProto& tensor, const OnnxSource& source) {
  if (tensor.data_location() == onnx::TensorProto::EXTERNAL || tensor.external_data_size() > 0)
    refuse_external(tensor, source);
  OnnxTensor result;
  result.dims.assign(tensor.dims().begin(), tensor.dims().end());
  result.is_float = tensor.data_type() == onnx::TensorProto::FLOAT;
  switch (tensor.data_type()) {
    case onnx::TensorProto::FLOAT:
      read_values<float>(tensor, source, tensor.float_data(), result.floats);
      break;
    case onnx::TensorProto::INT64:
      read_values<std::int64_t>(tensor, source, tensor.int64_data(), result.ints);
      break;
    case onnx::TensorProto::INT32:
      read_values<std::int32_t>(tensor, source, tensor.int32_data(), result.ints);
      break;
    default: {
      const bool known = onnx::TensorProto::DataType_IsValid(tensor.data_type());
      const std::string type =
          known
              ? onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(tensor.data_type()))
              : std::to_string(tensor.data_type());
      source.unsupported(label(tensor) + " holds values of type " + type, "FLOAT");
    }
  }
  return result;
}

void encode_tensor(std::string name, std::span<const std::int64_t> dims, std::span<const float> values,
                   onnx::TensorProto& tensor) {
  tensor.set_name(std::move(name));
  tensor.set_data_type(onnx::TensorProto::FLOAT);
  for (const std::int64_t dim : dims) tensor.add_dims(dim);
  set_raw(values, tensor);
}

void encode_tensor(std::string name, std::span<const std::int64_t> values, onnx::TensorProto& tensor) {
  tensor.set_name(std::move(name));
  tensor.set_data_type(onnx::TensorProto::INT64);
  tensor.add_dims(static_cast<std::int64_t>(values.size()));
  set_raw(values, tensor);
}

}  // namespace convlens
