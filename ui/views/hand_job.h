#pragma once
#include <QString>
#include <memory>
#include <vector>

#include "core/figures/figure.h"
#include "core/study/teach.h"
#include "ui/views/view_job.h"

namespace convlens::ui {

/// What a network reads in the user's drawings.
struct HandReading {
  std::shared_ptr<const Model> model;
  std::vector<Drawing> drawings;
  std::vector<ClassAnswer> answers;  ///< one a drawing
};
using HandReadingPtr = std::shared_ptr<const HandReading>;
/// A live job whose result is a HandReading. At least one drawing.
ViewJob hand_reading_job(std::shared_ptr<const Model> model, std::vector<Drawing> drawings);

/// A teaching: what it was asked for, and what came of it.
struct HandTeaching {
  std::string data;  ///< the original data's word
  TeachOptions options;
  std::vector<Drawing> drawings;
  TeachResult result;
};
using HandTeachingPtr = std::shared_ptr<const HandTeaching>;
/// A lengthy job whose result is a HandTeaching, its result set. Opens the data's training split only.
ViewJob hand_teaching_job(std::shared_ptr<const Model> model, HandTeaching wanted);

/// The figure (core/figures/teach_figure.h) with the filters of a convolution.
FigureFiles hand_files(const HandTeaching& teaching, int convolution);

}  // namespace convlens::ui
