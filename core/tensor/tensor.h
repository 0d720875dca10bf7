#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "core/tensor/aligned_memory.h"
#include "core/tensor/shape.h"

namespace convlens {

template <typename T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <typename U>
  AlignedAllocator(const AlignedAllocator<U>&) {}
  T* allocate(std::size_t n) {
    return static_cast<T*>(allocate_aligned(n * sizeof(T)));
  }
  void deallocate(T* p, std::size_t n) { free_aligned(p, n * sizeof(T)); }
  template <typename U>
  bool operator==(const AlignedAllocator<U>&) const {
    return true;
  }
};

template <typename T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

/// A batch of samples somewhere in memory, NHWC: data[((n * height + y) * width + x) * channels + c].
template <typename T>
struct View {
  T* data = nullptr;
  int batch = 0;
  Shape shape;

  std::size_t size() const { return static_cast<std::size_t>(batch) * shape.size(); }
  T* sample(int n) const { return data + static_cast<std::size_t>(n) * shape.size(); }
  std::span<T> values() const { return {data, size()}; }
  T& at(int n, int c, int y, int x) const {
    return sample(n)[(static_cast<std::size_t>(y) * shape.width + x) * shape.channels + c];
  }
  operator View<const T>() const
    requires(!std::is_const_v<T>)
  {
    return {data, batch, shape};
  }
};
template <typename T>
using ConstView = View<const T>;

/// An owning batch of samples, NHWC, aligned. NHWC because the convolution kernels hold a block of output
/// channels in a register (lane = output channel); files and figures are c,h,w: see to_chw().
template <typename T>
class Tensor {
 public:
  Tensor() = default;
  Tensor(int batch, Shape shape) { resize(batch, shape); }

  /// Keeps the memory when it suffices: a second step of the same size allocates nothing. Values are undefined.
  void resize(int batch, Shape shape) {
    batch_ = batch;
    shape_ = shape;
    const std::size_t size = static_cast<std::size_t>(batch) * shape.size();
    if (values_.size() < size) values_.resize(size);
  }
  void fill(T value) {
    for (T& v : values()) v = value;
  }

  int batch() const { return batch_; }
  const Shape& shape() const { return shape_; }
  std::size_t size() const { return static_cast<std::size_t>(batch_) * shape_.size(); }
  bool empty() const { return size() == 0; }
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  std::span<T> values() { return {values_.data(), size()}; }
  std::span<const T> values() const { return {values_.data(), size()}; }
  View<T> view() { return {values_.data(), batch_, shape_}; }
  ConstView<T> view() const { return {values_.data(), batch_, shape_}; }
  /// Samples [first, first + count).
  ConstView<T> samples(int first, int count) const { return {view().sample(first), count, shape_}; }
  View<T> samples(int first, int count) { return {view().sample(first), count, shape_}; }
  T& at(int n, int c, int y, int x) { return view().at(n, c, y, x); }
  const T& at(int n, int c, int y, int x) const { return view().at(n, c, y, x); }

 private:
  int batch_ = 0;
  Shape shape_{0, 1, 1};
  AlignedVector<T> values_;
};

/// One sample in the order of files and figures: out[(c * height + y) * width + x].
template <typename T>
void to_chw(const T* nhwc, const Shape& shape, T* chw) {
  const std::size_t area = static_cast<std::size_t>(shape.height) * shape.width;
  for (std::size_t p = 0; p < area; ++p)
    for (int c = 0; c < shape.channels; ++c) chw[c * area + p] = nhwc[p * shape.channels + c];
}
template <typename T>
void from_chw(const T* chw, const Shape& shape, T* nhwc) {
  const std::size_t area = static_cast<std::size_t>(shape.height) * shape.width;
  for (std::size_t p = 0; p < area; ++p)
    for (int c = 0; c < shape.channels; ++c) nhwc[p * shape.channels + c] = chw[c * area + p];
}
/// All samples of a batch, (n, c, h, w).
template <typename T>
std::vector<T> to_nchw(ConstView<T> view) {
  std::vector<T> out(view.size());
  for (int n = 0; n < view.batch; ++n) to_chw(view.sample(n), view.shape, out.data() + n * view.shape.size());
  return out;
}

}  // namespace convlens
