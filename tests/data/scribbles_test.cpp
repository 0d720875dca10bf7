#include "core/data/scribbles.h"

#include <algorithm>
#include <set>
#include <vector>

#include "core/data/sign_skeletons.h"
#include "tests/support/catch.h"

using namespace convlens;

TEST_CASE("Scribbles depend on kind, seed, epoch and index, and on nothing else") {
  const Drawing drawing = generate_scribble(ScribbleKind::curls, 1, 2, 3);
  CHECK(drawing == generate_scribble(ScribbleKind::curls, 1, 2, 3));
  CHECK_FALSE(drawing == generate_scribble(ScribbleKind::curls, 2, 2, 3));
  CHECK_FALSE(drawing == generate_scribble(ScribbleKind::curls, 1, 3, 3));
  CHECK_FALSE(drawing == generate_scribble(ScribbleKind::curls, 1, 2, 4));
  CHECK_FALSE(drawing == generate_scribble(ScribbleKind::hatching, 1, 2, 3));
  CHECK_FALSE(drawing.label);
}

TEST_CASE("Some signs are kept out of training") {
  int seen = 0, unseen = 0;
  std::set<std::string_view> names;
  for (const SignSkeleton& sign : sign_skeletons()) {
    (sign.unseen ? unseen : seen) += 1;
    names.insert(sign.name);
    CHECK_FALSE(sign.strokes.empty());
    for (const auto& stroke : sign.strokes) CHECK(stroke.size() >= 2);
  }
  CHECK(names.size() == sign_skeletons().size());
  CHECK(seen >= 10);
  CHECK(unseen >= 10);
}

TEST_CASE("Scribbles come in MNIST's form, every one another") {
  std::set<std::vector<float>> pictures;
  std::vector<float> pixels(784), again(784);
  for (std::uint64_t i = 0; i < 120; ++i) {
    read_scribble(5, 0, i, pixels);
    read_scribble(5, 0, i, again);
    REQUIRE(pixels == again);
    REQUIRE(*std::max_element(pixels.begin(), pixels.end()) == 1);
    pictures.insert(pixels);
  }
  CHECK(pictures.size() == 120);
}
