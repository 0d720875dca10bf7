#pragma once
#include "core/layers/layer.h"

namespace convlens {

/// A rectangle of positions: rows [top, bottom), columns [left, right).
struct Rect {
  int top = 0, left = 0, bottom = 0, right = 0;

  bool empty() const { return top >= bottom || left >= right; }
  int height() const { return bottom - top; }
  int width() const { return right - left; }
  friend bool operator==(const Rect&, const Rect&) = default;
};
/// The smallest rectangle around both.
Rect united(const Rect& a, const Rect& b);
Rect intersection(const Rect& a, const Rect& b);

/// The part of a layer's output (of shape `out`) that sees a rectangle of an input.
Rect seen_from(const Layer::Window& window, const Rect& input, const Shape& out);

/// The part of a layer's input (of shape `in`) that a rectangle of its output looks at, and the padding
/// before it. Empty where that is nothing but padding.
struct SeenInput {
  Rect rect;
  PaddingBefore padding;
};
SeenInput seen_by(const Layer::Window& window, const Rect& output, const Shape& in);

}  // namespace convlens
