#pragma once
#include <nlohmann/json.hpp>

#include "core/study/lab_state.h"

namespace convlens {

/// A lab's settings and a variant's progress as they are kept. What is read back is equal to the last bit; a
/// loss that is no number is null. from: throw nlohmann's exceptions, and Error where a graph or a variant
/// makes no sense.
nlohmann::ordered_json lab_settings_json(const LabSettings& settings);
LabSettings lab_settings_from(const nlohmann::ordered_json& json);
nlohmann::ordered_json lab_progress_json(const LabProgress& progress);
LabProgress lab_progress_from(const nlohmann::ordered_json& json);

/// A number, or null where it is none.
nlohmann::ordered_json lab_number(double value);

}  // namespace convlens
