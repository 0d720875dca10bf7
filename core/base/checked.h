#pragma once
#include <cstdint>
#include <optional>
#include <ranges>
#include <utility>

namespace convlens {

/// The product of sizes that a file promises, or none when it does not fit 64 bits or a factor is negative.
template <std::ranges::input_range Factors>
std::optional<std::uint64_t> checked_product(const Factors& factors, std::uint64_t start = 1) {
  std::uint64_t product = start;
  for (const auto factor : factors)
    if (std::cmp_less(factor, 0) ||
        __builtin_mul_overflow(product, static_cast<std::uint64_t>(factor), &product)) return std::nullopt;
  return product;
}

}  // namespace convlens
