#pragma once
#include "core/explain/inversion.h"
#include "core/explain/maximisation.h"
#include "ui/frame.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

struct InversionQuestion {
  FramePtr frame;
  InversionOptions options;
};

/// What every layer still knows of the input; partial results while the pictures form.
struct InversionRow {
  InversionQuestion question;
  Inversions layers;
  bool complete = false;
};
ViewJob inversion_job(const InversionQuestion& question);
/// Whether it is done in a few seconds, so that it may begin without being asked.
bool is_quick(const InversionQuestion& question);

struct IdealQuestion {
  std::shared_ptr<const Model> model;
  int layer = 0;
  std::vector<int> units;
  MaximisationOptions options;
};

/// The pictures that excite units of one layer most; partial results with the units that are finished.
struct IdealPictures {
  IdealQuestion question;
  std::vector<Maximisation> units;
  bool complete = false;
};
ViewJob ideal_job(const IdealQuestion& question);

}  // namespace convlens::ui
