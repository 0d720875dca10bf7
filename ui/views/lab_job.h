#pragma once
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/study/lab.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// A lab at one moment, as the view paints it.
struct LabMoment {
  LabState state;
  std::optional<std::size_t> current = {};  ///< which variant is trained
};
using LabMomentPtr = std::shared_ptr<const LabMoment>;

/// A lab that is run in slices, each a job: between two of them other views' jobs get their turn. Only jobs
/// touch it, and they run one after another.
struct LabRun {
  LabSettings settings;
  std::filesystem::path folder;
  bool anew = false;  ///< another lab in the folder goes first
  std::unique_ptr<Lab> lab = {};
};

/// The next slice: a LabMoment at each look and at the slice's end. All is kept in the folder, also when
/// stopped.
ViewJob lab_slice_job(const std::shared_ptr<LabRun>& run);
/// What the folder holds: a LabMoment; nothing where there is no lab.
ViewJob lab_peek_job(const std::filesystem::path& folder);
/// The lab of the folder goes. No result.
ViewJob lab_discard_job(const std::filesystem::path& folder);
/// A trained variant as an ONNX file beside the lab: a QString, its path.
ViewJob lab_open_job(const std::filesystem::path& folder, std::size_t variant);

}  // namespace convlens::ui
