#pragma once
#include <QTest>

#include "app/event_wait.h"
#include "app/program.h"
#include "tests/support/catch.h"
#include "tests/support/sanitizer.h"
#include "tests/support/temporary_folder.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/probability_bars.h"

namespace convlens::app {

/// The slowest machine still gets there; a test that waits this long has failed. What is trained and searched in the
/// background has to wait for whatever else the machine does, and is twenty times as slow under a sanitizer.
inline constexpr double kPatience = test::kSanitizer ? 1200 : 120;

/// The whole program as a user has it, on a folder of its own, and what it said last.
class TestProgram {
 public:
  explicit TestProgram(const std::filesystem::path& checkpoints, std::string mirror = {});
  /// Shows the window and waits for the first answer and the samples.
  void begin();

  ui::FramePtr frame;
  ui::TrainingStatus status;
  std::vector<StepRecord> steps;
  std::vector<EpochRecord> epochs;
  int answers = 0;
  bool trained = false;
  FilmPtr film;
  Program program;  ///< goes first: what it still says while it goes is written down above

  ui::DrawPad& pad() { return *program.window.findChild<ui::DrawPad*>(); }
  ui::ProbabilityBars& bars() { return *program.window.findChild<ui::ProbabilityBars*>(); }
  QString message() { return program.window.findChild<ui::MessageBar*>()->text(); }
  QAction& action(const QString& text);
  std::uint64_t ticket() const { return frame ? frame->ticket : 0; }
  /// Waits until the pad as it is now has been answered.
  bool answered();
};

/// Press, moves, release, on the pad's square; points in parts of its side.
void draw_stroke(ui::DrawPad& pad, const std::vector<QPointF>& points);
/// A seven in two strokes, as one writes it with a bar.
std::vector<std::vector<QPointF>> seven();

/// A strokes file of `count` generated digits: a data set that is trained through in moments.
std::string small_data(const test::TemporaryFolder& folder, int count);
/// One quick training on it.
ui::TrainingRequest small_training(const std::string& data, int epochs);

}  // namespace convlens::app
