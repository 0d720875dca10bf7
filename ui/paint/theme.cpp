#include "ui/paint/theme.h"

#include <QToolTip>

#include "ui/paint/house_style.h"

namespace convlens::ui {
namespace {

struct Tones {
  const char *window, *base, *raised, *text, *muted, *line, *accent, *on_accent, *link, *tip;
};
constexpr Tones kLight{"#f3f4f6", "#ffffff", "#fafbfc", "#1b2230", "#5d6778",
                       "#d3d8e0", "#2463c9", "#ffffff", "#1d56b3", "#ffffff"};
constexpr Tones kDark{"#171a20", "#1e222a", "#252a34", "#e7eaf0", "#9aa5b5",
                      "#39404d", "#5b9bff", "#0b1220", "#86b4ff", "#2b313c"};

constexpr double kSmallType = 0.85, kTitleType = 1.15, kHugeType = 6.0;

QPalette palette_of(const Tones& tones) {
  QPalette palette;
  const QColor text(tones.text), muted(tones.muted), window(tones.window), line(tones.line);
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, text);
  palette.setColor(QPalette::Base, QColor(tones.base));
  palette.setColor(QPalette::AlternateBase, QColor(tones.raised));
  palette.setColor(QPalette::Text, text);
  palette.setColor(QPalette::Button, QColor(tones.raised));
  palette.setColor(QPalette::ButtonText, text);
  palette.setColor(QPalette::BrightText, QColor(tones.on_accent));
  palette.setColor(QPalette::PlaceholderText, muted);
  palette.setColor(QPalette::Highlight, QColor(tones.accent));
  palette.setColor(QPalette::HighlightedText, QColor(tones.on_accent));
  palette.setColor(QPalette::Link, QColor(tones.link));
  palette.setColor(QPalette::ToolTipBase, QColor(tones.tip));
  palette.setColor(QPalette::ToolTipText, text);
  palette.setColor(QPalette::Mid, line);
  palette.setColor(QPalette::Midlight, line);
  palette.setColor(QPalette::Light, QColor(tones.raised));
  palette.setColor(QPalette::Dark, line.darker(115));
  palette.setColor(QPalette::Shadow, line.darker(150));
  QColor faint = muted;
  faint.setAlphaF(0.6f);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, faint);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
  palette.setColor(QPalette::Disabled, QPalette::HighlightedText, muted);
  return palette;
}

}  // namespace

void apply_theme(bool dark) {
  // Once: exchanging a style under living widgets polishes all of them again for nothing.
  if (qobject_cast<HouseStyle*>(QApplication::style()) == nullptr) QApplication::setStyle(new HouseStyle);
  const QPalette palette = palette_of(dark ? kDark : kLight);
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);  // of its own, not the application's
  // Qt posts the news to the windows: told now, no picture is taken of a window in yesterday's colours.
  QCoreApplication::sendPostedEvents(nullptr, QEvent::ApplicationPaletteChange);
}

bool is_dark(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; }

QColor line_colour(const QPalette& palette) { return palette.color(QPalette::Mid); }
QColor muted_colour(const QPalette& palette) { return palette.color(QPalette::PlaceholderText); }
QColor raised_colour(const QPalette& palette) { return palette.color(QPalette::AlternateBase); }
QColor good_colour(const QPalette& palette) { return QColor(is_dark(palette) ? "#4fbf8b" : "#1c7c54"); }
QColor warning_colour(const QPalette& palette) { return QColor(is_dark(palette) ? "#f0a45b" : "#b4570b"); }

QFont font_of(TypeSize size, bool bold) {
  QFont font = QApplication::font();
  double factor = 1;
  if (size == TypeSize::small) factor = kSmallType;
  if (size == TypeSize::title) factor = kTitleType;
  if (size == TypeSize::huge) factor = kHugeType;
  if (font.pointSizeF() > 0)
    font.setPointSizeF(font.pointSizeF() * factor);
  else
    font.setPixelSize(qRound(font.pixelSize() * factor));
  font.setBold(bold);
  return font;
}

}  // namespace convlens::ui
