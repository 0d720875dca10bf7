#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/kernels/isa.h"
#include "core/tensor/tensor.h"
#include "tests/support/catch.h"
#include "tests/support/random_tensor.h"

namespace convlens::testing {

/// Runs a check on every instruction set of this machine, and puts the chosen one back.
template <typename Check>
void on_every_instruction_set(Check&& check) {
  const std::string before(kernels::instruction_set());
  for (const std::string& name : kernels::instruction_sets()) {
    kernels::use_instruction_set(name);
    INFO("instruction set " << name);
    check();
  }
  kernels::use_instruction_set(before);
}

/// The same small whole numbers as float and double. Their sums of products are exact in float whatever the
/// order, so fast kernel and plain twin must agree to the last bit.
struct Numbers {
  AlignedVector<float> single;
  std::vector<double> exact;

  Numbers(std::size_t size, std::uint64_t seed) : single(size), exact(size) {
    Random random(seed, RandomPurpose::test);
    for (std::size_t i = 0; i < size; ++i) exact[i] = single[i] = static_cast<float>(random.below(7)) - 3.0f;
  }
};

inline AlignedVector<float> uniform_numbers(std::size_t size, std::uint64_t seed) {
  AlignedVector<float> values(size);
  fill_uniform<float>(values, seed);
  return values;
}

/// The number of elements that differ; sizes must agree.
inline std::size_t differences(const AlignedVector<float>& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += static_cast<double>(a[i]) != b[i];
  return count;
}

/// Draws test cases: between(low, high) includes both.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed, RandomPurpose::test) {}
  int between(int low, int high) {
    return low + static_cast<int>(random_.below(static_cast<std::uint64_t>(high - low + 1)));
  }
  bool once_in(int n) { return between(1, n) == 1; }

 private:
  Random random_;
};

}  // namespace convlens::testing
