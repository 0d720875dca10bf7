#pragma once
#include <QRect>
#include <QString>
#include <optional>

#include "ui/frame.h"

class QPainter;

namespace convlens::ui {

/// What a unit sees of an earlier layer.
struct SeenPart {
  QRect field;             ///< in pixels of that layer; may hang over its border
  std::optional<int> map;  ///< the only map seen, where all layers between keep maps apart; none: every map
};

/// The part of `ancestor` (kGraphInput: the input) that a unit sees; nothing where the graph has no such unit
/// or no way leads from the one to the other.
std::optional<SeenPart> seen_part(const Graph& graph, const UnitPlace& unit, int ancestor = kGraphInput);

/// "sees y 3..7, x 5..9 of the input".
QString field_text(const Graph& graph, const UnitPlace& unit);

/// The field as a rectangle on a picture of `size` pixels that is painted at `place`. It is clipped to the
/// picture; the sides where it hangs over the border are dashed.
void paint_field(QPainter& painter, const QRectF& place, QSize size, const QRect& field);

}  // namespace convlens::ui
