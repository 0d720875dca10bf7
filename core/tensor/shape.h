#pragma once
#include <cstddef>
#include <string>

namespace convlens {

/// The shape of one sample's value at one node: channels x height x width. A vector of n features is n x 1 x 1.
struct Shape {
  int channels = 0;
  int height = 1;
  int width = 1;

  std::size_t size() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  }
  bool is_vector() const { return height == 1 && width == 1; }
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// "16x28x28" (channels x height x width); a vector is just "128".
std::string to_string(const Shape& shape);

}  // namespace convlens
