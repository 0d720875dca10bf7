#include "core/data/mixed.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace convlens {
namespace {

class JoinedSamples final : public Samples {
 public:
  JoinedSamples(std::shared_ptr<const Samples> one, std::shared_ptr<const Samples> other)
      : one_(std::move(one)), other_(std::move(other)), notes_(one_->notes()) {
    notes_.insert(notes_.end(), other_->notes().begin(), other_->notes().end());
  }

  std::size_t size() const override { return one_->size() + other_->size(); }
  Shape shape() const override { return one_->shape(); }
  const std::vector<std::string>& class_names() const override { return one_->class_names(); }
  const std::vector<Note>& notes() const override { return notes_; }
  int label(std::size_t index) const override {
    return index < one_->size() ? one_->label(index) : other_->label(index - one_->size());
  }
  void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const override {
    if (index < one_->size())
      one_->read(index, epoch, pixels);
    else
      other_->read(index - one_->size(), epoch, pixels);
  }

 private:
  std::shared_ptr<const Samples> one_, other_;
  std::vector<Note> notes_;
};

/// Some pictures of a set.
class ChosenSamples final : public Samples {
 public:
  using WholeIndex = std::function<std::size_t(std::size_t index)>;

  /// whole_index: a picture's index in the whole set.
  ChosenSamples(std::shared_ptr<const Samples> samples, std::size_t count, WholeIndex whole_index)
      : samples_(std::move(samples)), count_(count), whole_index_(std::move(whole_index)) {}

  std::size_t size() const override { return count_; }
  Shape shape() const override { return samples_->shape(); }
  const std::vector<std::string>& class_names() const override { return samples_->class_names(); }
  const std::vector<Note>& notes() const override { return samples_->notes(); }
  int label(std::size_t index) const override { return samples_->label(whole_index_(index)); }
  void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const override {
    samples_->read(whole_index_(index), epoch, pixels);
  }

 private:
  std::shared_ptr<const Samples> samples_;
  std::size_t count_;
  WholeIndex whole_index_;
};

void require_every_class_to_train_on(const Samples& samples, std::size_t nth) {
  std::vector<std::size_t> whole(samples.class_names().size()), held(whole.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto label = static_cast<std::size_t>(samples.label(i));
    if (label >= whole.size()) continue;
    ++whole[label];
    if (i % nth == nth - 1) ++held[label];
  }
  for (std::size_t label = 0; label < whole.size(); ++label)
    // Of a handful of pictures it may be chance; that is the user's to see.
    if (whole[label] >= nth && held[label] == whole[label])
      throw Error(ErrorKind::bad_value, "hold-out",
                  std::to_string(nth) + ", which holds out every picture of class " + samples.class_names()[label],
                  "another number, for example " + std::to_string(nth + 1));
}

}  // namespace

std::shared_ptr<const Samples> joined(std::shared_ptr<const Samples> one,
                                      std::shared_ptr<const Samples> other) {
  if (one->shape() != other->shape() || one->class_names() != other->class_names())
    throw Error(ErrorKind::shape_mismatch, "a mixture of data sets",
                to_string(other->shape()) + " in " + std::to_string(other->class_names().size()) + " classes",
                to_string(one->shape()) + " in the same " + std::to_string(one->class_names().size()));
  return std::make_shared<JoinedSamples>(std::move(one), std::move(other));
}

std::shared_ptr<const Samples> part_of(std::shared_ptr<const Samples> samples, int every, Part part) {
  if (every < 2) throw Error(ErrorKind::bad_value, "hold-out", std::to_string(every), "at least 2");
  const auto nth = static_cast<std::size_t>(every);
  require_every_class_to_train_on(*samples, nth);
  const std::size_t held = samples->size() / nth, rest = samples->size() - held;
  if (part == Part::held_out)
    return std::make_shared<ChosenSamples>(std::move(samples), held,
                                           [nth](std::size_t index) { return (index + 1) * nth - 1; });
  return std::make_shared<ChosenSamples>(std::move(samples), rest,
                                         [nth](std::size_t index) { return index + index / (nth - 1); });
}

std::shared_ptr<const Samples> first_of(std::shared_ptr<const Samples> samples, std::size_t count) {
  if (count >= samples->size()) return samples;
  return std::make_shared<ChosenSamples>(std::move(samples), count, std::identity{});
}

std::shared_ptr<const Samples> spread_over(std::shared_ptr<const Samples> samples, std::size_t count) {
  const std::size_t size = samples->size();
  if (count >= size) return samples;
  return std::make_shared<ChosenSamples>(std::move(samples), count,
                                         [size, count](std::size_t index) { return index * size / count; });
}

std::shared_ptr<const Samples> repeated(std::shared_ptr<const Samples> samples, std::size_t times) {
  const std::size_t size = samples->size();
  return std::make_shared<ChosenSamples>(std::move(samples), size * times,
                                         [size](std::size_t index) { return index % size; });
}

}  // namespace convlens
