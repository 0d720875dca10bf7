#pragma once
#include <cstdint>
#include <stop_token>

#include "core/base/progress.h"

namespace convlens {

/// Unwinds an import that was told to stop; open_onnx catches it, nobody else sees it.
struct OnnxStopped {};

/// How far the opening of a network is, told in bytes: first those of its files as they are read, then as
/// many again as its weights are laid out. The told part never falls.
class OnnxProgress {
 public:
  OnnxProgress(std::stop_token stop, const ProgressCallback& tell) : stop_(std::move(stop)), tell_(tell) {}

  /// There is more to read than was known.
  void expect(std::uint64_t bytes) { files_ += bytes; }
  /// All three throw OnnxStopped.
  void read(std::uint64_t bytes);
  /// So much of the weights is laid out; all: they are.
  void laid(std::uint64_t done, std::uint64_t all);
  void check() const {
    if (stop_.stop_requested()) throw OnnxStopped();
  }

 private:
  void tell(std::uint64_t done);

  std::stop_token stop_;
  const ProgressCallback& tell_;
  std::uint64_t files_ = 0, read_ = 0;
  double told_ = 0;  ///< the part
};

}  // namespace convlens
