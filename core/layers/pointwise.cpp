#include "core/layers/pointwise.h"

#include <limits>

#include "core/layers/attributes.h"

namespace convlens {
namespace {

constexpr double kMost = std::numeric_limits<float>::max();

}  // namespace

EluFunction::EluFunction(const Attributes& attributes) : alpha_(real_attribute(attributes, "alpha", 1.0)) {}

ClipFunction::ClipFunction(const Attributes& attributes)
    : min_(real_attribute(attributes, "min", -kMost)), max_(real_attribute(attributes, "max", kMost)) {
  if (!(min_ <= max_))
    throw Error(ErrorKind::bad_value, "min", std::to_string(min_), "at most max, " + std::to_string(max_));
}

HardSigmoidFunction::HardSigmoidFunction(const Attributes& attributes)
    : alpha_(real_attribute(attributes, "alpha", 0.2)), beta_(real_attribute(attributes, "beta", 0.5)) {}

}  // namespace convlens
