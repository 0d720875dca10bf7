#include "ui/window_actions.h"

#include <QActionGroup>
#include <QRegularExpression>

#include "ui/paint/icons.h"

namespace convlens::ui {

WindowActions::WindowActions(QObject* parent) : QObject(parent) {
  train = make("train", QKeySequence(Qt::Key_F5));
  pause = make("pause", QKeySequence(Qt::Key_F6));
  step = make("step", QKeySequence(Qt::Key_F7));
  stop = make("stop", QKeySequence(Qt::SHIFT | Qt::Key_F5));
  go_on = make("train", QKeySequence(Qt::CTRL | Qt::Key_F5));
  open = make("open", QKeySequence::Open);
  paste = make("paste", QKeySequence::Paste);
  save_drawing = make("save", QKeySequence::Save);
  undo = make("undo", QKeySequence(Qt::CTRL | Qt::Key_Z));
  redo = make("redo", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
  clear = make("clear", QKeySequence(Qt::Key_Delete));
  open_model = make("open", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
  save_model = make("save", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
  describe_input = make(nullptr);
  describe_input->setEnabled(false);
  export_view = make("export", QKeySequence(Qt::CTRL | Qt::Key_E));
  export_report = make("export", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
  export_report->setEnabled(false);  // until there is a picture to report on
  get_mnist = make("download");
  open_folder = make("open");
  open_strokes = make("open");
  theme = make("theme", QKeySequence(Qt::CTRL | Qt::Key_D));
  english = make(nullptr);
  chinese = make(nullptr);
  selection_up = make("up", QKeySequence(Qt::Key_Escape));
  enlarge = make("enlarge", QKeySequence(Qt::Key_F9));
  quit = make(nullptr, QKeySequence::Quit);
  how_to_use = make(nullptr, QKeySequence::HelpContents);
  show_keys = make(nullptr);
  about = make(nullptr);
  pause->setCheckable(true);
  theme->setCheckable(true);
  enlarge->setCheckable(true);
  auto* languages = new QActionGroup(this);
  for (QAction* language : {english, chinese}) {
    language->setCheckable(true);
    languages->addAction(language);
  }
  undo->setEnabled(false);
  redo->setEnabled(false);
  retranslate();
  show_phase(TrainingPhase::idle);
}

QAction* WindowActions::make(const char* icon, const QKeySequence& shortcut) {
  auto* action = new QAction(this);
  if (icon) action->setIcon(line_icon(QString::fromLatin1(icon)));
  action->setShortcut(shortcut);
  return action;
}

QList<QAction*> WindowActions::with_keys() const {
  QList<QAction*> found;
  for (QAction* action : findChildren<QAction*>(Qt::FindDirectChildrenOnly))
    if (!action->shortcut().isEmpty()) found << action;
  return found;
}

void WindowActions::retranslate() {
  const auto name = [](QAction* action, const QString& text, const QString& tip) {
    action->setText(text);
    // On a button the letter that a menu underlines is no help: "&Train" and "训练(&T)".
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&"));
    action->setIconText(QString(text).remove(mnemonic));
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
  };
  name(train, tr("&Train"), tr("Train the chosen network on the chosen data, a preset from random weights"));
  name(pause, tr("&Pause"), tr("Hold the training, and go on with it"));
  name(step, tr("&Step"), tr("Train on one batch, while paused"));
  name(stop, tr("St&op"), tr("End the training and keep what was learned"));
  name(go_on, tr("&Go on"), tr("Go on with the training that was stopped, where it stopped"));
  name(open, tr("&Open…"), tr("Open a picture, a drawing or a network"));
  name(paste, tr("&Paste picture"), tr("Take the picture from the clipboard"));
  name(save_drawing, tr("&Save drawing…"), tr("Save the drawing's strokes"));
  name(undo, tr("&Undo"), tr("Undo the last stroke"));
  name(redo, tr("&Redo"), tr("Bring it back"));
  name(clear, tr("&Clear"), tr("Clear the pad"));
  name(open_model, tr("Open &network (.onnx)…"), tr("Open a network from an ONNX file"));
  name(save_model, tr("Save as &ONNX…"), tr("Save the network now shown"));
  name(describe_input, tr("Describe the &input…"),
       tr("Say what pixels the network wants: only for one whose file does not say it"));
  name(export_view, tr("&Export view…"), tr("Save what the view shows as numbers and pictures"));
  export_view->setIconText(tr("Export"));
  name(export_report, tr("Export a &report…"), tr("Save every explanation of this picture as one page (HTML)"));
  name(get_mnist, tr("&Get MNIST (11 MB)"), tr("Download 70,000 handwritten digits, checked and kept"));
  name(open_folder, tr("Folder of &images…"), tr("One subfolder a class"));
  name(open_strokes, tr("File of d&rawings…"), tr("Labelled drawings, one a line (.jsonl)"));
  name(theme, tr("&Dark theme"), tr("Light or dark"));
  name(english, QStringLiteral("English"), QStringLiteral("English"));
  name(chinese, QStringLiteral("中文"), QStringLiteral("中文"));
  name(selection_up, tr("Selection one level &up"), tr("One level up"));
  name(enlarge, tr("&Large inspector"), tr("Give the tabs the room of the network as well, and back"));
  name(quit, tr("&Quit"), tr("Quit"));
  name(how_to_use, tr("&How to use ConvLens"), tr("Help"));
  name(show_keys, tr("&Keys"), tr("What the keys do"));
  name(about, tr("&About ConvLens"), tr("Version, licence and sources"));
}

void WindowActions::show_phase(TrainingPhase phase) {
  const bool quiet = phase == TrainingPhase::idle || phase == TrainingPhase::finished;
  const bool paused = phase == TrainingPhase::paused;
  train->setEnabled(quiet || paused);
  pause->setEnabled(phase == TrainingPhase::running || paused);
  pause->setChecked(paused);
  step->setEnabled(paused);
  stop->setEnabled(phase == TrainingPhase::loading || phase == TrainingPhase::running || paused);
  get_mnist->setEnabled(quiet);
  quiet_ = quiet;
  fit_go_on();
}

void WindowActions::show_resumable(bool resumable) {
  resumable_ = resumable;
  fit_go_on();
}

void WindowActions::fit_go_on() {
  go_on->setVisible(resumable_);
  go_on->setEnabled(resumable_ && quiet_);
}

}  // namespace convlens::ui
