#include "core/formats/onnx_progress.h"

#include <algorithm>

namespace convlens {

void OnnxProgress::read(std::uint64_t bytes) {
  check();
  read_ += bytes;
  tell(std::min(read_, files_));  // weights of several layers may lie in the same bytes
}

void OnnxProgress::laid(std::uint64_t done, std::uint64_t all) {
  check();
  const double part = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
  tell(files_ + static_cast<std::uint64_t>(part * static_cast<double>(files_)));
}

void OnnxProgress::tell(std::uint64_t done) {
  const std::uint64_t total = 2 * files_;
  const double part = total == 0 ? 0 : static_cast<double>(done) / static_cast<double>(total);
  // That there are other files is known only when a large one has been read.
  if (part < told_ || !tell_) return;
  told_ = part;
  tell_(done, total);
}

}  // namespace convlens
