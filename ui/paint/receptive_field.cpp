#include "ui/paint/receptive_field.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <array>

namespace convlens::ui {
namespace {

// In none of the colour scales, and on a dark rim: to be seen on white, on cividis' blue and on its yellow.
const QColor kFieldColour("#2fe08a"), kRimColour(0, 0, 0, 190);
constexpr double kLine = 1.4, kRim = 3, kThinLine = 1, kThinRim = 2;
constexpr double kThumbnail = 64;  // pictures smaller than this get thin lines
constexpr double kDash = 2, kSpace = 2;

bool keeps_maps_apart(std::string_view kind) {
  constexpr std::array kKinds{"relu",       "leaky_relu", "max_pool", "average_pool", "global_average_pool",
                              "batch_norm", "dropout",    "normalise"};
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

bool has_unit(const Graph& graph, const UnitPlace& unit) {
  if (unit.layer < 0 || unit.layer >= graph.size()) return false;
  const Shape& shape = graph.node(unit.layer).shape;
  return unit.map >= 0 && unit.map < shape.channels && unit.position.y >= 0 &&
         unit.position.y < shape.height && unit.position.x >= 0 && unit.position.x < shape.width;
}

/// A flattened unit is one value of the layer below: it sees what that one sees.
UnitPlace before_flatten(const Node& flatten, int unit) {
  const Shape& in = flatten.input_shapes.front();
  const int area = in.height * in.width;
  return {flatten.inputs.front(), unit / area, {unit % area / in.width, unit % in.width}};
}

}  // namespace

std::optional<SeenPart> seen_part(const Graph& graph, const UnitPlace& wanted, int ancestor) {
  if (!has_unit(graph, wanted)) return {};
  UnitPlace unit = wanted;
  while (unit.layer > ancestor && graph.node(unit.layer).layer->kind() == "flatten")
    unit = before_flatten(graph.node(unit.layer), unit.map);
  if (unit.layer < ancestor) return {};
  const ReceptiveField field = receptive_field(graph, unit.layer, ancestor);
  if (field.height <= 0 || field.width <= 0) return {};
  SeenPart part{{unit.position.x * field.stride_x + field.start_x,
                 unit.position.y * field.stride_y + field.start_y, field.width, field.height},
                unit.map};
  int layer = unit.layer;
  for (; layer > ancestor && part.map; layer = graph.node(layer).inputs.front())
    if (!keeps_maps_apart(graph.node(layer).layer->kind())) part.map.reset();
  if (layer != ancestor) part.map.reset();
  return part;
}

QString field_text(const Graph& graph, const UnitPlace& unit) {
  const auto part = seen_part(graph, unit);
  if (!part) return {};
  const QRect whole(0, 0, graph.input_shape().width, graph.input_shape().height);
  const QRect inside = part->field.intersected(whole);
  if (inside.isEmpty()) return QCoreApplication::translate("View", "sees nothing but padding");
  if (inside == whole) return QCoreApplication::translate("View", "sees the whole input");
  const QString text = inside == part->field
                           ? QCoreApplication::translate("View", "sees y %1..%2, x %3..%4 of the input")
                           : QCoreApplication::translate("View", "sees y %1..%2, x %3..%4 and padding");
  return text.arg(inside.top()).arg(inside.bottom()).arg(inside.left()).arg(inside.right());
}

void paint_field(QPainter& painter, const QRectF& place, QSize size, const QRect& field) {
  const QRect inside = field.intersected(QRect(QPoint(), size));
  if (inside.isEmpty()) return;
  const bool thin = std::max(place.width(), place.height()) < kThumbnail;
  const double sx = place.width() / size.width(), sy = place.height() / size.height();
  const double inset = (thin ? kThinRim : kRim) / 2;
  const QRectF rect = QRectF(place.left() + inside.left() * sx, place.top() + inside.top() * sy,
                             inside.width() * sx, inside.height() * sy)
                          .intersected(place.adjusted(inset, inset, -inset, -inset));
  struct Side {
    QLineF line;
    bool hangs_over;
  };
  const Side sides[] = {{{rect.topLeft(), rect.topRight()}, field.top() < 0},
                        {{rect.topRight(), rect.bottomRight()}, field.right() >= size.width()},
                        {{rect.bottomLeft(), rect.bottomRight()}, field.bottom() >= size.height()},
                        {{rect.topLeft(), rect.bottomLeft()}, field.left() < 0}};
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const bool rim : {true, false}) {
    const double width = rim ? (thin ? kThinRim : kRim) : (thin ? kThinLine : kLine);
    for (const Side& side : sides) {
      QPen pen(rim ? kRimColour : kFieldColour, width, Qt::SolidLine, Qt::FlatCap);
      if (side.hangs_over && !rim) pen.setDashPattern({kDash, kSpace});
      painter.setPen(pen);
      painter.drawLine(side.line);
    }
  }
  painter.restore();
}

}  // namespace convlens::ui
