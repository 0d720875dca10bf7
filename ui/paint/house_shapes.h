#pragma once
#include <QPainter>
#include <QStyleOption>

/// What HouseStyle draws by itself, each from an option's place, state and palette alone.
namespace convlens::ui {

/// A hairline along one edge.
void draw_line(QPainter& painter, const QRect& rect, Qt::Edge edge, const QPalette& colours);

void draw_tool_panel(QPainter& painter, const QStyleOption& button);
void draw_tool_separator(QPainter& painter, const QStyleOption& separator);
void draw_push_panel(QPainter& painter, const QStyleOption& button);
/// The button that Return presses, where it can be pressed.
bool is_default_action(const QStyleOption& button);

void draw_progress_groove(QPainter& painter, const QStyleOption& bar);
/// The part that is done; all of it where the total is not known.
void draw_progress_done(QPainter& painter, const QStyleOptionProgressBar& bar);

void draw_tab(QPainter& painter, const QStyleOption& tab);
void draw_scroll_handle(QPainter& painter, const QStyleOptionSlider& bar, const QRect& handle);

}  // namespace convlens::ui
