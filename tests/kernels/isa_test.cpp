#include "core/kernels/isa.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/kernels/tiles.h"
#include "tests/support/catch.h"
#include "tests/support/errors.h"

using namespace convlens;
using namespace convlens::kernels;

TEST_CASE("isa: each instruction set can be chosen by name and runs") {
  const std::string before(instruction_set());
  const std::vector<std::string> all = instruction_sets();
  REQUIRE(std::find(all.begin(), all.end(), before) != all.end());
  int lanes = 0;
  for (auto name = all.rbegin(); name != all.rend(); ++name) {
    use_instruction_set(*name);
    CHECK(instruction_set() == *name);
    // Best first: going up, vectors never get shorter.
    CHECK(vector_lanes() >= lanes);
    lanes = vector_lanes();
  }
  use_instruction_set(before);
}

TEST_CASE("isa: an unknown name says which there are") {
  const std::optional<Error> error = test::error_of([] { use_instruction_set("abacus"); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::unknown_name);
  CHECK(error->subject() == "abacus");
  for (const std::string& name : instruction_sets()) CHECK(error->expected().find(name) != std::string::npos);
}

TEST_CASE("isa: the multiply-add peak is a number of operations") { CHECK(fma_peak_gflops(1) > 0.01); }
