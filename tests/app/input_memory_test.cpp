#include "app/input_memory.h"

#include <thread>
#include <vector>

#include "core/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace convlens::app {

namespace {

const InputAnswer kAnswer{.range = "caffe", .blue_first = true, .class_names = {"a cat", "ein Käfer", "狗"}};

}  // namespace

TEST_CASE("an answer is found again by the bytes' digest, and a later one replaces it") {
  const test::TemporaryFolder folder;
  InputMemory memory(folder / "not yet there" / "inputs.json");
  CHECK_FALSE(memory.find("aa"));
  memory.remember("aa", kAnswer);
  memory.remember("bb", {});
  CHECK(memory.find("aa") == kAnswer);
  CHECK(InputMemory(folder / "not yet there" / "inputs.json").find("bb") == InputAnswer{});
  CHECK_FALSE(memory.find("cc"));
  memory.remember("aa", {.range = "imagenet"});
  CHECK(memory.find("aa")->range == "imagenet");
  CHECK(memory.find("bb"));
}

TEST_CASE("a file that is no list of answers is put aside, not lost, and one is asked again") {
  const test::TemporaryFolder folder;
  for (const std::string_view broken :
       {"", "{\"models\": {\"aa\": {\"pixels\"", "[]", "null", "{\"models\": 3}", "\xff\xfe"}) {
    INFO(broken);
    write_file(folder / "inputs.json", broken);
    InputMemory memory(folder / "inputs.json");
    CHECK_FALSE(memory.find("aa"));
    memory.remember("aa", kAnswer);
    CHECK(memory.find("aa") == kAnswer);
    const auto kept = read_file(folder / "inputs.json.broken", 100);
    CHECK(std::string(kept.begin(), kept.end()) == broken);
  }
}

TEST_CASE("an entry that was edited into nonsense is as good as none, and what a later version added stays") {
  const test::TemporaryFolder folder;
  write_file(
      folder / "inputs.json",
      std::string_view(R"({"later": 1, "models": {"aa": {"pixels": "0..7", "order": "rgb", "classes": []},
                 "bb": 3, "cc": {"pixels": 1, "order": "rgb", "classes": []}, "dd": {"pixels": "0..1"},
                 "ee": {"pixels": "0..1", "order": "bgr", "classes": []}}})"));
  InputMemory memory(folder / "inputs.json");
  for (const char* digest : {"aa", "bb", "cc", "dd"}) CHECK_FALSE(memory.find(digest));
  CHECK(memory.find("ee")->blue_first);
  memory.remember("ff", {});
  const auto bytes = read_file(folder / "inputs.json", 10000);
  CHECK(std::string(bytes.begin(), bytes.end()).find("\"later\": 1") != std::string::npos);
  CHECK(memory.find("ee"));
}

TEST_CASE("several windows that answer at once lose nothing") {
  const test::TemporaryFolder folder;
  constexpr int kWindows = 4, kAnswers = 4;
  {
    std::vector<std::jthread> windows;
    for (int w = 0; w < kWindows; ++w)
      windows.emplace_back([&folder, w] {
        InputMemory memory(folder / "inputs.json");
        for (int i = 0; i < kAnswers; ++i)
          memory.remember(std::to_string(w) + "-" + std::to_string(i), kAnswer);
      });
  }
  const InputMemory memory(folder / "inputs.json");
  for (int w = 0; w < kWindows; ++w)
    for (int i = 0; i < kAnswers; ++i)
      CHECK(memory.find(std::to_string(w) + "-" + std::to_string(i)) == kAnswer);
}

}  // namespace convlens::app
