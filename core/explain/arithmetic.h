#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/explain/deconvnet.h"
#include "core/model/run.h"

namespace convlens {

/// One value of the input and what becomes of it. Its term of the sum is a decimal number (see Arithmetic).
struct ArithmeticCell {
  float value = 0;   ///< of the layer below; 0 in the padding
  float weight = 1;  ///< it is multiplied by this
  std::int64_t product = 0;
  bool padding = false;
  bool chosen = false;  ///< max pooling: the winner
};

/// The values of one channel of the input that the unit sees, in row order.
struct ArithmeticPart {
  int channel = 0;
  int height = 1, width = 1;
  std::vector<ArithmeticCell> cells;
  std::int64_t sum = 0;  ///< of the products
};

/// A number that enters the formula besides the sum.
struct ArithmeticStep {
  std::string name;
  double value = 0;
};

/// One output value of a layer taken apart. Terms and sums are whole multiples of 10^-decimals, so that the decimal
/// numbers that are shown add up exactly; what is left of the difference to the engine's value is the rounding of its
/// single-precision sum.
struct Arithmetic {
  int node = 0, unit = 0;
  Position position;
  std::string formula;  ///< of the result: "sum + bias", "largest", "(x - mean) / deviation", ...
  bool has_products = false;   ///< false: the cells' values themselves are what is added or looked at
  int decimals = 0;
  std::vector<ArithmeticPart> parts;
  std::int64_t sum = 0;               ///< of the parts
  std::vector<ArithmeticStep> steps;  ///< the other numbers of the formula
  double value = 0;                   ///< what the formula comes to, in double precision
  /// The same as a decimal number, where it only adds (is_sum).
  std::int64_t total = 0;
  float result = 0;  ///< the engine's own value

  bool is_sum() const;
  /// A step of a sum (the bias) as a decimal number.
  std::int64_t term(const ArithmeticStep& step) const;
  /// value - result; 0 where it is less than the decimals show.
  double difference() const;
};

/// Activations of a batch of 1. Every layer kind is served; of a dense layer behind a flatten the parts are the
/// channels of the maps that were flattened. Throws Error(bad_value) for a unit or position that the layer does not
/// have, and for values that are no numbers.
Arithmetic arithmetic_of(const Model& model, const Activations& activations, int node, int unit,
                         const Position& position);

/// A multiple of 10^-decimals as a decimal number: decimal_text(-12345, 3) is "-12.345".
std::string decimal_text(std::int64_t units, int decimals);

}  // namespace convlens
