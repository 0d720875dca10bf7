#pragma once
#include <exception>
#include <string>

namespace convlens {

/// What went wrong, coarse enough that one file (app/error_text.cpp) can word cause and mend for each.
enum class ErrorKind {
  file_missing,     ///< subject: the path
  file_unreadable,  ///< subject: the path; found: the system's reason
  file_unwritable,  ///< subject: the path; found: the system's reason
  disk_full,        ///< subject: the path
  file_truncated,   ///< subject: the path; found, expected: sizes, with units
  file_broken,      ///< subject: the path; found: what is wrong inside; expected: what should stand there
  file_too_large,   ///< subject: the path; found: what its header promises; expected: the limit
  git_lfs_pointer,  ///< subject: the path
  html_page,        ///< subject: the path
  not_supported,    ///< subject: file or operator; found: what cannot be handled, by name
  shape_mismatch,   ///< subject: the layer or the model; found and expected: both shapes
  unknown_name,     ///< subject: the name asked for; expected: the names there are
  bad_value,        ///< subject: the option or field; found: the value; expected: the allowed range
  empty_image,      ///< subject: the path; an image of 0 pixels or without any ink
  no_data,          ///< subject: the data set; expected: the places that were looked at
  network,          ///< subject: the address; found: the reason
  checksum,         ///< subject: the path; found, expected: the sums
};

/// The one exception type of core/. Cancellation is no error and never throws.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string subject, std::string found = {}, std::string expected = {});

  ErrorKind kind() const { return kind_; }
  const std::string& subject() const { return subject_; }
  const std::string& found() const { return found_; }
  const std::string& expected() const { return expected_; }
  /// For logs and test failures; users read app/error_text's wording instead.
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  ErrorKind kind_;
  std::string subject_, found_, expected_, what_;
};

}  // namespace convlens
