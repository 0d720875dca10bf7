#include "core/formats/onnx_tensor.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace convlens {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

// More values than any file below protobuf's 2 GiB can hold: a product that stays below cannot overflow.
constexpr std::uint64_t kMostValues = std::uint64_t{1} << 31;

using Type = onnx::TensorProto;

std::string label(const onnx::TensorProto& tensor) { return "tensor '" + tensor.name() + "'"; }

std::vector<std::int64_t> dims_of(const onnx::TensorProto& tensor) {
  return {tensor.dims().begin(), tensor.dims().end()};
}

void check_count(const onnx::TensorProto& tensor, const OnnxSource& source, std::uint64_t promised,
                 std::uint64_t held) {
  if (promised != held)
    source.broken(label(tensor) + " holds " + std::to_string(held) + " values",
                  std::to_string(promised) + " values (" + dims_text(dims_of(tensor)) + ")");
}

/// IEEE 754 binary16, all of it: subnormal numbers, infinities, nan.
float half_to_float(std::uint16_t bits) {
  constexpr int kMantissaBits = 10, kBias = 15, kSpecial = 31;
  const int exponent = (bits >> kMantissaBits) & kSpecial;
  const float mantissa = static_cast<float>(bits & 0x3FF);
  float value = 0;
  if (exponent == kSpecial)
    value = mantissa == 0 ? INFINITY : NAN;
  else if (exponent == 0)
    value = std::ldexp(mantissa, 1 - kBias - kMantissaBits);
  else
    value = std::ldexp(mantissa + 1024.0f, exponent - kBias - kMantissaBits);
  return (bits & 0x8000) != 0 ? -value : value;
}

float bfloat_to_float(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

template <typename Stored, typename Value, typename Convert>
void append(std::string_view bytes, Convert convert, std::vector<Value>& values) {
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(Stored)) {
    Stored stored;
    std::memcpy(&stored, bytes.data() + at, sizeof(Stored));
    values.push_back(convert(stored));
  }
}

/// The values as bytes of the type `Stored`: from the file beside, from raw_data, or nothing (typed fields
/// hold them).
template <typename Stored, typename Value, typename Typed, typename Convert>
std::vector<Value> read_values(const onnx::TensorProto& tensor, const OnnxSource& source, const Typed& typed,
                               Convert convert) {
  const std::uint64_t count = promised_values(dims_of(tensor), label(tensor), source);
  std::vector<Value> values;
  if (is_external(tensor)) {
    read_external(tensor, count * sizeof(Stored), source, [&](std::string_view piece) {
      values.reserve(count);  // not before it is known that the file holds them
      append<Stored>(piece, convert, values);
    });
    return values;
  }
  if (!tensor.has_raw_data()) {
    check_count(tensor, source, count, static_cast<std::uint64_t>(typed.size()));
    values.reserve(count);
    for (const auto& value : typed) values.push_back(convert(static_cast<Stored>(value)));
    return values;
  }
  const std::string& raw = tensor.raw_data();
  if (raw.size() % sizeof(Stored) != 0)
    source.broken(label(tensor) + " ends within a value",
                  "a multiple of " + std::to_string(sizeof(Stored)) + " bytes");
  check_count(tensor, source, count, raw.size() / sizeof(Stored));
  values.reserve(count);
  append<Stored>(raw, convert, values);
  return values;
}

/// float32 inside the file: nothing is copied.
OnnxTensor in_place(const onnx::TensorProto& tensor, const OnnxSource& source) {
  const std::uint64_t count = promised_values(dims_of(tensor), label(tensor), source);
  std::span<const float> floats;
  if (!tensor.has_raw_data()) {
    floats = {tensor.float_data().data(), static_cast<std::size_t>(tensor.float_data_size())};
  } else {
    const std::string& raw = tensor.raw_data();
    if (raw.size() % sizeof(float) != 0)
      source.broken(label(tensor) + " ends within a value",
                    "a multiple of " + std::to_string(sizeof(float)) + " bytes");
    floats = {reinterpret_cast<const float*>(raw.data()), raw.size() / sizeof(float)};
  }
  check_count(tensor, source, count, floats.size());
  return {.dims = dims_of(tensor), .is_float = true, .floats = floats, .ints = {}, .owner = {}};
}

bool lies_aligned(const onnx::TensorProto& tensor) {
  return std::bit_cast<std::uintptr_t>(tensor.raw_data().data()) % alignof(float) == 0;
}

template <typename T>
void set_raw(std::span<const T> values, onnx::TensorProto& tensor) {
  tensor.set_raw_data(std::string(reinterpret_cast<const char*>(values.data()), values.size_bytes()));
}

std::string type_name(const onnx::TensorProto& tensor) {
  const int type = tensor.data_type();
  return onnx::TensorProto::DataType_IsValid(type)
             ? onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(type))
             : std::to_string(type);
}

}  // namespace

OnnxTensor OnnxTensor::of_floats(std::vector<std::int64_t> dims, std::vector<float> values) {
  auto owner = std::make_shared<const std::vector<float>>(std::move(values));
  const std::span<const float> floats = *owner;
  return {.dims = std::move(dims), .is_float = true, .floats = floats, .ints = {}, .owner = std::move(owner)};
}

OnnxTensor OnnxTensor::of_ints(std::vector<std::int64_t> dims, std::vector<std::int64_t> values) {
  return {.dims = std::move(dims), .is_float = false, .floats = {}, .ints = std::move(values), .owner = {}};
}

OnnxTensor OnnxTensor::list(std::vector<std::int64_t> values) {
  const auto size = static_cast<std::int64_t>(values.size());
  return of_ints({size}, std::move(values));
}

std::string dims_text(std::span<const std::int64_t> dims) {
  std::string text;
  for (const std::int64_t dim : dims) text += (text.empty() ? "" : "x") + std::to_string(dim);
  return text.empty() ? "scalar" : text;
}

std::uint64_t promised_values(std::span<const std::int64_t> dims, const std::string& what,
                              const OnnxSource& source) {
  std::uint64_t count = 1;
  for (const std::int64_t dim : dims) {
    if (dim < 0 || static_cast<std::uint64_t>(dim) >= kMostValues)
      source.broken(what + " has a dimension of " + std::to_string(dim), "a size that fits into the file");
    count *= static_cast<std::uint64_t>(dim);
    if (count >= kMostValues)
      source.broken(what + " promises more values than a file can hold", "a size that fits into the file");
  }
  return count;
}

OnnxTensor decode_tensor(const onnx::TensorProto& tensor, const OnnxSource& source) {
  const auto floats = [&]<typename Stored>(Stored, const auto& typed, auto convert) {
    return OnnxTensor::of_floats(dims_of(tensor), read_values<Stored, float>(tensor, source, typed, convert));
  };
  const auto ints = [&]<typename Stored>(Stored, const auto& typed) {
    return OnnxTensor::of_ints(dims_of(tensor),
                               read_values<Stored, std::int64_t>(tensor, source, typed, [](Stored value) {
                                 return static_cast<std::int64_t>(value);
                               }));
  };
  const auto same = [](float value) { return value; };
  switch (tensor.data_type()) {
    case Type::FLOAT:
      if (!is_external(tensor) && lies_aligned(tensor)) return in_place(tensor, source);
      return floats(float{}, tensor.float_data(), same);
    case Type::DOUBLE:
      return floats(double{}, tensor.double_data(), [](double value) { return static_cast<float>(value); });
    case Type::FLOAT16:
      return floats(std::uint16_t{}, tensor.int32_data(), half_to_float);
    case Type::BFLOAT16:
      return floats(std::uint16_t{}, tensor.int32_data(), bfloat_to_float);
    case Type::INT64:
      return ints(std::int64_t{}, tensor.int64_data());
    case Type::INT32:
      return ints(std::int32_t{}, tensor.int32_data());
    case Type::INT8:
      return ints(std::int8_t{}, tensor.int32_data());
    case Type::UINT8:
      return ints(std::uint8_t{}, tensor.int32_data());
    case Type::BOOL:
      return ints(std::uint8_t{}, tensor.int32_data());
    default:
      source.unsupported(label(tensor) + " holds values of type " + type_name(tensor), "FLOAT");
  }
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
