#include "app/cli/bench_explain.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/cli/stop_on_interrupt.h"
#include "core/explain/deconvnet.h"
#include "core/explain/integrated_gradients.h"
#include "core/explain/inversion.h"
#include "core/explain/saliency.h"

namespace convlens::app {
namespace {

constexpr int kRounds = 5;

template <typename Work>
double best_milliseconds(int rounds, const StopOnInterrupt& interrupt, Work&& work) {
  using Clock = std::chrono::steady_clock;
  double best = INFINITY;
  for (int i = 0; i < rounds && !interrupt.requested(); ++i) {
    const auto start = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  return best;
}

}  // namespace

Json measure_explanations(const Model& model, const Tensor<float>& picture, int threads, const StopOnInterrupt& interrupt) {
  Activations run;
  forward(model, picture.view(), run);
  ThreadPool pool(threads);
  const std::stop_token stop = interrupt.token();
  const int activation = model.graph->last_convolution_activation();
  const int convolution = model.graph->node(activation).inputs[0];
  return {{"deconvnet", best_milliseconds(kRounds, interrupt,
                                          [&] { project_all(model, run, convolution, {}, &pool, stop); })},
          {"saliency", best_milliseconds(kRounds, interrupt, [&] { saliency(model, run); })},
          {"integrated_gradients",
           best_milliseconds(kRounds, interrupt, [&] { integrated_gradients(model, run, {}, &pool, stop); })},
          {"inversion", best_milliseconds(1, interrupt, [&] { invert(model, run, activation, {}, stop); })}};
}

}  // namespace convlens::app
