#include "core/study/film.h"

#include <algorithm>
#include <utility>

namespace convlens {
namespace {

constexpr std::size_t kFewest = 2;  // with fewer there is nothing to compare

}  // namespace

std::int64_t film_interval(std::int64_t total_steps, std::size_t snapshots) {
  const auto most = static_cast<std::int64_t>(std::max(snapshots, kFewest));
  std::int64_t interval = 1;
  while (total_steps / interval + 1 > most) interval *= 2;
  return interval;
}

bool FilmRecorder::wants(std::int64_t step) const {
  if (!begun_) return true;
  return room_ > 0 && step % interval_ == 0 && step > snapshots_.back().step;
}

void FilmRecorder::add(Snapshot snapshot) {
  if (!wants(snapshot.step)) return;
  if (!begun_) {
    begun_ = true;
    const std::size_t each = std::max<std::size_t>(1, snapshot.model->parameters.size() * sizeof(float));
    room_ = std::min(limits_.snapshots, limits_.bytes / each);
    if (room_ < kFewest) room_ = 0;
    if (room_ == 0) return;
  }
  snapshots_.push_back(std::move(snapshot));
  while (snapshots_.size() > room_) thin_out();
}

void FilmRecorder::finish(Snapshot snapshot) {
  if (!wants_last(snapshot.step)) return;
  snapshots_.push_back(std::move(snapshot));
}

/// The first one stays, wherever a resumed training began.
void FilmRecorder::thin_out() {
  interval_ *= 2;
  const auto off = [this](const Snapshot& one) { return one.step % interval_ != 0; };
  snapshots_.erase(std::remove_if(snapshots_.begin() + 1, snapshots_.end(), off), snapshots_.end());
}

}  // namespace convlens
