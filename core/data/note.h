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
  no_picture,            ///< subject: the file
  picture_incomplete,    ///< subject: the file; found: how much there is of it
  picture_unreadable,    ///< subject: the file; found: the system's or the decoder's reason
  pictures_without_ink,  ///< subject: the folder; found: how many
  last_batch_tests,      ///< subject: CIFAR-10's folder without a full test batch
};

struct Note {
  NoteKind kind;
  std::string subject, found = {};
  friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace convlens
