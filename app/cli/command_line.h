#pragma once

namespace convlens::app {

/// Runs one command (`convlens train ...`), --help or --version, and returns the exit code: 0, 1 for a
/// failure, 2 for wrong usage. Results go to standard output, progress and failures to standard error. Needs
/// no display and no Qt application object.
int run_command_line(int argc, char** argv);

/// Whether the arguments are for run_command_line. Not so: none, a file to open in the window, or an option
/// that begins with one dash and a word (Qt's own, as -platform).
bool wants_command_line(int argc, char** argv);

}  // namespace convlens::app
