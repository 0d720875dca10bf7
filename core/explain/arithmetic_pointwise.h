#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "core/explain/arithmetic.h"

namespace convlens {

/// A number of a formula: what it is called there, the layer's attribute, and its value where the layer does not say.
struct FormulaNumber {
  const char *name, *attribute;
  double otherwise;
};

/// A layer kind that is a function of each value by itself, in double precision.
struct PointwiseFormula {
  std::string_view kind;
  const char* text;
  std::span<const FormulaNumber> numbers;
  double (*value)(double x, const std::vector<ArithmeticStep>& numbers);
};

/// nullptr: the kind is none of these.
const PointwiseFormula* pointwise_formula(std::string_view kind);

}  // namespace convlens
