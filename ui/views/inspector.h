#pragma once
#include <QTabWidget>
#include <vector>

#include "ui/views/view.h"

namespace convlens::ui {

/// The tabs below the network: every view of the registry, looking at the same selection.
class Inspector : public QTabWidget {
  Q_OBJECT

 public:
  explicit Inspector(QWidget* parent = nullptr);
  void show_frame(const FramePtr& frame);
  void show_selection(const Selection& selection);
  void show_range_scope(RangeScope scope);
  const std::vector<View*>& views() const { return views_; }

 signals:
  void selection_requested(const convlens::ui::Selection& selection);
  void hovered(const QString& text);
  void unit_hovered(std::optional<convlens::ui::UnitPlace> unit);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  std::vector<View*> views_;
};

}  // namespace convlens::ui
