#include "core/model/rect.h"

#include <algorithm>

namespace convlens {
namespace {

/// One axis: positions of the output whose window meets [begin, end) of the input.
void seen_along(const Layer::Window& w, int axis, int out, int& begin, int& end) {
  const int reach = w.dilation[axis] * (w.kernel[axis] - 1), stride = w.stride[axis];
  const int first = begin + w.padding[axis] - reach;
  begin = first <= 0 ? 0 : (first + stride - 1) / stride;
  const int last = end - 1 + w.padding[axis];
  end = std::min(out, last / stride + 1);
}

/// One axis: the input under outputs [begin, end), inside the image; gives the padding before it.
int input_under(const Layer::Window& w, int axis, int in, int& begin, int& end) {
  const int first = begin * w.stride[axis] - w.padding[axis];
  const int last = (end - 1) * w.stride[axis] - w.padding[axis] + w.dilation[axis] * (w.kernel[axis] - 1);
  begin = std::clamp(first, 0, in);
  end = std::clamp(last + 1, begin, in);
  return begin - first;
}

}  // namespace

Rect united(const Rect& a, const Rect& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return {std::min(a.top, b.top), std::min(a.left, b.left), std::max(a.bottom, b.bottom),
          std::max(a.right, b.right)};
}

Rect intersection(const Rect& a, const Rect& b) {
  return {std::max(a.top, b.top), std::max(a.left, b.left), std::min(a.bottom, b.bottom),
          std::min(a.right, b.right)};
}

Rect seen_from(const Layer::Window& w, const Rect& input, const Shape& out) {
  if (input.empty()) return {};
  Rect result = input;
  seen_along(w, 0, out.height, result.top, result.bottom);
  seen_along(w, 1, out.width, result.left, result.right);
  return result.empty() ? Rect{} : result;
}

SeenInput seen_by(const Layer::Window& w, const Rect& output, const Shape& in) {
  SeenInput seen{output, {}};
  seen.padding.top = input_under(w, 0, in.height, seen.rect.top, seen.rect.bottom);
  seen.padding.left = input_under(w, 1, in.width, seen.rect.left, seen.rect.right);
  return seen;
}

}  // namespace convlens
