#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/base/progress.h"
#include "core/model/model.h"

namespace convlens::ui {

/// Opens a network's file, on any thread; null: stopped. Throws open_onnx's errors.
using NetworkOpener = std::function<std::shared_ptr<const Model>(
    const std::filesystem::path& file, const std::stop_token& stop, const ProgressCallback& progress)>;

}  // namespace convlens::ui
