#pragma once
#include <QString>
#include <span>

#include "core/tensor/shape.h"

namespace convlens::ui {

/// A value with enough digits to check the arithmetic with: 6 significant ones.
QString exact_number(double value);
/// Short, for axes, legends and cells: 3 significant digits, "-0.41", "1.2e-07".
QString short_number(double value);
/// For numbers in cells: as many decimals for all as give the largest value two digits, and a value with
/// them.
int common_decimals(std::span<const float> values);
QString cell_number(double value, int decimals);
/// "98.71 %"; tiny ones keep their size ("4.1e-06 %").
QString percent(double fraction);
/// For captions: "98.7 %"; 100 % only where it is exactly that.
QString short_percent(double fraction);
/// "16×28×28", a vector "128".
QString shape_text(const Shape& shape);
/// With thousands separated by thin spaces: "402 560".
QString count_text(qint64 count);
/// "2 min 05 s".
QString duration_text(double seconds);

}  // namespace convlens::ui
