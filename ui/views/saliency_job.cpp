#include "ui/views/saliency_job.h"

namespace convlens::ui {
namespace {

const ExplainMethod& method_of(std::size_t place) { return *find_explain_method(kSaliencyMethods[place]); }
bool is_grad_cam(std::size_t place) { return method_of(place).name == "grad-cam"; }

}  // namespace

ViewJob saliency_job(const SaliencyQuestion& question) {
  return {.lane = ViewJob::Lane::live, .compute = [question](JobReport& report) -> JobResult {
            auto pictures = std::make_shared<SaliencyPictures>();
            pictures->question = question;
            const Frame& frame = *question.frame;
            for (std::size_t i = 0; i < pictures->maps.size(); ++i) {
              if (is_grad_cam(i) && question.options.layer < 0) continue;
              pictures->maps[i] = method_of(i).attribute(*frame.model, *frame.activations, question.options,
                                                         &report.pool(), report.stop(), {});
            }
            return pictures;
          }};
}

ViewJob sanity_job(const SanityQuestion& question) {
  return {.lane = ViewJob::Lane::lengthy, .compute = [question](JobReport& report) -> JobResult {
            auto picture = std::make_shared<SanityPicture>();
            picture->question = question;
            const Frame& frame = *question.frame;
            picture->check = check_sanity(*frame.model, *frame.activations, *question.method, question.options,
                                          report.pool(), report.stop(),
                                          [&](std::size_t done, std::size_t total) { report.progress(done, total); });
            return picture;
          }};
}

int grad_cam_layer(const Graph& graph, int selected) {
  const auto has_maps = [&](int node) {
    return node >= 0 && node <= graph.logits() && !graph.shape_of(node).is_vector();
  };
  if (has_maps(selected)) return selected;
  const int last = graph.last_convolution_activation();
  return has_maps(last) ? last : -1;
}

}  // namespace convlens::ui
