#include <benchmark/benchmark.h>

#include <string>

#include "core/kernels/isa.h"

namespace convlens::bench {
void register_conv2d();
void register_others();
}  // namespace convlens::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::AddCustomContext("instruction set", std::string(convlens::kernels::instruction_set()));
  convlens::bench::register_others();
  convlens::bench::register_conv2d();
  benchmark::RunSpecifiedBenchmarks();
}
