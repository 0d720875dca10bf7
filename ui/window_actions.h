#pragma once
#include <QAction>
#include <QMenu>
#include <QObject>

#include "ui/training_status.h"

namespace convlens::ui {

/// Everything that can be chosen from menus and tool bars, with icons, words and shortcuts; what they do is
/// connected by the main window.
class WindowActions : public QObject {
  Q_OBJECT

 public:
  explicit WindowActions(QObject* parent);

  QAction *train, *pause, *step, *stop;
  QAction *open, *paste, *save_drawing, *undo, *redo, *clear;
  QAction *open_model, *save_model, *describe_input, *export_view, *export_report, *get_mnist, *open_folder, *open_strokes;
  QAction *theme, *english, *chinese, *selection_up, *enlarge, *quit;

  void retranslate();
  /// Which of train, pause, step and stop make sense now.
  void show_phase(TrainingPhase phase);

 private:
  QAction* make(const char* icon, const QKeySequence& shortcut = {});
};

}  // namespace convlens::ui
