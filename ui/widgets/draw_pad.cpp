#include "ui/widgets/draw_pad.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTabletEvent>
#include <QTouchEvent>
#include <algorithm>
#include <cmath>

namespace convlens::ui {
namespace {

constexpr double kEraserFactor = 1.8;    // an eraser as thin as the pen is tiresome
constexpr double kFaintestTouch = 0.15;  // of the pen's width: the lightest touch still leaves ink
constexpr double kKeyboardStep = 8, kFineKeyboardStep = 2;  // pad units

}  // namespace

DrawPad::DrawPad(QWidget* parent) : QWidget(parent), pen_width_(kDefaultPen) {
  setAttribute(Qt::WA_AcceptTouchEvents);
  setAttribute(Qt::WA_OpaquePaintEvent, false);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::CrossCursor);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  retranslate();
}

void DrawPad::retranslate() {
  setAccessibleName(tr("Draw pad"));
  setAccessibleDescription(
      tr("Draw a digit with mouse, finger or pen. By keyboard: the arrow keys move the pen, "
         "Space puts it down or lifts it."));
}

QRectF DrawPad::paper() const {
  const double side = std::min(width(), height());
  return {(width() - side) / 2.0, (height() - side) / 2.0, side, side};
}

QPointF DrawPad::to_pad(QPointF widget) const {
  const QRectF area = paper();
  return (widget - area.topLeft()) * (kPadSide / std::max(area.width(), 1.0));
}

void DrawPad::set_drawing(const Drawing& drawing) {
  finish();
  history_.checkpoint();
  history_.edit() = {};
  history_.edit().drawing = drawing;
  place_on_pad(history_.edit());
  content_replaced();
}

void DrawPad::set_picture(std::shared_ptr<const Image> picture, std::optional<int> label,
                          std::shared_ptr<const Tensor<float>> pixels) {
  finish();
  history_.checkpoint();
  history_.edit() = {};
  history_.edit().picture = std::move(picture);
  history_.edit().pixels = std::move(pixels);
  history_.edit().picture_label = label;
  content_replaced();
}

void DrawPad::set_erasing(bool erasing) { erasing_ = erasing; }

void DrawPad::set_ink_box(const QRectF& box) {
  if (box == ink_box_) return;
  ink_box_ = box;
  update();
}

void DrawPad::undo() {
  if (!can_undo()) return;
  finish();
  history_.undo();
  content_replaced();
}

void DrawPad::redo() {
  if (!can_redo()) return;
  finish();
  history_.redo();
  content_replaced();
}

void DrawPad::clear() {
  finish();
  if (content().empty()) return;
  history_.checkpoint();
  history_.edit() = {};
  content_replaced();
}

void DrawPad::content_replaced() {
  ink_valid_ = false;
  ink_box_ = {};
  picture_ = {};
  update();
  emit history_changed(can_undo(), can_redo());
  emit drawing_changed();
}

void DrawPad::begin(QPointF pad, double pressure, bool erases) {
  finish();
  history_.checkpoint();
  PadContent& content = history_.edit();
  if (content.picture) {
    content = {};
    picture_ = {};
    ink_valid_ = false;
  }
  Drawing& drawing = content.drawing;
  drawing.label.reset();  // it is no longer what the label was given to
  // One width a drawing: a thicker pen raises it and lowers the pressure of what is there, a thinner one
  // presses less.
  const double width = pen_width_of(drawing);
  const double pen = pen_width_ * (erases ? kEraserFactor : 1) / content.scale;
  if (drawing.strokes.empty()) {
    drawing.width = static_cast<float>(std::max(pen, kThickestPen / content.scale));
  } else {
    drawing.width = static_cast<float>(std::max(pen, width));
    const auto factor = static_cast<float>(width / *drawing.width);
    if (factor < 1)
      for (Stroke& stroke : drawing.strokes)
        for (StrokePoint& point : stroke.points) point.pressure *= factor;
  }
  drawing.strokes.push_back({{}, erases});
  drawing_now_ = true;
  emit history_changed(can_undo(), can_redo());
  add_point(pad, pressure);
}

void DrawPad::extend(QPointF pad, double pressure) {
  if (drawing_now_) add_point(pad, pressure);
}

void DrawPad::add_point(QPointF pad, double pressure) {
  PadContent& content = history_.edit();
  Stroke& stroke = content.drawing.strokes.back();
  pad = {std::clamp(pad.x(), 0.0, kPadSide), std::clamp(pad.y(), 0.0, kPadSide)};
  const double pen = pen_width_ * (stroke.erases ? kEraserFactor : 1) / content.scale;
  const double share = pen / *content.drawing.width * std::clamp(pressure, kFaintestTouch, 1.0);
  const StrokePoint point{static_cast<float>((pad.x() - content.offset_x) / content.scale),
                          static_cast<float>((pad.y() - content.offset_y) / content.scale),
                          static_cast<float>(std::min(share, 1.0))};
  if (!stroke.points.empty() && stroke.points.back() == point) return;
  stroke.points.push_back(point);
  paint_last_segments();
  emit drawing_changed();
}

void DrawPad::finish() {
  drawing_now_ = false;
  finger_.reset();
}

void DrawPad::paint_last_segments() {
  const Stroke& stroke = drawing().strokes.back();
  if (ink_valid_ && !ink_.isNull()) {
    QPainter painter(&ink_);
    const double factor = paper().width() / kPadSide;
    painter.scale(factor, factor);
    paint_segments(painter, content(), stroke, stroke.points.size() - 1, palette().color(QPalette::Text));
  }
  update();
}

void DrawPad::ensure_ink() {
  const qreal ratio = devicePixelRatioF();
  const QSize size = (paper().size() * ratio).toSize();
  if (ink_valid_ && ink_.size() == size) return;
  ink_ = QImage(size.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  ink_.fill(Qt::transparent);
  ink_.setDevicePixelRatio(ratio);
  QPainter painter(&ink_);
  const double factor = paper().width() / kPadSide;
  painter.scale(factor, factor);
  paint_ink(painter, content(), palette().color(QPalette::Text));
  ink_valid_ = true;
}

bool DrawPad::event(QEvent* event) {
  switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
      return touch(static_cast<QTouchEvent*>(event));
    default:
      return QWidget::event(event);
  }
}

/// The first finger draws; others are a palm. Accepted, so that Qt makes no mouse events of it.
bool DrawPad::touch(QTouchEvent* event) {
  event->accept();
  for (const QEventPoint& point : event->points()) {
    if (point.state() == QEventPoint::Pressed && !finger_) {
      setFocus(Qt::MouseFocusReason);
      begin(to_pad(point.position()), 1, erasing_);
      finger_ = point.id();
    } else if (finger_ == point.id() && point.state() == QEventPoint::Updated) {
      extend(to_pad(point.position()), 1);
    } else if (finger_ == point.id() && point.state() == QEventPoint::Released) {
      finish();
    }
  }
  if (event->type() == QEvent::TouchCancel) finish();
  return true;
}

void DrawPad::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) return;
  begin(to_pad(event->position()), 1, erasing_ || event->button() == Qt::RightButton);
}

void DrawPad::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & (Qt::LeftButton | Qt::RightButton)) extend(to_pad(event->position()), 1);
}

void DrawPad::mouseReleaseEvent(QMouseEvent*) { finish(); }

void DrawPad::tabletEvent(QTabletEvent* event) {
  event->accept();
  const QPointF pad = to_pad(event->position());
  switch (event->type()) {
    case QEvent::TabletPress:
      begin(pad, event->pressure(), erasing_ || event->pointerType() == QPointingDevice::PointerType::Eraser);
      break;
    case QEvent::TabletMove:
      if (event->pressure() > 0) extend(pad, event->pressure());
      break;
    case QEvent::TabletRelease:
      finish();
      break;
    default:
      break;
  }
}

void DrawPad::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ShiftModifier ? kFineKeyboardStep : kKeyboardStep;
  QPointF move;
  if (event->key() == Qt::Key_Left) move = {-step, 0};
  if (event->key() == Qt::Key_Right) move = {step, 0};
  if (event->key() == Qt::Key_Up) move = {0, -step};
  if (event->key() == Qt::Key_Down) move = {0, step};
  const bool toggles = event->key() == Qt::Key_Space;
  if (move.isNull() && !toggles) return QWidget::keyPressEvent(event);
  QPointF pen = keyboard_pen_.value_or(QPointF(kPadSide / 2, kPadSide / 2)) + move;
  pen = {std::clamp(pen.x(), 0.0, kPadSide), std::clamp(pen.y(), 0.0, kPadSide)};
  keyboard_pen_ = pen;
  if (toggles)
    drawing_now_ ? finish() : begin(pen, 1, erasing_);
  else
    extend(pen, 1);
  update();
}

void DrawPad::focusOutEvent(QFocusEvent* event) {
  if (keyboard_pen_) finish();
  keyboard_pen_.reset();
  QWidget::focusOutEvent(event);
}

void DrawPad::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) {
    ink_valid_ = false;
    update();
  }
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    update();
  }
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
