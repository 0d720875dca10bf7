#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/process.h"
#include "tests/cli/samples.h"
#include "tests/support/catch.h"

using namespace convlens::test;

namespace {

enum Found { kAsItShould, kNoMedium, kWrongEnd, kWrongWords, kOldFileGone, kLeftOvers };

/// In a child with mounts of its own: a medium of 128 KiB that already holds a file of that name; the model
/// needs more.
int export_onto_full_medium(const std::string& model, const fs::path& folder) {
  if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=128k") != 0)
    return kNoMedium;
  const fs::path file = folder / "model.onnx";
  write_text(file, "old");
  const Outcome outcome = run({"export", model, "--out", file.string()});
  if (outcome.code != 1) return kWrongEnd;
  if (!outcome.complains({file.string(), "disk is full"})) return kWrongWords;
  if (contents(file) != "old") return kOldFileGone;
  return std::distance(fs::directory_iterator(folder), {}) == 1 ? kAsItShould : kLeftOvers;
}

}  // namespace

TEST_CASE("a full disk while saving is told, and the old file stays") {
  const TemporaryFolder folder;
  const std::string model = random_lenet5(folder.path());  // 250 kB
  const fs::path medium = folder / "medium";
  fs::create_directory(medium);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(export_onto_full_medium(model, medium));
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNoMedium) {
    WARN("no right to mount a small medium: not tested");
    return;
  }
  CHECK(WEXITSTATUS(status) == kAsItShould);
}
