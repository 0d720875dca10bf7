#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/data/note.h"
#include "core/tensor/shape.h"

namespace convlens {

/// Labelled pictures of one shape: one split of a data set. Const calls are safe from many threads.
class Samples {
 public:
  virtual ~Samples() = default;

  virtual std::size_t size() const = 0;
  virtual Shape shape() const = 0;
  virtual const std::vector<std::string>& class_names() const = 0;
  virtual int label(std::size_t index) const = 0;
  /// Pixels 0..1, NHWC, shape().size() values. `epoch` matters to endless sources (generated), which draw a fresh
  /// picture of the same label each epoch; stored ones ignore it.
  virtual void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const = 0;
  /// What the user ought to be told about how it was opened: files skipped, a split made from another file.
  /// Usually nothing.
  virtual const std::vector<Note>& notes() const;
};

/// Pictures in memory, one byte a channel.
class StoredSamples : public Samples {
 public:
  /// pixels: HWC, one picture after another. Throws Error(bad_value) when sizes disagree or a label has no class.
  StoredSamples(Shape shape, std::vector<std::uint8_t> pixels, std::vector<std::int32_t> labels,
                std::vector<std::string> class_names, std::vector<Note> notes = {});

  std::size_t size() const override { return labels_.size(); }
  Shape shape() const override { return shape_; }
  const std::vector<std::string>& class_names() const override { return class_names_; }
  int label(std::size_t index) const override { return labels_[index]; }
  void read(std::size_t index, std::uint64_t epoch, std::span<float> pixels) const override;
  const std::vector<Note>& notes() const override { return notes_; }
  /// The stored picture, HWC, 0..255.
  std::span<const std::uint8_t> bytes(std::size_t index) const;

 private:
  Shape shape_;
  std::vector<std::uint8_t> pixels_;
  std::vector<std::int32_t> labels_;
  std::vector<std::string> class_names_;
  std::vector<Note> notes_;
};

}  // namespace convlens
