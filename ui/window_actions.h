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

  QAction *train, *pause, *step, *stop, *go_on;
  QAction *open, *paste, *save_drawing, *undo, *redo, *clear;
  QAction *open_model, *save_model, *describe_input, *export_view, *export_report, *get_mnist, *open_folder, *open_strokes;
  QAction *theme, *english, *chinese, *selection_up, *enlarge, *quit;
  QAction *how_to_use, *show_keys, *about;

  /// Those that have a shortcut, in the order of the menus.
  QList<QAction*> with_keys() const;
  void retranslate();
  /// Which of train, pause, step and stop make sense now.
  void show_phase(TrainingPhase phase);
  /// Whether a training was stopped, or interrupted, that can be gone on with.
  void show_resumable(bool resumable);

 private:
  void fit_go_on();

  bool quiet_ = true, resumable_ = false;
  QAction* make(const char* icon, const QKeySequence& shortcut = {});
};

}  // namespace convlens::ui
