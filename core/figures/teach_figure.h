#pragma once
#include "core/figures/figure.h"
#include "core/study/teach.h"

namespace convlens {

/// What came of teaching a network: teach.json (teach_json), teach.png (how far each layer moved), and of one
/// convolution teach-filters.npy (state: before, after; filter, channel, y, x) with teach-filters.png, the
/// filters that moved most before, after and their difference. data: the word of the original data.
/// convolution: its node.
FigureFiles teach_figure(const TeachResult& result, const TeachOptions& options, const std::string& data,
                         int convolution, Tables tables = Tables::none);

/// On one line: {"data", "pictures", "repeats", "freeze", "leave_out", "seed", "temperature", "accuracy":
/// {"own", "left_out", "held_out": {"count", "before", "after"}}, "moved": [{"layer", "change", "frozen"}],
/// "drawings":
/// [{"label", "left_out", "before", "p_before", "after", "p_after"}]}. Accuracies count what was read
/// rightly; "left_out" is null where none was. A layer's change is the norm of what was added over the norm
/// it had.
std::string teach_json(const TeachResult& result, const TeachOptions& options, const std::string& data);

/// The filters of a convolution, the one that moved most first; equals in their own order.
std::vector<std::size_t> most_moved_first(std::span<const double> moves);

}  // namespace convlens
