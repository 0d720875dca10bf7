#pragma once
#include <filesystem>
#include <string>

#include "app/data_choices.h"
#include "app/language.h"
#include "app/own_hand.h"
#include "app/pad_memory.h"
#include "app/report_writer.h"
#include "app/session.h"
#include "app/taught_models.h"
#include "app/trained_models.h"
#include "app/training_session.h"
#include "app/view_worker.h"
#include "ui/main_window.h"

namespace convlens::app {

/// The window and everything behind it. Needs a QApplication.
struct Program {
  struct Options {
    /// Whether the window's state, the language and the last model are kept (not in tests and screenshots).
    bool remember = true;
    /// Where checkpoints of trainings go.
    std::filesystem::path checkpoints;
    /// Where the user's own labelled drawings are kept.
    std::filesystem::path own_drawings;
    /// Where MNIST is downloaded from; empty: the usual mirrors.
    std::string mirror;
  };
  explicit Program(const Options& options);

  /// Shows the window with the model and drawing to begin with; offers to go on with an interrupted training.
  void begin();

  Options options;
  Language language;
  ui::MainWindow window;  ///< goes last: the sessions' threads are joined before it
  Session session;
  TrainingSession training;
  OwnHand hand;
  TaughtModels taught;
  TrainedModels trained;
  PadMemory pad;
  DataChoices data;
  ReportWriter reports;
  ViewWorker view_jobs;
};

}  // namespace convlens::app
