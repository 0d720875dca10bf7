#include "app/error_text.h"

#include <QCoreApplication>
#include <QString>

namespace convlens::app {
namespace {

/// %1: the subject, %2: what was found, %3: what was expected.
struct Wording {
  ErrorKind kind;
  const char* full;
  const char* bare;  ///< when something that `full` tells is not known; none: `full` tells nothing else
};

constexpr Wording kWordings[] = {
    {ErrorKind::file_missing,
     QT_TRANSLATE_NOOP("Errors", "%1: there is no such file; check the name and the folder"), nullptr},
    {ErrorKind::file_unreadable,
     QT_TRANSLATE_NOOP("Errors", "%1: it cannot be read (%2); check what it is and its permissions"),
     QT_TRANSLATE_NOOP("Errors", "%1: it cannot be read; check what it is and its permissions")},
    {ErrorKind::file_unwritable,
     QT_TRANSLATE_NOOP("Errors", "%1: it cannot be written (%2); choose another place"),
     QT_TRANSLATE_NOOP("Errors", "%1: it cannot be written; choose another place")},
    {ErrorKind::disk_full,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the disk is full, nothing was changed; free some space or choose "
                       "another place"),
     nullptr},
    {ErrorKind::file_truncated,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the file is incomplete: found %2, expected %3; copy or download it "
                       "again"),
     QT_TRANSLATE_NOOP("Errors", "%1: the file is incomplete: %2; copy or download it again")},
    {ErrorKind::file_broken,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the file is damaged or of another kind: found %2, expected %3; get it "
                       "again"),
     QT_TRANSLATE_NOOP("Errors", "%1: the file is damaged or of another kind: %2; get it again")},
    {ErrorKind::file_too_large,
     QT_TRANSLATE_NOOP("Errors", "%1: too large: %2, the limit is %3; use a smaller one"),
     QT_TRANSLATE_NOOP("Errors", "%1: too large: %2; use a smaller one")},
    {ErrorKind::git_lfs_pointer,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: this is a git-lfs pointer, which only stands for the file; fetch the "
                       "file itself with \"git lfs pull\""),
     nullptr},
    {ErrorKind::html_page,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: this is an HTML page saved under the file's name; download the file "
                       "itself (the link is often called \"raw\")"),
     nullptr},
    {ErrorKind::not_supported, QT_TRANSLATE_NOOP("Errors", "%1: ConvLens cannot handle %2; it can handle %3"),
     QT_TRANSLATE_NOOP("Errors", "%1: ConvLens cannot handle %2; use a model or file without it")},
    {ErrorKind::shape_mismatch,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the shapes do not fit: found %2, expected %3; choose a model and data "
                       "that fit"),
     QT_TRANSLATE_NOOP("Errors", "%1: the shapes do not fit: %2; choose a model and data that fit")},
    {ErrorKind::unknown_name, QT_TRANSLATE_NOOP("Errors", "%1: %2; choose one of: %3"),
     QT_TRANSLATE_NOOP("Errors", "%1: there is no such name; choose one of: %3")},
    {ErrorKind::bad_value, QT_TRANSLATE_NOOP("Errors", "%1: %2 will not do; give %3"),
     QT_TRANSLATE_NOOP("Errors", "%1: %2 will not do; give another value")},
    {ErrorKind::empty_image,
     QT_TRANSLATE_NOOP("Errors", "%1: the picture is empty (%2); use one with something on it"),
     QT_TRANSLATE_NOOP("Errors", "%1: the picture has no pixels or no ink; use one with something on it")},
    {ErrorKind::no_data,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the data is not there, looked in %3; name its folder (mnist:DIR), run "
                       "\"convlens data get mnist\", or use \"generated\""),
     QT_TRANSLATE_NOOP("Errors",
                       "%1: there is no data; name its folder (mnist:DIR), run \"convlens data get "
                       "mnist\", or use \"generated\"")},
    {ErrorKind::network,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the download failed (%2); check the connection and start it again, "
                       "what has arrived is kept"),
     QT_TRANSLATE_NOOP("Errors",
                       "%1: the download failed; check the connection and start it again, what has "
                       "arrived is kept")},
    {ErrorKind::checksum,
     QT_TRANSLATE_NOOP("Errors",
                       "%1: its checksum is %2 and should be %3; delete the file and download it "
                       "again"),
     QT_TRANSLATE_NOOP("Errors", "%1: its checksum is wrong; delete the file and download it again")},
};

/// One pass, so that a "%1" inside a file's name stays as it is.
QString fill(const QString& text, const QString (&values)[3]) {
  QString filled;
  for (qsizetype i = 0; i < text.size(); ++i) {
    const int place = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
    if (place >= 1 && place <= 3) {
      filled += values[place - 1];
      ++i;
    } else {
      filled += text[i];
    }
  }
  return filled;
}

bool tells_all(const char* text, const QString (&values)[3]) {
  const QString words = QString::fromUtf8(text);
  return !(words.contains(QStringLiteral("%2")) && values[1].isEmpty()) &&
         !(words.contains(QStringLiteral("%3")) && values[2].isEmpty());
}

}  // namespace

std::string error_text(const Error& error) {
  const QString values[3] = {QString::fromStdString(error.subject()), QString::fromStdString(error.found()),
                             QString::fromStdString(error.expected())};
  for (const Wording& wording : kWordings) {
    if (wording.kind != error.kind()) continue;
    const char* text = wording.bare && !tells_all(wording.full, values) ? wording.bare : wording.full;
    return fill(QCoreApplication::translate("Errors", text), values).toStdString();
  }
  return error.what();
}

}  // namespace convlens::app
