#pragma once
#include "core/explain/classical.h"
#include "ui/frame.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// A kernel on the bench, and whether it stands in the network's first convolution in place of one of its filters.
struct BenchQuestion {
  FramePtr frame;
  ClassicalKernel kernel;
  int convolution = 0;  ///< the network's first
  int filter = -1;      ///< in place of this one; -1: nowhere
};

/// What the kernels make of the input, and the network of the kernel.
struct Bench {
  BenchQuestion question;
  std::vector<ClassicalKernel> kernels;
  std::vector<std::vector<float>> pictures;  ///< the input under each (c, h, w)
  std::vector<float> picture;                ///< the input under the kernel on the bench
  std::vector<float> response;
  std::vector<float> probabilities;  ///< of the network with the kernel in it; empty where it stands nowhere
};
ViewJob bench_job(const BenchQuestion& question);

/// A convolution's kernels, each with what it is most like.
struct LearnedKernels {
  std::shared_ptr<const Model> model;
  int node = 0;
  Filters filters;
  std::vector<ClassicalKernel> classical;
  std::vector<KernelLikeness> likenesses;  ///< (out, in), of the first kMostLearned
  std::vector<std::vector<float>> responses;
  std::vector<PassBand> bands;
};
inline constexpr int kMostLearned = 512;
ViewJob learned_job(std::shared_ptr<const Model> model, int node);

/// The network's first convolution with kernels of 3 x 3 or more; -1: there is none.
int first_convolution(const Graph& graph);

}  // namespace convlens::ui
