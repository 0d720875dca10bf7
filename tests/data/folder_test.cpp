#include "core/data/folder.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>

#include "tests/support/broken_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens {
namespace {

using test::TemporaryFolder;
namespace fs = std::filesystem;

void put_picture(const fs::path& path, int grey, int side = 28) {
  fs::create_directories(path.parent_path());
  REQUIRE(cv::imwrite(path.string(), cv::Mat(side, side, CV_8UC1, cv::Scalar(grey))));
}
std::shared_ptr<const Samples> open(const fs::path& folder, std::vector<std::string> class_names,
                                    Split split = Split::test) {
  OpenOptions options;
  options.class_names = std::move(class_names);
  return open_dataset({"folder", folder}, split, options);
}
std::vector<int> labels(const Samples& samples) {
  std::vector<int> all;
  for (std::size_t i = 0; i < samples.size(); ++i) all.push_back(samples.label(i));
  return all;
}

const std::vector<std::string> kDigits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

}  // namespace

TEST_CASE("folder: class folders are matched to the model's class names") {
  const TemporaryFolder folder;
  put_picture(folder.path() / "7" / "b.png", 51);
  put_picture(folder.path() / "7" / "deeper" / "a.png", 51);
  put_picture(folder.path() / "3" / "c.bmp", 255, 56);
  put_picture(folder.path() / ".git" / "x.png", 0);
  const auto samples = open(folder.path(), kDigits);
  CHECK(labels(*samples) == std::vector<int>{3, 7, 7});
  CHECK(samples->class_names() == kDigits);
  CHECK(samples->notes().empty());
  CHECK(samples->shape() == Shape{1, 28, 28});
  std::vector<float> pixels(28 * 28);
  samples->read(1, 0, pixels);
  CHECK(std::ranges::all_of(pixels, [](float value) { return value == 0.2f; }));

  put_picture(folder.path() / "other" / "x.png", 0);
  const auto with_other = open(folder.path(), kDigits);
  CHECK(with_other->size() == 3);
  CHECK(with_other->notes() ==
        std::vector<Note>{{NoteKind::class_unknown, (folder.path() / "other").string()}});
}

TEST_CASE("folder: names in other letters fit, and unknown names are taken in sorted order") {
  const TemporaryFolder folder;
  put_picture(folder.path() / "Dog" / "a.png", 1);
  put_picture(folder.path() / "cat" / "a.png", 2);
  CHECK(labels(*open(folder.path(), {"bird", "cat", "dog"})) == std::vector<int>{2, 1});
  const auto sorted = open(folder.path(), {"x", "y", "z"});
  CHECK(labels(*sorted) == std::vector<int>{0, 1});
  CHECK(sorted->class_names() == std::vector<std::string>{"Dog", "cat"});
  CHECK(sorted->notes() ==
        std::vector<Note>{{NoteKind::classes_by_order, folder.path().string(), "Dog = 0, cat = 1"}});
  CHECK(open(folder.path(), {})->notes().empty());
  CHECK(test::throws_kind(ErrorKind::shape_mismatch, [&] { open(folder.path(), {"x"}); }));
}

TEST_CASE("folder: a bad file is named and skipped") {
  const TemporaryFolder folder;
  put_picture(folder.path() / "1" / "good.png", 9);
  test::put(folder.path() / "1" / "bad.png", std::string("no picture"));
  test::put(folder.path() / "1" / "empty.png", std::string());
  const auto samples = open(folder.path(), kDigits);
  CHECK(samples->size() == 1);
  const fs::path bad = folder.path() / "1" / "bad.png", empty = folder.path() / "1" / "empty.png";
  CHECK(samples->notes() == std::vector<Note>{{NoteKind::picture_unreadable, bad.string(), "not a picture"},
                                              {NoteKind::picture_unreadable, empty.string(), "0 bytes"}});
}

TEST_CASE("folder: nothing to read is an error") {
  const TemporaryFolder folder;
  CHECK(test::throws_kind(ErrorKind::no_data, [&] { open(folder.path(), kDigits); }));
  fs::create_directory(folder / "1");
  CHECK(test::throws_kind(ErrorKind::no_data, [&] { open(folder.path(), kDigits); }));
  test::put(folder.path() / "1" / "bad.png", std::string("no picture"));
  const auto error = test::error_of([&] { open(folder.path(), kDigits); });
  REQUIRE(error);
  CHECK(error->kind() == ErrorKind::no_data);
  CHECK(error->found() == "none of its 1 files is a readable image");
}

TEST_CASE("folder: train and test folders are the splits - without them the training split says so") {
  const TemporaryFolder folder;
  put_picture(folder.path() / "train" / "1" / "a.png", 1);
  put_picture(folder.path() / "train" / "2" / "a.png", 1);
  put_picture(folder.path() / "test" / "2" / "a.png", 1);
  CHECK(labels(*open(folder.path(), kDigits, Split::training)) == std::vector<int>{1, 2});
  CHECK(labels(*open(folder.path(), kDigits, Split::test)) == std::vector<int>{2});
  const auto flat = open(folder / "train", kDigits, Split::training);
  CHECK(flat->size() == 2);
  CHECK(flat->notes() == std::vector<Note>{{NoteKind::tested_on_training, (folder / "train").string()}});
}

}  // namespace convlens
