#pragma once
#include <QAbstractButton>
#include <QImage>
#include <QTest>
#include <QWidget>

#include "tests/support/catch.h"
#include "ui/frame.h"
#include "ui/views/view.h"

namespace convlens::ui {

/// A drawing of a 7 in pad units.
Drawing drawn_seven();
/// A real answer: the model run on the drawing, preprocessed as the program does it.
FramePtr frame_of(std::shared_ptr<const Model> model, const Drawing& drawing);
/// The untrained model of a preset: small, real, always the same.
std::shared_ptr<const Model> untrained(const char* preset);
FramePtr frame_of(const char* preset);

/// Presses, moves through the points, releases.
void draw_with_mouse(QWidget& widget, const std::vector<QPoint>& points,
                     Qt::MouseButton button = Qt::LeftButton);
void show_and_wait(QWidget& widget);
/// Moves the mouse over a widget, no button held.
void hover(QWidget& widget, QPointF at);
void leave(QWidget& widget);
/// The only push or tool button of that text.
QAbstractButton* button_of(const QWidget& widget, const QString& text);

/// Does a view's jobs at once, on this thread, where the program has workers for them.
class JobDesk : public QObject {
 public:
  explicit JobDesk(View& view);
  int done = 0;  ///< jobs so far
};

}  // namespace convlens::ui
