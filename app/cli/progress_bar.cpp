#include "app/cli/progress_bar.h"

#include <unistd.h>

#include <cstdio>

namespace convlens::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kBetweenDrawings = std::chrono::milliseconds(100);
constexpr int kCells = 30;

}  // namespace

ProgressBar::ProgressBar(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1), start_(Clock::now()), last_(start_) {}

void ProgressBar::show(std::size_t done, std::size_t total) {
  if (!terminal_ || total == 0) return;
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  if (now - last_ < kBetweenDrawings) return;
  last_ = now;
  const double part = static_cast<double>(done) / static_cast<double>(total);
  const double spent = std::chrono::duration<double>(now - start_).count();
  const int filled = static_cast<int>(part * kCells);
  std::string bar(static_cast<std::size_t>(filled), '#');
  bar.resize(kCells, '.');
  std::fprintf(stderr, "\r\033[K%s [%s] %3.0f %%", what_.c_str(), bar.c_str(), 100 * part);
  if (done > 0) std::fprintf(stderr, ", %.0f s left", spent * (1 - part) / part);
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressBar::clear() {
  const std::lock_guard lock(mutex_);
  if (drawn_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

ProgressCallback ProgressBar::callback() {
  return [this](std::size_t done, std::size_t total) { show(done, total); };
}

}  // namespace convlens::app
