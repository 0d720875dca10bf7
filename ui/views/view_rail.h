#pragma once
#include <QWidget>

#include "ui/views/registry.h"

class QButtonGroup;

namespace convlens::ui {

/// The column of buttons left of the INSPECTOR's tabs, one a group of views, one of them down. The arrow keys
/// walk it; Ctrl+1, Ctrl+2 ... press a button wherever the focus is.
class ViewRail : public QWidget {
  Q_OBJECT

 public:
  explicit ViewRail(QWidget* parent = nullptr);
  void show_group(ViewGroup group);

 signals:
  void chosen(convlens::ui::ViewGroup group);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QButtonGroup* buttons_;  ///< numbered as view_groups() is
};

}  // namespace convlens::ui
