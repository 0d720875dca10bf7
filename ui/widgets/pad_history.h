#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "core/data/image.h"
#include "core/data/strokes.h"
#include "core/tensor/tensor.h"

namespace convlens::ui {

/// What the pad shows: strokes, or a picture that was opened, dropped or pasted.
struct PadContent {
  Drawing drawing;
  std::shared_ptr<const Image> picture;
  /// Where the picture shows a network's own input: exactly that.
  std::shared_ptr<const Tensor<float>> pixels;
  std::optional<int> picture_label;
  /// The pad's own units = drawing units * scale + offset: a drawing that was opened keeps its numbers.
  double scale = 1, offset_x = 0, offset_y = 0;

  bool empty() const { return !picture && drawing.strokes.empty(); }
};

/// Undo and redo over whole contents; a drawing is a few kilobytes and pictures are shared.
class PadHistory {
 public:
  const PadContent& current() const { return current_; }
  /// The current content, to be changed without a step of its own (a stroke that is growing).
  PadContent& edit() { return current_; }
  /// Keeps the current content as something to come back to.
  void checkpoint();
  void undo();
  void redo();
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }

 private:
  PadContent current_;
  std::vector<PadContent> past_, future_;
};

}  // namespace convlens::ui
