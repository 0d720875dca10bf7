#include "ui/widgets/pad_history.h"

#include <utility>

namespace convlens::ui {
namespace {
constexpr std::size_t kMaximalSteps = 200;
}

void PadHistory::checkpoint() {
  past_.push_back(current_);
  if (past_.size() > kMaximalSteps) past_.erase(past_.begin());
  future_.clear();
}

void PadHistory::undo() {
  if (past_.empty()) return;
  future_.push_back(std::exchange(current_, std::move(past_.back())));
  past_.pop_back();
}

void PadHistory::redo() {
  if (future_.empty()) return;
  past_.push_back(std::exchange(current_, std::move(future_.back())));
  future_.pop_back();
}

}  // namespace convlens::ui
