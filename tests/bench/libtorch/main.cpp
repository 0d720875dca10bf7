// Training beside LibTorch's, each side in a process of its own, in turn, so that whatever else the machine
// does meets all alike; medians and ratios. usage: convlens_vs_libtorch PRESET [threads=2] [rounds=7]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "core/kernels/isa.h"
#include "tests/bench/libtorch/training.h"

namespace convlens::bench {
namespace {

constexpr double kSeconds = 1.5;
constexpr int kRounds = 7;

/// The folder of the OpenBLAS that shares its threads with LibTorch; empty: not installed.
std::string openblas_with_openmp() {
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib")) {
    const auto folder = entry.path() / "openblas-openmp";
    if (std::filesystem::exists(folder)) return folder.string();
  }
  return {};
}

struct Side {
  const char* name;
  std::string environment;
  std::vector<double> rates = {};
};

std::vector<Side> sides() {
  const std::string clean = "env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE ";
  std::string tuned = clean + "LD_PRELOAD=libjemalloc.so.2 MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1 ";
  const std::string blas = openblas_with_openmp();
  if (!blas.empty()) tuned += "LD_LIBRARY_PATH=" + blas + " ";
  if (kernels::instruction_set() == "avx512") tuned += "ATEN_CPU_CAPABILITY=avx512 ";
  return {{"ConvLens", clean}, {"LibTorch tuned", tuned}, {"LibTorch", clean}};
}

double rate_of(const Side& side, const std::string& arguments) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  FILE* child = popen((side.environment + self + " " + arguments + " '" + side.name + "'").c_str(), "r");
  double rate = 0;
  if (child == nullptr || std::fscanf(child, "%lf", &rate) != 1)
    std::fprintf(stderr, "%s did not run\n", side.name);
  if (child != nullptr) pclose(child);
  return rate;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double run_side(const Preset& preset, int threads, const std::string& side) {
  if (side == "ConvLens") return our_training(preset, threads, kSeconds);
  return torch_training(preset, threads, kSeconds, side == "LibTorch tuned");
}

void compare(const Preset& preset, int threads, int rounds) {
  std::vector<Side> all = sides();
  const std::string arguments = std::string(preset.name) + " " + std::to_string(threads) + " 1";
  for (int i = 0; i < rounds; ++i)
    for (Side& side : all) side.rates.push_back(rate_of(side, arguments));
  const double ours = median(all[0].rates);
  for (const Side& side : all)
    std::printf("%-8s %d threads  %-15s %8.0f images/s  ratio %.2f\n", std::string(preset.name).c_str(),
                threads, side.name, median(side.rates), ours / median(side.rates));
}

}  // namespace
}  // namespace convlens::bench

int main(int argc, char** argv) {
  using namespace convlens;
  const Preset* preset = argc > 1 ? find_preset(argv[1]) : nullptr;
  if (preset == nullptr) {
    std::fprintf(stderr, "usage: %s PRESET [threads=2] [rounds=7]\n", argv[0]);
    return 2;
  }
  const int threads = argc > 2 ? std::atoi(argv[2]) : 2,
            rounds = argc > 3 ? std::atoi(argv[3]) : bench::kRounds;
  if (argc > 4)
    std::printf("%f\n", bench::run_side(*preset, threads, argv[4]));
  else
    bench::compare(*preset, threads, rounds);
}
