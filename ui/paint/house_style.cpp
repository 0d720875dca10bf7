#include "ui/paint/house_style.h"

#include <QPainter>
#include <QProgressBar>
#include <QStyleOption>
#include <algorithm>

#include "ui/paint/house_shapes.h"

namespace convlens::ui {
namespace {

constexpr int kSeparator = 6;  // between docks; what the mouse can take hold of
constexpr int kProgressHeight = 6;
constexpr int kScrollBar = 10, kShortestHandle = 24;
constexpr int kTabSide = 24, kTabHeight = 14;    // around a tab's text, both sides together
constexpr int kToolSide = 14, kToolHeight = 12;  // around a tool button's icon and text
constexpr int kMenuArrow = 12;                   // right of a tool button's text
constexpr int kPushSide = 26, kPushHeight = 12;  // around a push button's text
constexpr int kToolBarGap = 4, kToolBarMargin = 4, kToolBarSeparator = 13;

}  // namespace

HouseStyle::HouseStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void HouseStyle::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  // Its minimum is the height of a text that it does not show.
  if (auto* bar = qobject_cast<QProgressBar*>(widget)) bar->setFixedHeight(kProgressHeight);
}

int HouseStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_DockWidgetSeparatorExtent:
      return kSeparator;
    case PM_ScrollBarExtent:
      return kScrollBar;
    case PM_ScrollBarSliderMin:
      return kShortestHandle;
    case PM_TabBarTabHSpace:
      return kTabSide;
    case PM_TabBarTabVSpace:
      return kTabHeight;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
    case PM_ToolBarFrameWidth:
      return 0;
    case PM_ToolBarItemSpacing:
      return kToolBarGap;
    case PM_ToolBarItemMargin:
      return kToolBarMargin;
    case PM_ToolBarSeparatorExtent:
      return kToolBarSeparator;
    default:
      return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

int HouseStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* data) const {
  if (hint == SH_ScrollBar_Transient) return 0;
  return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize HouseStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                   const QWidget* widget) const {
  if (type == CT_ToolButton) {
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    const bool menu = button != nullptr && button->features.testFlag(QStyleOptionToolButton::HasMenu);
    return contents + QSize(kToolSide + (menu ? kMenuArrow : 0), kToolHeight);
  }
  if (type == CT_PushButton) return contents + QSize(kPushSide, kPushHeight);
  return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

/// No arrows at the ends: the whole bar is groove.
QRect HouseStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                 const QWidget* widget) const {
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  if (control != CC_ScrollBar || bar == nullptr)
    return QProxyStyle::subControlRect(control, option, part, widget);
  const bool across = bar->orientation == Qt::Horizontal;
  const int length = across ? bar->rect.width() : bar->rect.height();
  const qint64 range = qint64{bar->maximum} - bar->minimum;
  const int handle =
      range > 0 ? std::clamp(static_cast<int>(bar->pageStep * qint64{length} / (range + bar->pageStep)),
                             std::min(kShortestHandle, length), length)
                : length;
  const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle,
                                            bar->upsideDown);
  const auto stretch = [&](int from, int to) {
    const QRect along =
        across ? QRect(from, 0, to - from, bar->rect.height()) : QRect(0, from, bar->rect.width(), to - from);
    return visualRect(bar->direction, bar->rect, along.translated(bar->rect.topLeft()));
  };
  switch (part) {
    case SC_ScrollBarGroove:
      return stretch(0, length);
    case SC_ScrollBarSlider:
      return stretch(start, start + handle);
    case SC_ScrollBarSubPage:
      return stretch(0, start);
    case SC_ScrollBarAddPage:
      return stretch(start + handle, length);
    default:
      return {};
  }
}

void HouseStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
  const QPalette& colours = option->palette;
  switch (element) {
    case PE_PanelButtonTool:
      return draw_tool_panel(*painter, *option);
    case PE_PanelButtonCommand:
      return draw_push_panel(*painter, *option);
    case PE_IndicatorDockWidgetResizeHandle:
      return painter->fillRect(
          option->rect, colours.color(option->state & State_MouseOver ? QPalette::Mid : QPalette::Window));
    case PE_IndicatorToolBarSeparator:
      return draw_tool_separator(*painter, *option);
    case PE_PanelStatusBar:
      return draw_line(*painter, option->rect, Qt::TopEdge, colours);
    case PE_FrameTabWidget:
      return draw_line(*painter, option->rect, Qt::TopEdge, colours);
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
      return;
    default:
      return QProxyStyle::drawPrimitive(element, option, painter, widget);
  }
}

void HouseStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
  switch (element) {
    case CE_ToolBar:
      painter->fillRect(option->rect, option->palette.window());
      return draw_line(*painter, option->rect, Qt::BottomEdge, option->palette);
    case CE_MenuBarEmptyArea:
      return painter->fillRect(option->rect, option->palette.window());
    case CE_MenuBarItem:
      QProxyStyle::drawControl(element, option, painter, widget);
      // Fusion's line under the bar, but not under an open menu.
      if (!(option->state & State_Sunken))
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          option->palette.window());
      return;
    case CE_ProgressBarGroove:
      return draw_progress_groove(*painter, *option);
    case CE_ProgressBarContents:
      if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
        draw_progress_done(*painter, *bar);
      return;
    case CE_ProgressBarLabel:
      return;
    case CE_TabBarTabShape:
      return draw_tab(*painter, *option);
    case CE_TabBarTabLabel:
      if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
        QStyleOptionTab label = *tab;
        const bool muted = !(tab->state & (State_Selected | State_MouseOver | State_HasFocus));
        label.palette.setColor(QPalette::WindowText,
                               tab->palette.color(muted ? QPalette::PlaceholderText : QPalette::WindowText));
        label.state &= ~State_HasFocus;
        QProxyStyle::drawControl(element, &label, painter, widget);
      }
      return;
    case CE_PushButtonLabel:
      if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
        QStyleOptionButton label = *button;
        if (is_default_action(*button))
          label.palette.setColor(QPalette::ButtonText, button->palette.color(QPalette::HighlightedText));
        QProxyStyle::drawControl(element, &label, painter, widget);
      }
      return;
    default:
      return QProxyStyle::drawControl(element, option, painter, widget);
  }
}

void HouseStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const {
  if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option); control == CC_ScrollBar && bar)
    return draw_scroll_handle(*painter, *bar, subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget));
  if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
      control == CC_ToolButton && button)
    return draw_tool_button(*button, *painter, widget);
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void HouseStyle::draw_tool_button(const QStyleOptionToolButton& button, QPainter& painter,
                                  const QWidget* widget) const {
  drawPrimitive(PE_PanelButtonTool, &button, &painter, widget);
  QStyleOptionToolButton label = button;
  // Beside a text the icon stands at the left edge; alone it is centred.
  if (button.toolButtonStyle == Qt::ToolButtonTextBesideIcon) label.rect.adjust(kToolSide / 2 - 1, 0, 0, 0);
  if (button.features.testFlag(QStyleOptionToolButton::HasMenu)) {
    label.rect.setRight(button.rect.right() - kMenuArrow);
    QStyleOption arrow = button;
    const int side = kMenuArrow - 2;
    arrow.rect = QRect(label.rect.right() - side / 2, button.rect.center().y() - side / 2, side, side);
    drawPrimitive(PE_IndicatorArrowDown, &arrow, &painter, widget);
  }
  drawControl(CE_ToolButtonLabel, &label, &painter, widget);
}

}  // namespace convlens::ui
