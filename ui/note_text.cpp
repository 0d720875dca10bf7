#include "ui/note_text.h"

#include <QCoreApplication>

namespace convlens::ui {
namespace {

/// %1: the note's subject, %2: what was found.
const char* wording(NoteKind kind) {
  switch (kind) {
    case NoteKind::classes_by_order:
      return QT_TRANSLATE_NOOP(
          "Notes", "%1: no folder bears the name of a class of the model; taken in sorted order: %2");
    case NoteKind::class_unknown:
      return QT_TRANSLATE_NOOP("Notes", "%1: skipped: the model has no class of this name");
    case NoteKind::tested_on_training:
      return QT_TRANSLATE_NOOP("Notes",
                               "%1: no train and test folders inside; test accuracy is measured on the training "
                               "pictures themselves");
    case NoteKind::no_picture:
      return QT_TRANSLATE_NOOP("Notes", "%1: skipped: not a picture");
    case NoteKind::picture_incomplete:
      return QT_TRANSLATE_NOOP("Notes", "%1: skipped: incomplete (%2)");
    case NoteKind::picture_unreadable:
      return QT_TRANSLATE_NOOP("Notes", "%1: skipped: %2");
    case NoteKind::pictures_without_ink:
      return QT_TRANSLATE_NOOP("Notes", "%1: pictures without ink, skipped: %2");
    case NoteKind::last_batch_tests:
      return QT_TRANSLATE_NOOP("Notes",
                               "%1: no full test_batch.bin, so data_batch_5 is the test split and data_batch_1 to 4 "
                               "are the training split");
  }
  return "%1";
}

}  // namespace

QString note_text(const Note& note) {
  const QString text = QCoreApplication::translate("Notes", wording(note.kind));
  const QString subject = QString::fromStdString(note.subject);
  // Both in one pass, so that a "%2" inside a file's name stays as it is.
  return note.found.empty() ? text.arg(subject) : text.arg(subject, QString::fromStdString(note.found));
}

}  // namespace convlens::ui
