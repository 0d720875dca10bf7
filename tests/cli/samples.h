#pragma once
#include <filesystem>
#include <string>

namespace convlens::test {

namespace fs = std::filesystem;

inline constexpr int kTrainingDigits = 192, kTestDigits = 64;

/// A folder of the four IDX files with a few generated digits; returns the data set's word, "mnist:DIR".
std::string small_mnist(const fs::path& folder);
/// The test files of such a folder replaced by random bytes of the same size.
void ruin_test_split(const fs::path& folder);
/// lenet5 with random weights as an .onnx file.
std::string random_lenet5(const fs::path& folder);
/// A 28x28 grey picture with a stroke on it.
std::string small_picture(const fs::path& folder);
void write_text(const fs::path& path, const std::string& text);

}  // namespace convlens::test
