#include "ui/note_text.h"

#include "tests/support/catch.h"

namespace convlens::ui {

TEST_CASE("Each note is a sentence that begins with the file and tells what was found") {
  for (const NoteKind kind :
       {NoteKind::classes_by_order, NoteKind::picture_unreadable, NoteKind::pictures_without_ink}) {
    const QString text = note_text({kind, "pictures/x", "what was found"});
    CHECK(text.startsWith(QStringLiteral("pictures/x: ")));
    CHECK(text.endsWith(QStringLiteral(": what was found")));
  }
  for (const NoteKind kind : {NoteKind::class_unknown, NoteKind::tested_on_training, NoteKind::last_batch_tests,
                              NoteKind::no_picture}) {
    const QString text = note_text({kind, "pictures/x"});
    CHECK(text.startsWith(QStringLiteral("pictures/x: ")));
    CHECK_FALSE(text.contains(u'%'));
  }
}

TEST_CASE("An incomplete picture is called so, with how much there is of it") {
  CHECK(note_text({NoteKind::picture_incomplete, "cut.jpg", "4 bytes"}) ==
        QStringLiteral("cut.jpg: skipped: incomplete (4 bytes)"));
}

TEST_CASE("Placeholders in a file's name stay as they are") {
  CHECK(note_text({NoteKind::picture_unreadable, "%2 of %1", "not a picture"}) ==
        QStringLiteral("%2 of %1: skipped: not a picture"));
}

}  // namespace convlens::ui
