#include <thread>

#include "app/doorbell.h"
#include "app/job_runner.h"
#include "app/mailbox.h"
#include "core/base/error.h"
#include "tests/app/support.h"

namespace convlens::app {

TEST_CASE("a newer letter replaces one that was not taken") {
  NewestMailbox<int> box;
  REQUIRE_FALSE(box.take());
  box.put(1);
  box.put(2);
  REQUIRE(box.take() == 2);
  REQUIRE_FALSE(box.take());
}

TEST_CASE("a queue keeps every letter in order") {
  MailQueue<std::string> queue;
  queue.put("a");
  queue.put("b");
  REQUIRE(queue.take_all() == std::vector<std::string>{"a", "b"});
  REQUIRE(queue.take_all().empty());
}

TEST_CASE("every letter of another thread arrives, however seldom the bell is answered") {
  constexpr int kLetters = 2000;
  MailQueue<int> queue;
  std::vector<int> arrived;
  int answers = 0;
  Doorbell bell([&] {
    ++answers;
    for (const int letter : queue.take_all()) arrived.push_back(letter);
  });
  std::jthread sender([&] {
    for (int i = 0; i < kLetters; ++i) {
      queue.put(i);
      bell.ring();
    }
  });
  REQUIRE(wait_until([&] { return arrived.size() == kLetters; }, kPatience));
  for (int i = 0; i < kLetters; ++i) REQUIRE(arrived[static_cast<std::size_t>(i)] == i);
  REQUIRE(answers <= kLetters);
}

TEST_CASE("a failed job is worded and the next one is still done") {
  JobRunner runner;
  QString said;
  bool second = false;
  runner.run([](std::stop_token) -> JobRunner::Afterwards { throw Error(ErrorKind::file_missing, "gone.png"); },
             [&](const QString& message) { said = message; });
  runner.run([&](std::stop_token) -> JobRunner::Afterwards { return [&] { second = true; }; });
  REQUIRE(wait_until([&] { return second; }, kPatience));
  REQUIRE(said.startsWith("gone.png: "));
}

TEST_CASE("work that waits when the runner goes is done, so that no file goes unsaved") {
  int done = 0;
  {
    JobRunner runner;
    for (int i = 0; i < 5; ++i)
      runner.run([&](std::stop_token) -> JobRunner::Afterwards {
        ++done;
        return {};
      });
  }
  REQUIRE(done == 5);
}

}  // namespace convlens::app
