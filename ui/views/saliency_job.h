#pragma once
#include <array>
#include <optional>

#include "core/explain/sanity.h"
#include "ui/frame.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// The three that stand side by side, in their order on the screen: names of the registry.
inline constexpr std::array kSaliencyMethods{"saliency", "grad-cam", "integrated-gradients"};

struct SaliencyQuestion {
  FramePtr frame;
  AttributionOptions options;  ///< layer: one with maps, or below 0 where the network has none
};

/// What three methods say of the pixels, for one class.
struct SaliencyPictures {
  SaliencyQuestion question;
  std::array<std::optional<Attribution>, kSaliencyMethods.size()> maps;  ///< none: not for this network
};
ViewJob saliency_job(const SaliencyQuestion& question);

struct SanityQuestion {
  FramePtr frame;
  const ExplainMethod* method = nullptr;
  SanityOptions options;
};
struct SanityPicture {
  SanityQuestion question;
  SanityCheck check;
};
ViewJob sanity_job(const SanityQuestion& question);

/// Whose maps Grad-CAM weighs: the selected layer's where it has some below the scores, else those of the last
/// convolution; below 0 where there are none.
int grad_cam_layer(const Graph& graph, int selected);

}  // namespace convlens::ui
