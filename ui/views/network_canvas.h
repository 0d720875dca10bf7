#pragma once
#include <QWidget>

#include "ui/frame.h"
#include "ui/paint/receptive_field.h"
#include "ui/views/network_layout.h"
#include "ui/views/thumbnails.h"

namespace convlens::ui {

/// What scrolls inside the NETWORK view.
class NetworkCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit NetworkCanvas(QWidget* parent = nullptr);
  void present(FramePtr frame, const Selection& selection, RangeScope scope);
  /// The unit whose receptive field is drawn.
  void show_unit(const std::optional<UnitPlace>& unit);
  void set_hint(const QString& text) { hint_ = text; }
  const NetworkLayout& layout_now() const { return layout_; }

 signals:
  void selection_requested(const convlens::ui::Selection& selection);
  void hovered(const QString& text);
  void unit_hovered(std::optional<convlens::ui::UnitPlace> unit);
  /// A column that should be in sight.
  void wants_visible(const QRectF& column);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Place {
    int node = -1, unit = -1;
    Position position;
  };
  Place place_at(QPointF point) const;
  void lay_out();
  void find_seen_parts();
  void paint_edges(QPainter& painter) const;
  void paint_column(QPainter& painter, const NetworkColumn& column) const;
  void paint_maps(QPainter& painter, const NetworkColumn& column) const;
  void paint_units(QPainter& painter, const NetworkColumn& column) const;
  void paint_seen_part(QPainter& painter, const NetworkColumn& column) const;
  void paint_words(QPainter& painter, const NetworkColumn& column) const;

  FramePtr frame_;
  Selection selection_;
  RangeScope scope_ = RangeScope::layer;
  std::shared_ptr<const Graph> graph_;
  NetworkLayout layout_;
  Thumbnails thumbnails_;
  std::vector<int> counts_;
  std::optional<UnitPlace> unit_;
  std::vector<std::optional<SeenPart>> seen_;  ///< by unit_, one a node
  QString hint_;
};

}  // namespace convlens::ui
