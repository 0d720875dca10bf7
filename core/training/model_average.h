#pragma once
#include <span>

#include "core/model/model.h"

namespace convlens {

/// The network whose every weight is the mean of these networks' weights ("model soup", Wortsman et al. 2022). Of
/// networks that went on from one another it is often better than each; of networks from different random weights it
/// is worth nothing. Graph, class names and metadata are the last one's, its recipe tells of the mean. Batch norm is
/// to be folded before (core/model/for_inference.h): a mean of variances is not the variance of the mean.
/// Throws Error(shape_mismatch) that names the first network (from 1) with other layers or classes than the first.
Model average_of(std::span<const Model> models);

}  // namespace convlens
