#include "ui/views/network_view.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/views/network_canvas.h"

namespace convlens::ui {
namespace {
constexpr int kScrollMargin = 24;
}

NetworkView::NetworkView(QWidget* parent)
    : View(parent), scroll_(new QScrollArea), canvas_(new NetworkCanvas) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll_);
  scroll_->setWidget(canvas_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  setFocusProxy(canvas_);
  connect(canvas_, &NetworkCanvas::selection_requested, this, &View::selection_requested);
  connect(canvas_, &NetworkCanvas::hovered, this, &View::hovered);
  connect(canvas_, &NetworkCanvas::unit_hovered, this, &View::unit_hovered);
  connect(canvas_, &NetworkCanvas::wants_visible, this, [this](const QRectF& rect) {
    const QPoint centre = rect.center().toPoint();
    scroll_->ensureVisible(centre.x(), centre.y(), static_cast<int>(rect.width() / 2) + kScrollMargin, 0);
  });
  retranslate();
}

void NetworkView::retranslate() {
  canvas_->setAccessibleName(tr("Network"));
  canvas_->setAccessibleDescription(
      tr("One column a layer. Left and right walk the layers, up and down the maps of a layer."));
  canvas_->set_hint(tr("The network appears here as soon as it has been loaded."));
}

void NetworkView::refresh() { canvas_->present(frame(), selection(), range_scope()); }

void NetworkView::show_unit(const std::optional<UnitPlace>& unit) { canvas_->show_unit(unit); }

QWidget* NetworkView::canvas() const { return canvas_; }
QRectF NetworkView::column_rect(int node) const {
  return canvas_->layout_now().columns[static_cast<std::size_t>(node)].card;
}
QRectF NetworkView::tile_rect(int node, int map) const {
  return canvas_->layout_now().columns[static_cast<std::size_t>(node)].tile(map);
}

}  // namespace convlens::ui
