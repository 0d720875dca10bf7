#pragma once
#include <set>
#include <string>
#include <string_view>

namespace convlens {

/// Names that our writer gives and our reader recognises.
inline constexpr std::string_view kInputTensor = "image";
inline constexpr std::string_view kBatchDimension = "N";
inline constexpr std::string_view kClassNamesKey = "class_names";
/// Helper nodes are called after the layer whose node they prepare: Gemm takes a matrix, convolution a
/// picture.
inline constexpr std::string_view kFlattenSuffix = "_flatten";
inline constexpr std::string_view kReshapeSuffix = "_reshape";
inline constexpr std::string_view kSubtractSuffix = "_subtract";
inline constexpr std::string_view kTurnSuffix = "_turn";
inline constexpr std::string_view kGateSuffix = "_gate";

/// Hands out each name once: a second "relu" becomes "relu_2".
class UniqueNames {
 public:
  std::string take(const std::string& wish) {
    std::string name = wish;
    for (int copy = 2; !taken_.insert(name).second; ++copy) name = wish + "_" + std::to_string(copy);
    return name;
  }

 private:
  std::set<std::string> taken_;
};

}  // namespace convlens
