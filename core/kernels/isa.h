#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace convlens::kernels {

/// The instruction set in use: "sse4", "avx2", "avx512", "neon", ... The best that the machine has, or what
/// the environment variable CONVLENS_ISA names (sse4 | avx2 | avx512), if the machine has it.
std::string_view instruction_set();
/// All that this machine has and this program was built for, best first.
std::vector<std::string> instruction_sets();
/// For tests and benchmarks: throws Error(unknown_name) listing instruction_sets().
void use_instruction_set(std::string_view name);

/// Measured float32 fused-multiply-add peak of the instruction set in use, GFLOP/s, over `threads` threads.
double fma_peak_gflops(int threads);

}  // namespace convlens::kernels
