#include "ui/widgets/draw_pad.h"

#include <QPointingDevice>
#include <QSignalSpy>
#include <QTabletEvent>

#include "tests/ui/support.h"

using namespace convlens;
using namespace convlens::ui;

namespace {

constexpr int kSide = 280;  // one widget pixel a pad unit

struct Pad : DrawPad {
  Pad() {
    resize(kSide, kSide);
    show_and_wait(*this);
  }
  void tablet(QEvent::Type type, QPointF at, double pressure, const QPointingDevice& device) {
    const auto buttons = type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton;
    QTabletEvent event(type, &device, at, mapToGlobal(at), pressure, 0, 0, 0, 0, 0, {}, Qt::LeftButton,
                       buttons);
    QCoreApplication::sendEvent(this, &event);
  }
  QColor colour_at(int x, int y) { return grab().toImage().pixelColor(x, y); }
};

QPointingDevice pen_of(QPointingDevice::PointerType type) {
  return {QStringLiteral("pen"),
          1,
          QInputDevice::DeviceType::Stylus,
          type,
          QInputDevice::Capability::Pressure,
          1,
          3};
}

}  // namespace

TEST_CASE("a stroke of the mouse is kept as points in pad units") {
  Pad pad;
  QSignalSpy changed(&pad, &DrawPad::drawing_changed);
  draw_with_mouse(pad, {{50, 60}, {100, 60}, {150, 90}});
  REQUIRE(pad.drawing().strokes.size() == 1);
  const auto& points = pad.drawing().strokes[0].points;
  REQUIRE(points.size() == 3);
  CHECK(points[1].x == Approx(100).margin(0.6));
  CHECK(points[2].y == Approx(90).margin(0.6));
  CHECK_FALSE(pad.drawing().strokes[0].erases);
  CHECK(changed.count() == 3);  // one a move: the answer follows the pen
  CHECK(*pad.drawing().width * points[1].pressure == Approx(kDefaultPen));
}

TEST_CASE("what is drawn is seen, and the pad's units do not depend on its size") {
  Pad pad;
  const QColor paper = pad.palette().color(QPalette::Base), ink = pad.palette().color(QPalette::Text);
  draw_with_mouse(pad, {{40, 140}, {240, 140}});
  CHECK(pad.colour_at(140, 140) == ink);
  CHECK(pad.colour_at(140, 60) == paper);
  const Drawing before = pad.drawing();
  pad.resize(140, 140);
  CHECK(pad.colour_at(70, 70) == ink);
  CHECK(pad.drawing() == before);
}

TEST_CASE("a click leaves a dot") {
  Pad pad;
  QTest::mouseClick(&pad, Qt::LeftButton, {}, {100, 100});
  REQUIRE(pad.drawing().strokes.size() == 1);
  CHECK(pad.drawing().strokes[0].points.size() == 1);
  CHECK(pad.drawing().has_ink());
  CHECK(pad.colour_at(100, 100) == pad.palette().color(QPalette::Text));
}

TEST_CASE("undo and redo walk whole strokes and clearing") {
  Pad pad;
  draw_with_mouse(pad, {{50, 50}, {100, 50}});
  const Drawing one = pad.drawing();
  draw_with_mouse(pad, {{50, 150}, {100, 150}});
  const Drawing two = pad.drawing();
  pad.clear();
  CHECK(pad.drawing().strokes.empty());
  pad.undo();
  CHECK(pad.drawing() == two);
  pad.undo();
  CHECK(pad.drawing() == one);
  CHECK(pad.can_redo());
  pad.redo();
  CHECK(pad.drawing() == two);
  pad.undo();
  draw_with_mouse(pad, {{20, 20}, {30, 30}});
  CHECK_FALSE(pad.can_redo());  // another way was taken
  pad.undo();
  pad.undo();
  CHECK(pad.drawing().strokes.empty());
  CHECK_FALSE(pad.can_undo());
}

TEST_CASE("the eraser takes ink away, by mode and by the right button") {
  Pad pad;
  draw_with_mouse(pad, {{40, 140}, {240, 140}});
  draw_with_mouse(pad, {{140, 100}, {140, 180}}, Qt::RightButton);
  REQUIRE(pad.drawing().strokes.size() == 2);
  CHECK(pad.drawing().strokes[1].erases);
  CHECK(pad.colour_at(140, 140) == pad.palette().color(QPalette::Base));
  CHECK(pad.colour_at(60, 140) == pad.palette().color(QPalette::Text));
  pad.set_erasing(true);
  draw_with_mouse(pad, {{60, 120}, {60, 160}});
  CHECK(pad.drawing().strokes[2].erases);
}

TEST_CASE("the pen's pressure becomes the points' pressure, its other end erases") {
  Pad pad;
  const QPointingDevice pen = pen_of(QPointingDevice::PointerType::Pen);
  pad.tablet(QEvent::TabletPress, {50, 50}, 1.0, pen);
  pad.tablet(QEvent::TabletMove, {100, 50}, 0.5, pen);
  pad.tablet(QEvent::TabletRelease, {100, 50}, 0.0, pen);
  REQUIRE(pad.drawing().strokes.size() == 1);
  const auto& points = pad.drawing().strokes[0].points;
  REQUIRE(points.size() == 2);
  CHECK(points[1].pressure == Approx(points[0].pressure / 2));
  const QPointingDevice eraser = pen_of(QPointingDevice::PointerType::Eraser);
  pad.tablet(QEvent::TabletPress, {50, 50}, 0.8, eraser);
  pad.tablet(QEvent::TabletRelease, {50, 50}, 0.0, eraser);
  CHECK(pad.drawing().strokes.at(1).erases);
}

TEST_CASE("one finger draws, a second one does not") {
  Pad pad;
  const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
  QTest::touchEvent(&pad, screen.get()).press(0, {50, 50}, &pad);
  QTest::touchEvent(&pad, screen.get()).move(0, {90, 50}, &pad).press(1, {200, 200}, &pad);
  QTest::touchEvent(&pad, screen.get()).move(0, {120, 60}, &pad).move(1, {210, 210}, &pad);
  QTest::touchEvent(&pad, screen.get()).release(0, {120, 60}, &pad).release(1, {210, 210}, &pad);
  REQUIRE(pad.drawing().strokes.size() == 1);
  CHECK(pad.drawing().strokes[0].points.back().x == Approx(120).margin(1));
}

TEST_CASE("the pad is drawn on by keyboard") {
  Pad pad;
  pad.setFocus();
  QTest::keyClick(&pad, Qt::Key_Space);
  for (int i = 0; i < 5; ++i) QTest::keyClick(&pad, Qt::Key_Down);
  QTest::keyClick(&pad, Qt::Key_Space);
  QTest::keyClick(&pad, Qt::Key_Right);
  REQUIRE(pad.drawing().strokes.size() == 1);
  CHECK(pad.drawing().strokes[0].points.size() == 6);
}

TEST_CASE("a thicker pen leaves the width of what is there") {
  Pad pad;
  pad.set_pen_width(kThinnestPen);
  draw_with_mouse(pad, {{50, 50}, {100, 50}});
  pad.set_pen_width(2 * kThickestPen);
  draw_with_mouse(pad, {{50, 150}, {100, 150}});
  const Drawing& drawing = pad.drawing();
  CHECK(*drawing.width * drawing.strokes[0].points[0].pressure == Approx(kThinnestPen));
  CHECK(*drawing.width * drawing.strokes[1].points[0].pressure == Approx(2 * kThickestPen));
}

TEST_CASE(
    "a drawing in other units is shown whole and keeps its numbers - the label goes with the first change") {
  Pad pad;
  Drawing drawing;
  drawing.label = 1;
  drawing.strokes.push_back({{{4000, 1000, 1}, {4100, 3000, 1}}, false});
  pad.set_drawing(drawing);
  CHECK(pad.drawing() == drawing);
  CHECK(pad.colour_at(140, 140) == pad.palette().color(QPalette::Text));
  draw_with_mouse(pad, {{50, 50}, {230, 230}});
  CHECK_FALSE(pad.drawing().label.has_value());
  CHECK(pad.drawing().strokes[0].points[0].x == 4000);
  const StrokePoint& end = pad.drawing().strokes[1].points.back();
  CHECK(end.y == Approx(2000 + 90 / pad.content().scale).epsilon(0.01));
  CHECK(*pad.drawing().width * end.pressure * pad.content().scale == Approx(kDefaultPen));
}

TEST_CASE("a picture gives way to the pen and comes back with undo") {
  Pad pad;
  auto picture = std::make_shared<Image>();
  picture->width = picture->height = 2;
  picture->pixels = {255, 255, 255, 255};
  pad.set_picture(picture, 3);
  CHECK(pad.content().picture == picture);
  draw_with_mouse(pad, {{50, 50}, {100, 50}});
  CHECK_FALSE(pad.content().picture);
  pad.undo();
  CHECK(pad.content().picture == picture);
  CHECK(pad.content().picture_label == 3);
}
