#include "ui/paint/theme.h"

#include <QStyleFactory>

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

/// Only what Fusion draws too heavily; every colour comes from the palette, so one sheet serves both themes.
constexpr char kStyleSheet[] = R"(
QMainWindow::separator { background: palette(window); width: 6px; height: 6px; }
QMainWindow::separator:hover { background: palette(mid); }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { text-align: left; padding: 6px 8px 2px 8px; background: palette(window); }
QToolBar { border: 0; border-bottom: 1px solid palette(mid); background: palette(window); padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: palette(mid); width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px 6px; color: palette(button-text); }
QToolButton:hover { background: palette(alternate-base); border-color: palette(mid); }
QToolButton:pressed, QToolButton:checked { background: palette(mid); border-color: palette(mid); }
QToolButton:focus { border-color: palette(highlight); }
QToolButton:disabled { color: palette(mid); }
QToolButton[popupMode="2"] { padding-right: 16px; }
QToolButton::menu-indicator { subcontrol-position: right center; right: 4px; }
QPushButton { border: 1px solid palette(mid); border-radius: 6px; padding: 5px 12px; background: palette(button); }
QPushButton:hover { border-color: palette(highlight); }
QPushButton:pressed, QPushButton:checked { background: palette(mid); }
QPushButton:focus { border-color: palette(highlight); }
QPushButton:default:enabled { background: palette(highlight); color: palette(highlighted-text); border-color: palette(highlight); }
QPushButton:disabled { color: palette(mid); }
QProgressBar { border: 0; border-radius: 3px; background: palette(mid); max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: palette(highlight); }
QTabWidget::pane { border: 0; border-top: 1px solid palette(mid); }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 6px 12px; color: palette(placeholder-text); }
QTabBar::tab:selected { color: palette(window-text); border-bottom-color: palette(highlight); }
QTabBar::tab:hover, QTabBar::tab:focus { color: palette(window-text); background: palette(alternate-base); }
QStatusBar { border-top: 1px solid palette(mid); }
QStatusBar::item { border: 0; }
QMenuBar { background: palette(window); padding: 2px 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; margin: 1px; min-width: 24px; min-height: 24px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { border: 1px solid palette(mid); padding: 4px; background: palette(tool-tip-base); color: palette(tool-tip-text); }
)";

}  // namespace

void apply_theme(QApplication& application, bool dark) {
  // Once only: with a sheet set the style is Qt's proxy, and exchanging it under living widgets crashes.
  if (application.styleSheet().isEmpty())
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(palette_of(dark ? kDark : kLight));
  // Set again even when it is the same text: palette(...) inside a sheet is resolved when the sheet is set.
  application.setStyleSheet(QString::fromLatin1(kStyleSheet));
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
