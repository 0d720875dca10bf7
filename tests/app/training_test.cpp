#include <QAction>
#include <chrono>
#include <filesystem>

#include "core/base/file.h"
#include "core/data/dataset.h"
#include "core/training/checkpoint.h"
#include "tests/app/support.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;
using ui::TrainingPhase;

std::vector<fs::path> checkpoints_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".safetensors") found.push_back(entry.path());
  return found;
}

/// The same training without window, threads' help or interruption.
AlignedVector<float> trained_alone(const ui::TrainingRequest& request) {
  const auto samples = open_dataset(DatasetName::parse(request.data.toStdString()), Split::training, {});
  TrainingOptions options = request.options;
  options.threads = 1;
  Trainer trainer(initialised_model(find_preset("lenet5")->build(), options.seed), samples, options);
  while (!trainer.finished()) trainer.step();
  return trainer.model().parameters;
}

}  // namespace

TEST_CASE("a training ends with the trained network shown, its steps and epochs told, its checkpoint gone") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  const ui::TrainingRequest request = small_training(small_data(folder, 160), 2);
  emit test.program.window.train_requested(request);
  REQUIRE(wait_until([&] { return test.trained; }, kPatience));
  REQUIRE(test.status.phase == TrainingPhase::finished);
  REQUIRE(test.steps.size() == 20);
  for (std::size_t i = 0; i < test.steps.size(); ++i) REQUIRE(test.steps[i].step == static_cast<std::int64_t>(i) + 1);
  REQUIRE(test.epochs.size() == 2);
  REQUIRE(test.epochs[1].epoch == 2);
  REQUIRE(test.epochs[1].test_accuracy.has_value());
  REQUIRE(test.program.session.model()->parameters == trained_alone(request));
  REQUIRE(wait_until([&] { return test.frame->model == test.program.session.model(); }, kPatience));
  REQUIRE(checkpoints_in(folder / "checkpoints").empty());
  // 20 steps: fewer than a film holds, so all of them.
  REQUIRE(test.film);
  REQUIRE(test.film->snapshots.size() == 21);
  CHECK(test.film->data == request.data.toStdString());
  for (std::size_t i = 0; i < 21; ++i) CHECK(test.film->snapshots[i].step == static_cast<std::int64_t>(i));
  CHECK(test.film->snapshots.back().model->parameters == test.program.session.model()->parameters);
}

TEST_CASE("pause, step and stop by the window's own actions - the pen is answered all the while") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  emit test.program.window.train_requested(small_training(small_data(folder, 160), 5000));
  REQUIRE(wait_until([&] { return test.steps.size() > 5; }, kPatience));
  const ui::FramePtr early = test.frame;
  REQUIRE(wait_until([&] { return test.frame->model != early->model; }, kPatience));

  test.action("Pause").trigger();
  REQUIRE(wait_until([&] { return test.status.phase == TrainingPhase::paused; }, kPatience));
  const std::int64_t at = test.status.step;
  wait_until([] { return false; }, 0.3);
  REQUIRE(test.status.step == at);

  test.action("Step").trigger();
  REQUIRE(wait_until([&] { return test.status.step != at; }, kPatience));
  wait_until([] { return false; }, 0.3);
  REQUIRE(wait_until([&] { return test.status.phase == TrainingPhase::paused; }, kPatience));
  REQUIRE(test.status.step == at + 1);

  test.pad().clear();
  draw_stroke(test.pad(), seven()[0]);
  REQUIRE(test.answered());
  REQUIRE(test.frame->prepared->has_ink);

  emit test.program.window.pause_requested(false);
  REQUIRE(wait_until([&] { return test.status.step > at + 1; }, kPatience));
  const auto asked = std::chrono::steady_clock::now();
  test.action("Stop").trigger();
  REQUIRE(wait_until([&] { return test.status.phase == TrainingPhase::idle; }, kPatience));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - asked;
  std::printf("stop answered after %.1f ms\n", took.count());
  REQUIRE(wait_until([&] { return test.trained; }, kPatience));
  REQUIRE_FALSE(test.program.training.busy());
  REQUIRE(checkpoints_in(folder / "checkpoints").size() == 1);
}

TEST_CASE("closing while training loses nothing: the next start offers to go on, to the same bits") {
  test::TemporaryFolder folder;
  const ui::TrainingRequest request = small_training(small_data(folder, 160), 40);
  std::int64_t left_at = 0;
  {
    TestProgram test(folder / "checkpoints");
    test.begin();
    emit test.program.window.train_requested(request);
    REQUIRE(wait_until([&] { return test.steps.size() > 13; }, kPatience));
    test.program.window.close();
  }
  const auto kept = checkpoints_in(folder / "checkpoints");
  REQUIRE(kept.size() == 1);
  left_at = load_checkpoint(kept[0]).state.step;
  REQUIRE(left_at > 13);
  REQUIRE(left_at < 400);

  TestProgram test(folder / "checkpoints");
  test.begin();
  REQUIRE(wait_until([&] { return test.message().contains("lenet5"); }, kPatience));
  emit test.program.window.resume_answered(true);
  REQUIRE(wait_until([&] { return test.trained; }, kPatience));
  // The curves begin where the run began, not where it was resumed.
  for (std::size_t i = 0; i <= static_cast<std::size_t>(left_at); ++i)
    REQUIRE(test.steps[i].step == static_cast<std::int64_t>(i) + 1);
  for (std::size_t i = 0; i < test.epochs.size(); ++i) REQUIRE(test.epochs[i].epoch == static_cast<int>(i) + 1);
  REQUIRE(test.program.session.model()->parameters == trained_alone(request));
  REQUIRE(checkpoints_in(folder / "checkpoints").empty());
}

TEST_CASE("an interrupted training that is not wanted any more goes - a new one never overwrites it") {
  test::TemporaryFolder folder;
  const ui::TrainingRequest request = small_training(small_data(folder, 160), 5000);
  {
    TestProgram test(folder / "checkpoints");
    test.begin();
    emit test.program.window.train_requested(request);
    REQUIRE(wait_until([&] { return test.steps.size() > 3; }, kPatience));
    test.program.window.close();
  }
  {
    // Another training, the question unanswered.
    TestProgram test(folder / "checkpoints");
    test.begin();
    emit test.program.window.train_requested(request);
    REQUIRE(wait_until([&] { return test.steps.size() > 3; }, kPatience));
    test.program.window.close();
  }
  REQUIRE(checkpoints_in(folder / "checkpoints").size() == 2);
  for (const std::size_t left : {1u, 0u}) {
    TestProgram test(folder / "checkpoints");
    test.begin();
    REQUIRE(wait_until([&] { return test.message().contains("lenet5"); }, kPatience));
    emit test.program.window.resume_answered(false);
    REQUIRE(checkpoints_in(folder / "checkpoints").size() == left);
  }
}

TEST_CASE("a damaged checkpoint is told of, kept aside and not asked about again") {
  test::TemporaryFolder folder;
  fs::create_directories(folder / "checkpoints");
  write_file(folder / "checkpoints" / "training-20260101-000000-000.checkpoint.safetensors", std::string_view("broken"));
  TestProgram test(folder / "checkpoints");
  test.begin();
  REQUIRE(wait_until([&] { return test.message().contains("training-20260101"); }, kPatience));
  REQUIRE(checkpoints_in(folder / "checkpoints").empty());
  REQUIRE(fs::exists(folder / "checkpoints" / "training-20260101-000000-000.checkpoint.safetensors.unreadable"));
}

TEST_CASE("a data set that does not fit the network is told of, and the window goes on") {
  test::TemporaryFolder folder;
  TestProgram test(folder / "checkpoints");
  test.begin();
  ui::TrainingRequest request = small_training("folder:" + (folder / "nothing").string(), 1);
  emit test.program.window.train_requested(request);
  REQUIRE(wait_until([&] { return test.message().contains("nothing"); }, kPatience));
  REQUIRE(wait_until([&] { return !test.program.training.busy(); }, kPatience));
  REQUIRE(test.status.phase == TrainingPhase::idle);
  draw_stroke(test.pad(), seven()[1]);
  REQUIRE(test.answered());
}

}  // namespace convlens::app
