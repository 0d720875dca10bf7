#include "ui/widgets/network_sees.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/receptive_field.h"
#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
// On a picture that is white on black in both themes.
const QColor kBoxColour("#5b9bff"), kMassColour("#ff9d3c");
constexpr double kCrossArm = 1.6;  // pixels of the network
}  // namespace

NetworkSees::NetworkSees(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  retranslate();
}

void NetworkSees::retranslate() {
  setAccessibleName(tr("What the network sees"));
  setAccessibleDescription(tr("The network's input, enlarged"));
}

void NetworkSees::set_frame(FramePtr frame) {
  frame_ = std::move(frame);
  picture_ = frame_ && frame_->activations ? to_qimage(frame_->activations->input) : QImage();
  update();
}

void NetworkSees::set_steps_shown(bool shown) {
  steps_shown_ = shown;
  update();
}

void NetworkSees::set_field(const std::optional<QRect>& field) {
  if (field == field_) return;
  field_ = field;
  update();
}

QRectF NetworkSees::area() const {
  const QSizeF whole = size();
  if (picture_.isNull()) {
    const double side = std::min(whole.width(), whole.height());
    return {(whole.width() - side) / 2, (whole.height() - side) / 2, side, side};
  }
  const QSizeF fitted = QSizeF(picture_.size()).scaled(whole, Qt::KeepAspectRatio);
  return {QPointF((whole.width() - fitted.width()) / 2, (whole.height() - fitted.height()) / 2), fitted};
}

void NetworkSees::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF place = area();
  if (picture_.isNull()) {
    painter.fillRect(place, Qt::black);
    return;
  }
  painter.drawImage(place, picture_);
  if (steps_shown_ && picture_.width() == picture_.height() && frame_->prepared && frame_->prepared->has_ink) paint_steps(painter, place);
  if (field_) paint_field(painter, place, picture_.size(), *field_);
}

void NetworkSees::paint_steps(QPainter& painter, const QRectF& place) const {
  const PreparedDigit& digit = *frame_->prepared;
  // A network of other pictures gets the prepared digit resized: it fills the whole place all the same.
  const double pixel = place.width() / kDigitSide;
  const auto at = [&](double x, double y) { return place.topLeft() + QPointF(x, y) * pixel; };
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(kBoxColour, 1.2, Qt::DashLine));
  painter.drawRect(QRectF(at(digit.offset_x, digit.offset_y),
                          at(digit.offset_x + digit.scaled.width, digit.offset_y + digit.scaled.height))
                       .intersected(place.adjusted(0.5, 0.5, -0.5, -0.5)));
  const double x = digit.offset_x + digit.centre_x, y = digit.offset_y + digit.centre_y;
  for (const auto& [colour, width] : {std::pair{QColor(Qt::black), 3.5}, std::pair{kMassColour, 1.8}}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(at(x - kCrossArm, y), at(x + kCrossArm, y));
    painter.drawLine(at(x, y - kCrossArm), at(x, y + kCrossArm));
  }
}

void NetworkSees::mouseMoveEvent(QMouseEvent* event) {
  const QRectF place = area();
  if (picture_.isNull() || !place.contains(event->position())) return leaveEvent(nullptr);
  const QPointF in = event->position() - place.topLeft();
  const int x = std::min(static_cast<int>(in.x() / place.width() * picture_.width()), picture_.width() - 1);
  const int y =
      std::min(static_cast<int>(in.y() / place.height() * picture_.height()), picture_.height() - 1);
  const Tensor<float>& input = frame_->activations->input;
  QStringList values;
  for (int c = 0; c < input.shape().channels; ++c) values << exact_number(input.at(0, c, y, x));
  emit hovered(tr("input · y %1, x %2 · %3").arg(y).arg(x).arg(values.join(QStringLiteral(", "))));
}

void NetworkSees::leaveEvent(QEvent*) { emit hovered({}); }

void NetworkSees::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
