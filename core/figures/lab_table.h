#pragma once
#include <string>
#include <vector>

#include "core/study/lab_state.h"

namespace convlens {

/// The table of a lab as the files of core/figures/lab_figure.h.
std::string lab_table_json(const LabState& state);
std::string lab_table_csv(const LabState& state);

/// One variant of it on one line of JSON: {"variant", "parameters", "multiply_adds", "step", "total_steps",
/// "epochs", "seconds", "loss", "held_out", "test", "dead": [{"layer", "dead", "maps"}]}; null for what is
/// not known yet.
std::string lab_json(const LabVariant& variant);
/// The same in columns for a terminal; the first line names them.
std::vector<std::string> lab_lines(const LabState& state);

}  // namespace convlens
