#include "ui/paint/numbers.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace convlens::ui {
namespace {

constexpr double kSmallestPlainPercent = 0.005;  // below this two decimals would show 0.00
constexpr int kMostDecimals = 5;
constexpr QChar kMinus(0x2212), kTimes(0x00d7), kThinSpace(0x2009);

QString with_minus(QString text) { return text.replace(QLatin1Char('-'), kMinus); }

}  // namespace

QString exact_number(double value) { return with_minus(QString::number(value, 'g', 6)); }

QString short_number(double value) {
  const double size = std::abs(value);
  if (size != 0 && (size < 1e-3 || size >= 1e5)) return with_minus(QString::number(value, 'e', 1));
  return with_minus(QString::number(value, 'g', 3));
}

int common_decimals(std::span<const float> values) {
  float largest = 0;
  for (const float v : values) largest = std::max(largest, std::abs(v));
  if (!(largest > 0) || !std::isfinite(largest)) return 0;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(largest))), 0, kMostDecimals);
}

QString cell_number(double value, int decimals) { return with_minus(QString::number(value, 'f', decimals)); }

QString percent(double fraction) {
  const double value = fraction * 100;
  if (value != 0 && std::abs(value) < kSmallestPlainPercent)
    return QStringLiteral("%1 %").arg(QString::number(value, 'e', 1));
  return QStringLiteral("%1 %").arg(value, 0, 'f', 2);
}

QString short_percent(double fraction) {
  constexpr double kAlmostAll = 0.9995;  // would be rounded to 100.0 %
  if (fraction >= kAlmostAll && fraction < 1) return QStringLiteral(">99.9 %");
  return QStringLiteral("%1 %").arg(fraction * 100, 0, 'f', fraction == 1 ? 0 : 1);
}

QString shape_text(const Shape& shape) {
  if (shape.is_vector()) return QString::number(shape.channels);
  return QString::number(shape.channels) + kTimes + QString::number(shape.height) + kTimes +
         QString::number(shape.width);
}

QString count_text(qint64 count) {
  QString digits = QString::number(count);
  for (qsizetype i = digits.size() - 3; i > 0; i -= 3) digits.insert(i, kThinSpace);
  return digits;
}

QString duration_text(double seconds) {
  const auto whole = static_cast<qint64>(std::ceil(seconds));
  if (whole < 60) return QCoreApplication::translate("Numbers", "%1 s").arg(whole);
  if (whole < 3600)
    return QCoreApplication::translate("Numbers", "%1 min %2 s")
        .arg(whole / 60)
        .arg(whole % 60, 2, 10, QLatin1Char('0'));
  return QCoreApplication::translate("Numbers", "%1 h %2 min")
      .arg(whole / 3600)
      .arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

}  // namespace convlens::ui
