#include <fcntl.h>
#include <sys/stat.h>

#include <QProgressBar>
#include <QPushButton>
#include <QStatusBar>
#include <QTimer>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <latch>
#include <mutex>
#include <thread>

#include "core/base/file.h"
#include "tests/app/support.h"
#include "tests/formats/onnx_case.h"
#include "ui/widgets/job_progress.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

/// A network of somebody else's: no word about pixels or classes. 12 MB.
Model foreign_network(std::uint64_t seed) {
  auto graph = std::make_shared<Graph>(Shape{3, 32, 32});
  graph->add("flatten", make_layer("flatten", {}));
  graph->add("dense1", make_layer("dense", {{kOutChannels, std::int64_t{1000}}}));
  graph->add("relu", make_layer("relu", {}));
  graph->add("dense2", make_layer("dense", {{kOutChannels, std::int64_t{4}}}));
  return initialised_model(graph, seed);
}

QString text(const fs::path& path) { return QString::fromStdString(path.string()); }

/// A file on a very slow disk: a pipe that gives the first half of another file's bytes, and the rest when it
/// is told to.
class SlowFile {
 public:
  SlowFile(const fs::path& path, const fs::path& whole) {
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    writer_ = std::jthread([this, path, bytes = read_file(whole, std::uint64_t{1} << 30)] {
      const FileDescriptor pipe(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
      const std::size_t half = bytes.size() / 2;
      write_all(pipe.get(), std::span(bytes).first(half));
      go_on_.wait();
      write_all(pipe.get(), std::span(bytes).subspan(half));
    });
  }
  ~SlowFile() { go_on(); }
  void go_on() {
    std::call_once(gone_on_, [this] { go_on_.count_down(); });
  }

 private:
  /// A reader that has gone away is no failure.
  static void write_all(int pipe, std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(pipe, bytes.data(), bytes.size());
      if (written <= 0) return;
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }
  std::latch go_on_{1};
  std::once_flag gone_on_;
  std::jthread writer_;
};

struct Desk : TestProgram {
  explicit Desk(const test::TemporaryFolder& folder) : TestProgram(folder / "checkpoints") {
    std::signal(SIGPIPE, SIG_IGN);
    QObject::connect(&program.session, &Session::opening_ended, &program.window, [this] { ++ended; });
    QObject::connect(&program.session, &Session::opening_progressed, &program.window,
                     [this](std::size_t done, std::size_t total) { told.emplace_back(done, total); });
    begin();
    ended = 0;
  }
  void open(const fs::path& path) { emit program.window.model_requested(text(path)); }
  ui::JobProgress& progress() {
    return *program.window.statusBar()->findChild<ui::JobProgress*>(QString(), Qt::FindDirectChildrenOnly);
  }
  QString status() { return program.window.statusBar()->currentMessage(); }

  int ended = 0;
  std::vector<std::pair<std::size_t, std::size_t>> told;
};

}  // namespace

TEST_CASE("an opening that takes long shows how far it is, and Cancel keeps the network that was there") {
  const test::TemporaryFolder folder;
  Desk desk(folder);
  const auto shown = desk.program.session.model();
  save_onnx(folder / "whole.onnx", with_answer(foreign_network(1), {}));
  SlowFile file(folder / "slow.onnx", folder / "whole.onnx");
  desk.open(folder / "slow.onnx");
  CHECK(desk.status() == "Opening slow.onnx…");
  REQUIRE(wait_until([&] { return desk.progress().isVisible(); }, kPatience));
  CHECK_FALSE(desk.progress().findChild<QProgressBar*>()->accessibleName().isEmpty());
  // The window goes on meanwhile.
  desk.pad().clear();
  draw_stroke(desk.pad(), seven()[0]);
  REQUIRE(desk.answered());
  CHECK(desk.ended == 0);

  QTest::mouseClick(desk.progress().findChild<QPushButton*>(), Qt::LeftButton);
  file.go_on();
  REQUIRE(wait_until([&] { return desk.ended == 1; }, kPatience));
  CHECK(desk.status() == "Stopped: slow.onnx was not opened.");
  CHECK_FALSE(desk.progress().isVisible());
  CHECK(desk.program.session.model() == shown);
  CHECK(desk.program.session.name().text() == "digits");

  // What is opened next is opened.
  desk.open(folder / "whole.onnx");
  REQUIRE(wait_until([&] { return desk.program.session.model() != shown; }, kPatience));
  CHECK(desk.ended == 2);
  CHECK(desk.status().isEmpty());
  for (std::size_t i = 0; i < desk.told.size(); ++i) CHECK(desk.told[i].first <= desk.told[i].second);
}

TEST_CASE("a slow file that is waited for is opened, and one that breaks off midway is told of") {
  const test::TemporaryFolder folder;
  Desk desk(folder);
  // It says how its input is: a pipe can be read only once, for a digest it would have to be read again.
  const Model model = with_answer(foreign_network(2), {});
  save_onnx(folder / "whole.onnx", model);
  {
    SlowFile file(folder / "slow.onnx", folder / "whole.onnx");
    desk.open(folder / "slow.onnx");
    REQUIRE(wait_until([&] { return desk.progress().isVisible(); }, kPatience));
    file.go_on();
    REQUIRE(wait_until([&] { return desk.ended == 1; }, kPatience));
  }
  const auto shown = desk.program.session.model();
  CHECK(shown->parameters == model.parameters);
  fs::resize_file(folder / "whole.onnx", fs::file_size(folder / "whole.onnx") / 2);
  desk.open(folder / "whole.onnx");
  REQUIRE(wait_until([&] { return desk.ended == 2; }, kPatience));
  REQUIRE(wait_until([&] { return desk.message().contains("whole.onnx"); }, kPatience));
  CHECK(desk.message().contains("only its beginning"));
  CHECK(desk.status().isEmpty());
  CHECK_FALSE(desk.progress().isVisible());
  CHECK(desk.program.session.model() == shown);
}

TEST_CASE("a description is remembered for the weights beside a network's file as well") {
  const test::TemporaryFolder folder;
  const auto save = [&](const Model& model) {
    test::save_with_weights_beside(folder / "m.onnx", model, {"a.data", "b.data"});
  };
  const auto opened = [&](const InputMemory& memory) {
    return *open_as_described((folder / "m.onnx").string(), memory);
  };
  InputMemory memory(folder / "descriptions.json");
  Model model = foreign_network(3);
  save(model);
  const OpenedModel first = opened(memory);
  REQUIRE_FALSE(first.digest.empty());
  CHECK_FALSE(first.answer);
  memory.remember(first.digest, {.range = "caffe"});
  CHECK(opened(memory).answer == InputAnswer{.range = "caffe"});

  const auto in_order = digest_of({folder / "m.onnx", folder / "a.data", folder / "b.data"});
  CHECK(first.digest == in_order);
  CHECK(first.digest != digest_of({folder / "m.onnx", folder / "b.data", folder / "a.data"}));
  CHECK(first.digest != digest_of({folder / "m.onnx"}));

  // Other weights, the same model file to the last byte.
  const std::string before = test::bytes_of(folder / "m.onnx");
  model.parameter(model.graph->node(model.graph->find("dense2")).parameters[0])[0] += 1;
  save(model);
  CHECK(test::bytes_of(folder / "m.onnx") == before);
  const OpenedModel other = opened(memory);
  CHECK(other.digest != first.digest);
  CHECK_FALSE(other.answer);

  // Opening tells its progress to the end, the digest's part too, and can be stopped in it.
  std::vector<double> parts;
  const auto told = [&](std::size_t done, std::size_t total) {
    parts.push_back(static_cast<double>(done) / static_cast<double>(total));
  };
  REQUIRE(open_as_described((folder / "m.onnx").string(), memory, {}, told));
  CHECK(std::is_sorted(parts.begin(), parts.end()));
  CHECK(parts.back() == 1);
  std::stop_source stop;
  CHECK_FALSE(open_as_described((folder / "m.onnx").string(), memory, stop.get_token(),
                                [&](std::size_t done, std::size_t total) {
                                  if (3 * done > 2 * total) stop.request_stop();
                                }));
}

// Not part of the tests: how long the window stands still while a large network (CONVLENS_LARGE names its
// file) is opened, and how soon Cancel is answered.
TEST_CASE("the window while a large network is opened", "[.large-network]") {
  using Clock = std::chrono::steady_clock;
  const auto milliseconds = [](Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
  };
  const fs::path path = qEnvironmentVariable("CONVLENS_LARGE").toStdString();
  REQUIRE(fs::exists(path));
  const test::TemporaryFolder folder;
  Desk desk(folder);
  double longest = 0;
  Clock::time_point last = Clock::now();
  QTimer ticks;
  QObject::connect(&ticks, &QTimer::timeout, [&] {
    longest = std::max(longest, milliseconds(Clock::now() - last));
    last = Clock::now();
  });
  ticks.start(1);
  for (const double part : {0.1, 0.3, 0.45, 0.55, 0.65}) {
    desk.told.clear();
    desk.ended = 0;
    desk.open(path);
    REQUIRE(wait_until(
        [&] {
          return !desk.told.empty() && static_cast<double>(desk.told.back().first) >
                                           part * static_cast<double>(desk.told.back().second);
        },
        kPatience));
    const Clock::time_point asked = Clock::now();
    desk.program.session.cancel_opening();
    REQUIRE(wait_until([&] { return desk.ended == 1; }, kPatience));
    std::printf("cancelled at %2.0f %%: answered after %.0f ms\n", 100 * part,
                milliseconds(Clock::now() - asked));
  }
  const auto shown = desk.program.session.model();
  longest = 0;
  last = Clock::now();
  const Clock::time_point begun = Clock::now();
  desk.open(path);
  REQUIRE(wait_until([&] { return desk.program.session.model() != shown; }, kPatience));
  std::printf("opened in %.1f s, told %zu times, the window stood still for at most %.0f ms\n",
              milliseconds(Clock::now() - begun) / 1000, desk.told.size(), longest);
}

}  // namespace convlens::app
