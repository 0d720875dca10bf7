#include "ui/widgets/page_buttons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace convlens::ui {

void add_page_buttons(QHBoxLayout& row, QButtonGroup& group, int count) {
  for (int page = 0; page < count; ++page) {
    auto* button = new QToolButton;
    button->setCheckable(true);
    button->setChecked(page == 0);
    button->setFocusPolicy(Qt::StrongFocus);
    group.addButton(button, page);
    row.addWidget(button);
  }
}

}  // namespace convlens::ui
