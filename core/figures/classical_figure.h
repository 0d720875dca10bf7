#pragma once
#include <stop_token>

#include "core/explain/classical.h"
#include "core/figures/figure.h"

namespace convlens {

/// A convolution's kernels beside the classical ones: classical.json (for each pair of an output and an input
/// the most similar classical filter, the cosine, what it lets pass), classical.npy (kernels, h, w),
/// response.npy (out, in, frequency y, frequency x) and response.png. Of a picture (c, h, w; empty: none)
/// also filtered.npy (kernels, c, h, w) and filtered.png, the picture under each classical filter. Throws
/// Error(bad_value) for a node that is no convolution, or whose kernels are smaller than 3 x 3. Nothing when
/// stopped.
FigureFiles classical_figure(const Model& model, int node, std::span<const float> picture,
                             Tables tables = Tables::none, std::stop_token stop = {});

/// The JSON of one learned kernel, on one line: {"layer", "filter", "channel", "classical", "cosine", "passes"}.
std::vector<std::string> classical_lines(const Model& model, int node);

}  // namespace convlens
