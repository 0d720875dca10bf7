#pragma once
#include <QWidget>

#include "ui/frame.h"
#include "ui/paint/map_image.h"

namespace convlens::ui {

/// One way of looking at a frame. A hidden view keeps the newest frame and does nothing with it until it is
/// shown.
class View : public QWidget {
  Q_OBJECT

 public:
  explicit View(QWidget* parent = nullptr) : QWidget(parent) {}

  void show_frame(FramePtr frame);
  void show_selection(const Selection& selection);
  /// Which values share one colour scale.
  void show_range_scope(RangeScope scope);

 signals:
  void selection_requested(const convlens::ui::Selection& selection);
  /// Value and place under the cursor, in words; empty when it has left.
  void hovered(const QString& text);
  /// The unit under the cursor, whose receptive field is then drawn; none when it has left.
  void unit_hovered(std::optional<convlens::ui::UnitPlace> unit);

 protected:
  /// Called when the frame, the selection or the scope is another one and the view is visible. frame() may be
  /// null.
  virtual void refresh() = 0;
  virtual void retranslate() {}
  /// Every frame, also while hidden: for remembering, not for work.
  virtual void frame_seen(const Frame&) {}
  const FramePtr& frame() const { return frame_; }
  const Selection& selection() const { return selection_; }
  RangeScope range_scope() const { return scope_; }

  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh_when_visible();

  FramePtr frame_;
  Selection selection_;
  RangeScope scope_ = RangeScope::layer;
  bool stale_ = true;
};

/// The layer that a view of one layer shows: the selected one, else the first activation after a convolution.
int shown_layer(const Graph& graph, const Selection& selection);
/// "relu1 · map 3 · y 12, x 7 · 0.482113 · sees y 10..14, x 5..9 of the input"; a vector's unit has no
/// position.
QString value_text(const Frame& frame, int layer, int map, Position at);

}  // namespace convlens::ui
