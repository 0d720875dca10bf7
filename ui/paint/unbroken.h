#pragma once
#include <QString>

namespace convlens::ui {

/// A number is not torn from its unit at the end of a line: "100.00 %".
inline QString unbroken(QString number) { return number.replace(QLatin1Char(' '), QChar::Nbsp); }

}  // namespace convlens::ui
