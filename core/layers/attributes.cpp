#include "core/layers/attributes.h"

#include "core/base/error.h"

namespace convlens {
namespace {

// Windows and strides beyond this are damage, not networks; it also keeps products inside an int.
constexpr int kLargestWindow = 4096;

[[noreturn]] void wrong_type(const std::string& name) {
  throw Error(ErrorKind::bad_value, name, "a value of another type", "numbers");
}

int checked(const std::string& name, std::int64_t value, int lowest, int highest) {
  if (value < lowest || value > highest)
    throw Error(ErrorKind::bad_value, name, std::to_string(value),
                std::to_string(lowest) + " to " + std::to_string(highest));
  return static_cast<int>(value);
}

}  // namespace

int int_attribute(const Attributes& attributes, const std::string& name, int fallback, int lowest, int highest) {
  return attributes.contains(name) ? int_attribute(attributes, name, lowest, highest) : fallback;
}

int int_attribute(const Attributes& attributes, const std::string& name, int lowest, int highest) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) throw Error(ErrorKind::bad_value, name, "nothing", "a whole number");
  const auto* value = std::get_if<std::int64_t>(&found->second);
  if (!value) wrong_type(name);
  return checked(name, *value, lowest, highest);
}

double real_attribute(const Attributes& attributes, const std::string& name, double fallback) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) return fallback;
  const auto* value = std::get_if<double>(&found->second);
  if (!value) wrong_type(name);
  return *value;
}

std::vector<int> ints_attribute(const Attributes& attributes, const std::string& name, std::vector<int> fallback,
                                std::size_t count, int lowest, int highest) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) {
    if (fallback.empty()) throw Error(ErrorKind::bad_value, name, "nothing", std::to_string(count) + " numbers");
    return fallback;
  }
  const auto* values = std::get_if<std::vector<std::int64_t>>(&found->second);
  if (!values) wrong_type(name);
  if (values->size() != count)
    throw Error(ErrorKind::bad_value, name, std::to_string(values->size()) + " numbers",
                std::to_string(count) + " (pictures have two dimensions)");
  std::vector<int> result;
  for (const std::int64_t value : *values) result.push_back(checked(name, value, lowest, highest));
  return result;
}

std::vector<double> reals_attribute(const Attributes& attributes, const std::string& name) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) throw Error(ErrorKind::bad_value, name, "nothing", "a list of numbers");
  const auto* values = std::get_if<std::vector<double>>(&found->second);
  if (!values) wrong_type(name);
  return *values;
}

Attribute to_attribute(const std::vector<int>& values) {
  return std::vector<std::int64_t>(values.begin(), values.end());
}

WindowAttributes::WindowAttributes(const Attributes& attributes) {
  const auto kernels = ints_attribute(attributes, "kernel_shape", {}, 2, 1, kLargestWindow);
  const auto strides = ints_attribute(attributes, "strides", {1, 1}, 2, 1, kLargestWindow);
  const auto all_pads = ints_attribute(attributes, "pads", {0, 0, 0, 0}, 4, 0, kLargestWindow);
  const auto dilations = ints_attribute(attributes, "dilations", {1, 1}, 2, 1, kLargestWindow);
  for (int axis = 0; axis < 2; ++axis) {
    kernel[axis] = kernels[axis];
    stride[axis] = strides[axis];
    dilation[axis] = dilations[axis];
  }
  for (int side = 0; side < 4; ++side) pads[side] = all_pads[side];
  ceil_mode = int_attribute(attributes, "ceil_mode", 0, 0, 1) == 1;
}

void WindowAttributes::write(Attributes& attributes) const {
  attributes["kernel_shape"] = to_attribute({kernel[0], kernel[1]});
  attributes["strides"] = to_attribute({stride[0], stride[1]});
  attributes["pads"] = to_attribute({pads[0], pads[1], pads[2], pads[3]});
}

int WindowAttributes::output_size(int axis, int input) const {
  const int before = pads[axis], after = pads[axis + 2];
  const int reach = dilation[axis] * (kernel[axis] - 1) + 1;
  const int room = input + before + after - reach;
  if (room < 0)
    throw Error(ErrorKind::shape_mismatch, {}, "a window of " + std::to_string(reach) + " on " + std::to_string(input) +
                " pixels with padding " + std::to_string(before) + " + " + std::to_string(after),
                "a window that fits into the padded input");
  int size = room / stride[axis] + 1;
  // ONNX (and PyTorch): with ceil_mode a last window counts unless it would begin in the padding behind the input.
  if (ceil_mode && room % stride[axis] != 0 && size * stride[axis] < input + before) ++size;
  return size;
}

Layer::Window WindowAttributes::window() const {
  Layer::Window result;
  for (int axis = 0; axis < 2; ++axis) {
    result.kernel[axis] = kernel[axis];
    result.stride[axis] = stride[axis];
    result.padding[axis] = pads[axis];
    result.dilation[axis] = dilation[axis];
  }
  return result;
}

}  // namespace convlens
