#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace convlens::test {

/// How a run of the program ended.
struct Outcome {
  int code = -1;  ///< exit code; 128 + the signal's number when killed
  std::string out, err;

  /// Lines of standard output.
  std::vector<std::string> lines() const;
  /// Whether standard error is one sentence of ours that holds all of these words.
  bool complains(const std::vector<std::string>& words) const;
};

/// The built program as a process of its own, its output in files, without a display. (Not by QProcess: once it has
/// forked, ThreadSanitizer no longer sees what this process hands from thread to thread under its locks.)
class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const;
  Outcome wait();

 private:
  TemporaryFolder folder_;
  pid_t id_ = -1;
};

inline Outcome run(const std::vector<std::string>& arguments) { return Process(arguments).wait(); }

/// The whole file as text; empty when it is not there.
std::string contents(const std::filesystem::path& path);

}  // namespace convlens::test
