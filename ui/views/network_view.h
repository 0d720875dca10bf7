#pragma once
#include "ui/views/view.h"

class QScrollArea;

namespace convlens::ui {

class NetworkCanvas;

/// The whole network, one column a layer, left to right, with live thumbnails of its maps. A click or the
/// arrow keys select, hovering tells value and place.
class NetworkView : public View {
  Q_OBJECT

 public:
  explicit NetworkView(QWidget* parent = nullptr);
  /// Where a layer's column, and in it a map, is: in the coordinates of canvas().
  QRectF column_rect(int node) const;
  QRectF tile_rect(int node, int map) const;
  QWidget* canvas() const;
  /// The unit whose receptive field is drawn on the maps of the layers before it.
  void show_unit(const std::optional<UnitPlace>& unit);

  QSize sizeHint() const override { return {760, 300}; }

 protected:
  void refresh() override;
  void retranslate() override;

 private:
  QScrollArea* scroll_;
  NetworkCanvas* canvas_;
};

}  // namespace convlens::ui
