#include "core/training/read_digits.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/base/error.h"
#include "core/data/photograph.h"
#include "core/data/split_digits.h"
#include "core/model/no_class.h"
#include "core/model/run.h"

namespace convlens {
namespace {

constexpr Shape kDigitShape{1, kDigitSide, kDigitSide};
// At once: a page full of specks must not ask for the activations of a thousand pictures.
constexpr std::size_t kAtOnce = 32;

/// One network input a digit, and the answers in turn.
void read_some(const Model& model, std::span<ReadDigit> digits) {
  Tensor<float> input(static_cast<int>(digits.size()), kDigitShape);
  for (std::size_t n = 0; n < digits.size(); ++n)
    std::ranges::copy(digits[n].pixels.values(), input.samples(static_cast<int>(n), 1).values().begin());
  Activations activations;
  forward(model, std::as_const(input).view(), activations);
  const std::vector<float> all = class_probabilities(*model.graph, activations.of(model.graph->output()));
  const auto classes = static_cast<std::ptrdiff_t>(all.size() / digits.size());
  for (std::size_t n = 0; n < digits.size(); ++n) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(n) * classes;
    digits[n].label = static_cast<int>(std::max_element(first, first + classes) - first);
    digits[n].probabilities.assign(first, first + classes);
    digits[n].no_class = shows_no_class(model, digits[n].probabilities);
  }
}

}  // namespace

bool reads_digits(const Model& model) { return model.graph->input_shape() == kDigitShape; }

std::vector<ReadDigit> read_digits(const Model& model, const Image& image, InkSide side) {
  if (!reads_digits(model))
    throw Error(ErrorKind::shape_mismatch, "several digits",
                "a model of " + to_string(model.graph->input_shape()), to_string(kDigitShape));
  const GreyImage ink = find_ink(to_grey(image), side);
  // find_ink() shrinks large pictures.
  const auto in_picture = [scale = static_cast<double>(image.width) / ink.width](int length) {
    return static_cast<int>(std::lround(length * scale));
  };
  std::vector<ReadDigit> digits;
  for (FoundDigit& found : split_digits(ink)) {
    ReadDigit digit{.x = in_picture(found.x),
                    .y = in_picture(found.y),
                    .width = in_picture(found.width),
                    .height = in_picture(found.height),
                    .label = 0,
                    .probabilities = {},
                    .no_class = false,
                    .pixels = {},
                    .ink = {}};
    PreparedDigit prepared = prepare_ink(std::move(found.ink));
    digit.pixels = std::move(prepared.pixels);
    digit.ink = std::move(prepared.ink);
    digits.push_back(std::move(digit));
  }
  read_again(model, digits);
  return digits;
}

void read_again(const Model& model, std::vector<ReadDigit>& digits) {
  for (std::size_t first = 0; first < digits.size(); first += kAtOnce)
    read_some(model, std::span(digits).subspan(first, std::min(kAtOnce, digits.size() - first)));
}

}  // namespace convlens
