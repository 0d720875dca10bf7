#pragma once
#include <span>

#include "ui/views/view.h"

namespace convlens::ui {

/// A tab of the INSPECTOR. To add one: a file pair in this folder and a line in registry.cpp.
struct ViewKind {
  const char* id;     ///< stays the same for ever: settings and screenshots name it
  const char* title;  ///< to be translated in the context "Views"
  View* (*create)();
};

std::span<const ViewKind> view_kinds();
QString view_title(const ViewKind& kind);

}  // namespace convlens::ui
