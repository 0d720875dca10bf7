#include <atomic>
#include <condition_variable>
#include <mutex>

#include "app/view_worker.h"
#include "core/base/error.h"
#include "tests/app/support.h"

namespace convlens::app {
namespace {

/// Asks as the test wants and remembers what it was told.
class AskingView : public ui::View {
 public:
  explicit AskingView(ViewWorker& worker) {
    connect(this, &View::job_wanted, &worker, &ViewWorker::run);
    connect(this, &View::job_cancelled, &worker, &ViewWorker::cancel);
    connect(this, &View::failed, this, [this](const QString& message) { failure = message; });
  }
  using View::ask;
  using View::cancel;
  using View::is_waiting;

  std::vector<int> results;
  std::vector<std::size_t> progress;
  QString failure;

 protected:
  void refresh() override {}
  void show_news(int, const ui::JobNews& news) override {
    if (news.result) results.push_back(*std::static_pointer_cast<const int>(news.result));
    if (news.total > 0) progress.push_back(news.done);
  }
};

/// Holds a job until the test lets it go on.
class Gate {
 public:
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  /// Waits until it is open or the job is to stop; tells whether it is open.
  bool pass(std::stop_token stop) {
    entered = true;
    std::unique_lock lock(mutex_);
    return changed_.wait(lock, stop, [this] { return open_; });
  }
  std::atomic<bool> entered{false};

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool open_ = false;
};

ui::ViewJob giving(int value) {
  return {.lane = ui::ViewJob::Lane::live,
          .compute = [value](ui::JobReport&) { return std::make_shared<const int>(value); }};
}

ui::ViewJob gated(Gate& gate, int value, bool partial = false) {
  return {.lane = ui::ViewJob::Lane::live, .compute = [&gate, value, partial](ui::JobReport& report) -> ui::JobResult {
            if (partial) report.partial(std::make_shared<const int>(-value));
            gate.pass(report.stop());
            return std::make_shared<const int>(value);
          }};
}

}  // namespace

TEST_CASE("a view's job is done elsewhere and told here") {
  ViewWorker worker;
  AskingView view(worker);
  view.ask(giving(3));
  CHECK(view.is_waiting());
  REQUIRE(wait_until([&] { return !view.is_waiting(); }, kPatience));
  CHECK(view.results == std::vector<int>{3});
}

TEST_CASE("a newer job replaces one that waits - one that has shown nothing is let finish") {
  ViewWorker worker;
  AskingView view(worker);
  Gate gate;
  view.ask(gated(gate, 1));
  REQUIRE(wait_until([&] { return gate.entered.load(); }, kPatience));
  for (int i = 2; i <= 5; ++i) view.ask(giving(i));
  gate.open();
  REQUIRE(wait_until([&] { return !view.is_waiting(); }, kPatience));
  // The first one's picture may be overtaken in the mailbox; the last one's never is.
  REQUIRE(!view.results.empty());
  CHECK(view.results.back() == 5);
  for (const int between : {2, 3, 4}) CHECK(std::count(view.results.begin(), view.results.end(), between) == 0);
}

TEST_CASE("a job that has shown something is stopped for a newer one") {
  ViewWorker worker;
  AskingView view(worker);
  Gate never;
  view.ask(gated(never, 1, true));
  REQUIRE(wait_until([&] { return view.results == std::vector<int>{-1}; }, kPatience));
  view.ask(giving(2));
  REQUIRE(wait_until([&] { return !view.is_waiting(); }, kPatience));
  CHECK(view.results == std::vector<int>{-1, 2});
}

TEST_CASE("an older job on the other lane never takes the newer one's place") {
  ViewWorker worker;
  AskingView view(worker);
  for (int round = 0; round < 100; ++round) {
    INFO("round " << round);
    Gate older;
    ui::ViewJob lengthy = gated(older, -1);
    lengthy.lane = ui::ViewJob::Lane::lengthy;
    view.ask(lengthy);
    // In every other round it is under way when the newer one comes, and ends when that one has.
    if (round % 2 == 0) REQUIRE(wait_until([&] { return older.entered.load(); }, kPatience));
    view.ask(giving(round));
    REQUIRE(wait_until([&] { return !view.is_waiting(); }, kPatience));
    CHECK(view.results.back() == round);
    older.open();
    // The lengthy lane is through with it as soon as a job of another channel is done.
    ui::ViewJob next = giving(-2);
    next.lane = ui::ViewJob::Lane::lengthy;
    view.ask(next, 1);
    REQUIRE(wait_until([&] { return !view.is_waiting(1); }, kPatience));
    CHECK_FALSE(view.is_waiting());
    CHECK(std::count(view.results.begin(), view.results.end(), -1) == 0);
  }
}

TEST_CASE("a cancelled job tells nothing any more") {
  ViewWorker worker;
  AskingView view(worker);
  Gate gate;
  view.ask(gated(gate, 1));
  REQUIRE(wait_until([&] { return gate.entered.load(); }, kPatience));
  view.cancel();
  CHECK_FALSE(view.is_waiting());
  gate.open();
  view.ask(giving(2), 1);
  REQUIRE(wait_until([&] { return !view.is_waiting(1); }, kPatience));
  CHECK(view.results == std::vector<int>{2});
}

TEST_CASE("progress and failures of a job are told") {
  ViewWorker worker;
  AskingView view(worker);
  view.ask({.lane = ui::ViewJob::Lane::lengthy, .compute = [](ui::JobReport& report) -> ui::JobResult {
              report.progress(3, 10);
              throw Error(ErrorKind::bad_value, "patch", "0", "1 or more");
            }});
  REQUIRE(wait_until([&] { return !view.is_waiting(); }, kPatience));
  CHECK(view.failure.contains(QStringLiteral("patch")));
  CHECK(view.results.empty());
}

TEST_CASE("the worker and the view may go while jobs run and wait, a hundred times") {
  for (int round = 0; round < 100; ++round) {
    Gate never;
    auto worker = std::make_unique<ViewWorker>();
    auto view = std::make_unique<AskingView>(*worker);
    view->ask(gated(never, 1, round % 2 == 0));
    view->ask(giving(2), 1);
    if (round % 3 == 0) REQUIRE(wait_until([&] { return never.entered.load(); }, kPatience));
    if (round % 4 == 0) view.reset();
    worker.reset();
  }
}

}  // namespace convlens::app
