#pragma once
#include <span>

#include "ui/views/view.h"

namespace convlens::ui {

/// What the tabs are for. The INSPECTOR shows those of one group at a time, so that they have room.
enum class ViewGroup {
  look,     ///< what is in the network, and what it makes of the input
  explain,  ///< why it answers so
  study,    ///< what takes a training or a data set to find out
  data      ///< what it was taught with and is asked about
};

struct ViewGroupKind {
  ViewGroup group;
  const char* icon;   ///< of line_icon()
  const char* title;  ///< this and the tip: to be translated in the context "Views"
  const char* tip;
};

/// In the order in which they are shown.
std::span<const ViewGroupKind> view_groups();

/// A tab of the INSPECTOR. To add one: a file pair in this folder and a line in registry.cpp.
struct ViewKind {
  const char* id;     ///< stays the same for ever: settings and screenshots name it
  const char* title;  ///< to be translated in the context "Views"
  View* (*create)();
  ViewGroup group;
};

std::span<const ViewKind> view_kinds();
QString view_title(const ViewKind& kind);

}  // namespace convlens::ui
