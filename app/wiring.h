#pragma once

namespace convlens::app {

struct Program;

/// Joins the window and what is behind it: the only file with connect() between them. All ends live on the GUI thread;
/// between threads there is only mail (doorbell.h).
void wire(Program& program);

}  // namespace convlens::app
