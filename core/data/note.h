#pragma once
#include <cstdint>
#include <string>

namespace convlens {

/// What a user ought to be told about how data was opened though it is no error; one file (ui/note_text.cpp)
/// words each.
enum class NoteKind : std::uint8_t {
  classes_by_order,      ///< subject: the folder; found: "cat = 0, dog = 1"
  class_unknown,         ///< subject: the class's folder, which the model has no name for
  tested_on_training,    ///< subject: the folder without train and test inside
  picture_unreadable,    ///< subject: the file; found: why
  pictures_without_ink,  ///< subject: the folder; found: how many
  last_batch_tests,      ///< subject: CIFAR-10's folder without a full test batch
};

struct Note {
  NoteKind kind;
  std::string subject, found = {};
  friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace convlens
