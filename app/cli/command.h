#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/samples.h"

namespace convlens::app {

inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;
inline constexpr int kWrongUsage = 2;

/// Options that every command takes.
struct CommonOptions {
  int threads = 0;  ///< 0: all cores
  std::uint64_t seed = 1;
  bool json = false;
};

/// What a command does once its options are read; returns the exit code.
using Action = std::function<int()>;

/// One command: a file of its own, and a line in command_line.cpp.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view example;
  /// Adds the command's options. The action keeps them alive, and may refer to `common`.
  Action (*declare)(CLI::App& command, const CommonOptions& common);
};

/// Arguments that do not make sense together; the message says what would. Exit code 2.
class WrongUsage : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// "convlens: message" on standard error.
void complain(const std::string& message);
/// The same for an exception that a command met; returns kFailure or kWrongUsage.
int complain(const std::exception& failure);
/// What the user should know of a data set before its figures, each on standard error: skipped files, a
/// training batch that stands in for a missing test split.
void tell_notes(const std::vector<Note>& notes);
void tell_notes(const Samples& samples);
/// What Ctrl-C leaves: says what was stopped and what is kept; returns kFailure.
int stopped(const std::string& what);

Action declare_arithmetic(CLI::App& command, const CommonOptions& common);
Action declare_average(CLI::App& command, const CommonOptions& common);
Action declare_bench(CLI::App& command, const CommonOptions& common);
Action declare_classical(CLI::App& command, const CommonOptions& common);
Action declare_classify(CLI::App& command, const CommonOptions& common);
Action declare_compare(CLI::App& command, const CommonOptions& common);
Action declare_data(CLI::App& command, const CommonOptions& common);
Action declare_deconv(CLI::App& command, const CommonOptions& common);
Action declare_describe(CLI::App& command, const CommonOptions& common);
Action declare_embed(CLI::App& command, const CommonOptions& common);
Action declare_evaluate(CLI::App& command, const CommonOptions& common);
Action declare_evolution(CLI::App& command, const CommonOptions& common);
Action declare_export(CLI::App& command, const CommonOptions& common);
Action declare_filters(CLI::App& command, const CommonOptions& common);
Action declare_info(CLI::App& command, const CommonOptions& common);
Action declare_invariance(CLI::App& command, const CommonOptions& common);
Action declare_invert(CLI::App& command, const CommonOptions& common);
Action declare_lab(CLI::App& command, const CommonOptions& common);
Action declare_maps(CLI::App& command, const CommonOptions& common);
Action declare_maximise(CLI::App& command, const CommonOptions& common);
Action declare_occlude(CLI::App& command, const CommonOptions& common);
Action declare_presets(CLI::App& command, const CommonOptions& common);
Action declare_probe(CLI::App& command, const CommonOptions& common);
Action declare_report(CLI::App& command, const CommonOptions& common);
Action declare_saliency(CLI::App& command, const CommonOptions& common);
Action declare_sanity(CLI::App& command, const CommonOptions& common);
Action declare_shots(CLI::App& command, const CommonOptions& common);
Action declare_teach(CLI::App& command, const CommonOptions& common);
Action declare_top(CLI::App& command, const CommonOptions& common);
Action declare_train(CLI::App& command, const CommonOptions& common);

}  // namespace convlens::app
