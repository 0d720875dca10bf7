#include "ui/widgets/about_text.h"

#include "ui/paint/theme.h"

namespace convlens::ui {
namespace {
constexpr int kWidth = 220;
}

AboutText::AboutText(QWidget* parent) : QLabel(parent) {
  setWordWrap(true);
  setMaximumWidth(kWidth);
  setMinimumHeight(1);
  setAlignment(Qt::AlignLeft | Qt::AlignTop);
  setForegroundRole(QPalette::PlaceholderText);
  setFont(font_of(TypeSize::small));
}

}  // namespace convlens::ui
