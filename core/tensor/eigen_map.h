#pragma once
#include <Eigen/Core>

#include "core/tensor/tensor.h"

namespace convlens {

/// A batch as a matrix without a copy: one row a sample, features in NHWC order.
template <typename T>
using RowMatrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <typename T>
Eigen::Map<const RowMatrix<T>> as_matrix(ConstView<T> view) {
  return {view.data, view.batch, static_cast<Eigen::Index>(view.shape.size())};
}
/// One row a pixel, one column a channel: column c is channel c's map over the whole batch.
template <typename T>
Eigen::Map<const RowMatrix<T>> as_channels(ConstView<T> view) {
  return {view.data, static_cast<Eigen::Index>(view.batch) * view.shape.height * view.shape.width,
          view.shape.channels};
}

}  // namespace convlens
