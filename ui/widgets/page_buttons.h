#pragma once
class QButtonGroup;
class QHBoxLayout;

namespace convlens::ui {

/// Buttons of which one is down, 0 to count - 1 in the group, the first one down: a view's pages. Their texts are the
/// view's own.
void add_page_buttons(QHBoxLayout& row, QButtonGroup& group, int count);

}  // namespace convlens::ui
