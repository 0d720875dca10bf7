#include "core/training/read_digits.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/photograph.h"
#include "core/data/split_digits.h"
#include "core/model/no_class.h"
#include "core/model/run.h"

namespace convlens {

std::vector<ReadDigit> read_digits(const Model& model, const Image& image, InkSide side) {
  const Graph& graph = *model.graph;
  const Shape digit_shape{1, kDigitSide, kDigitSide};
  if (graph.input_shape() != digit_shape)
    throw Error(ErrorKind::shape_mismatch, "several digits", "a model of " + to_string(graph.input_shape()),
                to_string(digit_shape));
  const GreyImage ink = find_ink(to_grey(image), side);
  const std::vector<FoundDigit> found = split_digits(ink);
  if (found.empty()) return {};
  Tensor<float> input(static_cast<int>(found.size()), digit_shape);
  for (std::size_t n = 0; n < found.size(); ++n)
    std::ranges::copy(prepare_ink(found[n].ink).pixels.values(),
                      input.samples(static_cast<int>(n), 1).values().begin());
  Activations activations;
  const Tensor<float>& batch = input;
  forward(model, batch.view(), activations);
  const std::vector<float> all = class_probabilities(graph, activations.of(graph.output()));
  const auto classes = static_cast<std::ptrdiff_t>(all.size() / found.size());
  // find_ink() shrinks large pictures.
  const auto in_picture = [scale = static_cast<double>(image.width) / ink.width](int length) {
    return static_cast<int>(std::lround(length * scale));
  };
  std::vector<ReadDigit> digits;
  for (std::size_t n = 0; n < found.size(); ++n) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(n) * classes;
    ReadDigit digit{in_picture(found[n].x),
                    in_picture(found[n].y),
                    in_picture(found[n].width),
                    in_picture(found[n].height),
                    static_cast<int>(std::max_element(first, first + classes) - first),
                    {first, first + classes}};
    digit.no_class = shows_no_class(model, digit.probabilities);
    digits.push_back(std::move(digit));
  }
  return digits;
}

}  // namespace convlens
