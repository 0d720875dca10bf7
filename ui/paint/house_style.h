#pragma once
#include <QProxyStyle>

namespace convlens::ui {

/// Fusion, with what it draws too heavily drawn lighter: tool bar, buttons, tabs, scroll and progress bars.
///
/// A style and not a style sheet: a sheet resolves its colours when it is set, so another theme would mean to
/// set it again, and then Qt walks over every living widget with a list that it made before. Colours here are
/// read from the palette at the moment of painting; a theme is a palette and nothing else.
class HouseStyle : public QProxyStyle {
  Q_OBJECT

 public:
  HouseStyle();

  void polish(QWidget* widget) override;
  void polish(QPalette& palette) override { QProxyStyle::polish(palette); }
  void polish(QApplication* application) override { QProxyStyle::polish(application); }
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override;
  QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                         const QWidget* widget) const override;
  QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                       const QWidget* widget) const override;
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;

 private:
  void draw_tool_button(const QStyleOptionToolButton& button, QPainter& painter, const QWidget* widget) const;
};

}  // namespace convlens::ui
