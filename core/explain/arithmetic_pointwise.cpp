#include "core/explain/arithmetic_pointwise.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace convlens {
namespace {

using Numbers = const std::vector<ArithmeticStep>&;

constexpr double kMost = std::numeric_limits<float>::max();
constexpr double kSixth = 1.0 / 6, kHalf = 0.5;

// The defaults are those of the layers (core/layers/pointwise.h, leaky_relu.h).
constexpr FormulaNumber kSlope[] = {{"slope", "alpha", 0.01}};
constexpr FormulaNumber kElu[] = {{"alpha", "alpha", 1.0}};
constexpr FormulaNumber kLimits[] = {{"low", "min", -kMost}, {"high", "max", kMost}};
constexpr FormulaNumber kLine[] = {{"alpha", "alpha", 0.2}, {"beta", "beta", 0.5}};

constexpr PointwiseFormula kFormulas[] = {
    {"relu", "max(0, x)", {}, [](double x, Numbers) { return std::max(0.0, x); }},
    {"leaky_relu", "x > 0 ? x : slope * x", kSlope, [](double x, Numbers n) { return x > 0 ? x : x * n[0].value; }},
    {"sigmoid", "1 / (1 + e^-x)", {}, [](double x, Numbers) { return 1 / (1 + std::exp(-x)); }},
    {"tanh", "tanh(x)", {}, [](double x, Numbers) { return std::tanh(x); }},
    {"elu", "x > 0 ? x : alpha * (e^x - 1)", kElu,
     [](double x, Numbers n) { return x > 0 ? x : n[0].value * std::expm1(x); }},
    {"clip", "min(max(x, low), high)", kLimits, [](double x, Numbers n) { return std::clamp(x, n[0].value, n[1].value); }},
    {"hard_sigmoid", "min(max(alpha * x + beta, 0), 1)", kLine,
     [](double x, Numbers n) { return std::clamp(n[0].value * x + n[1].value, 0.0, 1.0); }},
    {"hard_swish", "x * min(max(x / 6 + 1/2, 0), 1)", {},
     [](double x, Numbers) { return x * std::clamp(kSixth * x + kHalf, 0.0, 1.0); }},
};

}  // namespace

const PointwiseFormula* pointwise_formula(std::string_view kind) {
  for (const PointwiseFormula& formula : kFormulas)
    if (formula.kind == kind) return &formula;
  return nullptr;
}

}  // namespace convlens
