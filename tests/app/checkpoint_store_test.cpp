#include "app/checkpoint_store.h"

#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE(
    "a checkpoint that one window trains is offered to no other, and to the next one when it is given back") {
  const test::TemporaryFolder folder;
  CheckpointStore here(folder / "checkpoints"), there(folder / "checkpoints");
  const fs::path path = here.begin();
  CHECK_FALSE(there.claim_newest());  // nothing is saved yet
  std::ofstream(path) << "weights";
  CHECK_FALSE(there.claim_newest());
  here.release(path);
  CHECK(there.claim_newest() == path);
  CHECK_FALSE(here.claim_newest());
  there.discard(path);
  CHECK_FALSE(here.claim_newest());
  CHECK(entries(folder / "checkpoints") == 0);
}

TEST_CASE(
    "a training that has ended leaves no lock behind, and one that cannot be read is not offered again") {
  const test::TemporaryFolder folder;
  CheckpointStore store(folder / "checkpoints");
  const fs::path ended = store.begin();
  std::ofstream(ended) << "weights";
  fs::remove(ended);
  store.release(ended);
  CHECK(entries(folder / "checkpoints") == 0);
  std::ofstream(store.begin()) << "nonsense";
  CheckpointStore next(folder / "checkpoints");
  CHECK_FALSE(next.claim_newest());
}

TEST_CASE("where no lock can be had a training still gets its checkpoint's name") {
  CheckpointStore store("/proc/nowhere");
  CHECK_FALSE(store.begin().empty());
  CHECK_FALSE(store.claim_newest());
}

}  // namespace convlens::app
