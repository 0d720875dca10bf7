#include <QAction>
#include <QSettings>
#include <filesystem>

#include "app/resources.h"
#include "app/trained_models.h"
#include "core/base/file.h"
#include "core/data/dataset.h"
#include "core/formats/onnx.h"
#include "tests/app/support.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;
using ui::TrainingPhase;

Program::Options remembering(const test::TemporaryFolder& folder) {
  return {.remember = true,
          .checkpoints = folder / "checkpoints",
          .own_drawings = folder / "drawings.jsonl",
          .mirror = {}};
}

/// The program as it is started again and again; what it kept of other tests is gone.
struct Starts {
  test::TemporaryFolder folder;
  Starts() {
    QSettings().remove("model");
    fs::remove_all(user_data_folder() / "trained");
    fs::remove(last_drawing_file());
  }
};

struct Started {
  Program program;
  std::vector<ui::KeptNetwork> kept;
  ui::FramePtr frame;
  ui::TrainingStatus status;
  int ended = 0;

  explicit Started(const test::TemporaryFolder& folder) : program(remembering(folder)) {
    QObject::connect(&program.trained, &TrainedModels::changed, &program.window,
                     [this](const std::vector<ui::KeptNetwork>& all) { kept = all; });
    QObject::connect(&program.session, &Session::answered, &program.window, [this](const ui::FramePtr& f) { frame = f; });
    QObject::connect(&program.training, &TrainingSession::progressed, &program.window,
                     [this](const ui::TrainingStatus& news) { status = news; });
    QObject::connect(&program.training.worker(), &TrainingWorker::ended, &program.window, [this] { ++ended; });
    program.begin();
    REQUIRE(wait_until([&] { return frame && frame->prepared && frame->prepared->has_ink; }, kPatience));
  }
  ui::DrawPad& pad() { return *program.window.findChild<ui::DrawPad*>(); }
  void train(const ui::TrainingRequest& request) {
    const std::size_t before = kept.size();
    emit program.window.train_requested(request);
    REQUIRE(wait_until([&] { return kept.size() == before + 1; }, kPatience));
  }
  void stop_after(const ui::TrainingRequest& request, std::int64_t steps) {
    const std::size_t before = kept.size();
    status = {};  // the run before has left its steps here
    emit program.window.train_requested(request);
    REQUIRE(wait_until([&] { return status.step >= steps; }, kPatience));
    emit program.window.stop_requested();
    REQUIRE(wait_until([&] { return kept.size() == before + 1; }, kPatience));
  }
};

}  // namespace

TEST_CASE("a run that was stopped takes no earlier network's place: all are kept, listed and come back") {
  Starts starts;
  const ui::TrainingRequest whole = small_training(small_data(starts.folder, 160), 2);
  AlignedVector<float> good;
  {
    Started first(starts.folder);
    first.train(whole);
    good = first.program.session.model()->parameters;
    first.stop_after(small_training(small_data(starts.folder, 160), 5000), 3);
    REQUIRE(first.program.session.model()->parameters != good);
    REQUIRE(first.kept.size() == 2);
    CHECK(first.kept[0].name.trained_at > first.kept[1].name.trained_at);
    CHECK(first.kept[1].name.text().startsWith("lenet5, trained on small.jsonl"));
    CHECK(first.program.session.name() == first.kept[0].name);
    first.program.window.close();
  }
  Started second(starts.folder);
  REQUIRE(wait_until([&] { return second.kept.size() == 2; }, kPatience));
  CHECK(second.program.session.name() == second.kept[0].name);  // the next start begins with the last one
  for (QAction* action : second.program.window.findChildren<QAction*>())
    // Both may have ended in the same second; the one that is shown is ticked.
    if (action->text() == second.kept[1].name.dated_text() && !action->isChecked()) {
      action->trigger();
      break;
    }
  REQUIRE(wait_until([&] { return second.program.session.model()->parameters == good; }, kPatience));
  CHECK(second.program.session.name() == second.kept[1].name);
}

TEST_CASE("of many trained networks the last ones are kept") {
  Starts starts;
  Started start(starts.folder);
  const auto model = start.program.session.model();
  for (std::size_t i = 0; i < TrainedModels::kMost + 2; ++i) {
    const QString before = start.program.session.word();
    // Two in the same millisecond would be one file.
    REQUIRE(wait_until([&] {
      start.program.trained.keep(std::make_shared<Model>(*model), {.name = "digits/of mine", .trained_on = "mnist"});
      return start.program.session.word() != before;
    }, kPatience));
  }
  const QString last = start.program.session.word();
  REQUIRE(wait_until([&] { return !start.kept.empty() && start.kept[0].word == last; }, kPatience));
  CHECK(start.kept.size() == TrainedModels::kMost);
  CHECK(fs::exists(last.toStdString()));
  CHECK(start.kept[0].name.text() == "digits_of mine, trained on MNIST");
}

TEST_CASE("a training that is stopped before its first step changes nothing") {
  Starts starts;
  Started start(starts.folder);
  const auto shown = start.program.session.model();
  emit start.program.window.train_requested(small_training(small_data(starts.folder, 160), 5000));
  emit start.program.window.stop_requested();
  REQUIRE(wait_until([&] { return start.ended == 1; }, kPatience));
  CHECK(start.program.session.model() == shown);
  CHECK(start.program.session.name().text() == "digits");
  CHECK(start.kept.empty());
  CHECK_FALSE(fs::exists(user_data_folder() / "trained"));
}

TEST_CASE("Go on takes up a training that was stopped, at once, to the same bits") {
  Starts starts;
  Started start(starts.folder);
  const ui::TrainingRequest request = small_training(small_data(starts.folder, 160), 40);
  const auto go_on = [&]() -> QAction& {
    for (QAction* action : start.program.window.findChildren<QAction*>())
      if (action->text().remove(u'&') == "Go on") return *action;
    throw std::logic_error("no action");
  };
  CHECK_FALSE(go_on().isEnabled());
  start.stop_after(request, 14);
  const std::int64_t at = start.status.step;
  REQUIRE(at < 400);
  REQUIRE(go_on().isEnabled());
  go_on().trigger();
  REQUIRE(wait_until([&] { return start.status.phase == TrainingPhase::finished && start.ended == 2; }, kPatience));
  CHECK_FALSE(go_on().isEnabled());
  const auto samples = open_dataset(DatasetName::parse(request.data.toStdString()), Split::training, {});
  Trainer alone(initialised_model(find_preset("lenet5")->build(), request.options.seed), samples, request.options);
  while (!alone.finished()) alone.step();
  CHECK(start.program.session.model()->parameters == alone.model().parameters);
}

TEST_CASE("the drawing on the pad is there again at the next start - an unreadable one does no harm") {
  Starts starts;
  Drawing drawn;
  {
    Started first(starts.folder);
    first.pad().clear();
    for (const auto& stroke : seven()) draw_stroke(first.pad(), stroke);
    drawn = first.pad().drawing();
    first.program.window.close();
  }
  {
    Started second(starts.folder);
    CHECK(second.pad().drawing() == drawn);
    second.program.window.close();
  }
  write_file(last_drawing_file(), std::string_view("{broken"));
  {
    Started third(starts.folder);
    CHECK(third.pad().drawing().has_ink());
    CHECK(third.pad().drawing() != drawn);
    third.pad().clear();
    third.program.window.close();
  }
  Started fourth(starts.folder);  // an empty pad is nothing to come back to
  CHECK(fourth.pad().drawing().has_ink());
}

TEST_CASE("a digit's label is no class of a network of other things") {
  Starts starts;
  Started start(starts.folder);
  REQUIRE(start.frame->true_label.has_value());
  const int label = *start.frame->true_label;
  for (const char* network : {"cifar", "digits"}) {
    emit start.program.window.model_requested(network);
    REQUIRE(wait_until([&] { return start.program.session.word() == network && start.frame->model == start.program.session.model(); },
                       kPatience));
    CHECK(start.frame->true_label == (std::string_view(network) == "digits" ? std::optional(label) : std::nullopt));
  }
}

}  // namespace convlens::app
