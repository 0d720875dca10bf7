#pragma once
#include <QWidget>

#include "ui/frame.h"
#include "ui/paint/map_image.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace convlens::ui {

/// The line between NETWORK and INSPECTOR: what is selected, the value under the cursor, and which values
/// share a colour scale.
class SelectionBar : public QWidget {
  Q_OBJECT

 public:
  SelectionBar(QAction* up, QAction* enlarge, QWidget* parent = nullptr);
  void show_selection(const Selection& selection, const FramePtr& frame);
  /// Empty: the place is kept, nothing is said.
  void show_value(const QString& text);
  QString selection_text() const;
  QString value_text() const;

 signals:
  void range_scope_chosen(convlens::ui::RangeScope scope);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QToolButton *up_, *enlarge_;
  QLabel *path_, *value_, *scope_title_;
  QComboBox* scope_;
  Selection selection_;
  FramePtr frame_;
};

}  // namespace convlens::ui
