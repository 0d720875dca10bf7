#include "app/shots.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBuffer>
#include <QButtonGroup>
#include <QMouseEvent>
#include <QScreen>
#include <QTemporaryDir>
#include <QWindow>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "app/event_wait.h"
#include "app/program.h"
#include "core/base/file.h"
#include "ui/views/inspector.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/heat_map.h"

namespace convlens::app {
namespace {

namespace fs = std::filesystem;

constexpr QSize kWindow(1440, 900);
constexpr double kAnswerSeconds = 20, kTrainingSeconds = 90;
// Time for what follows an answer: the curves' and the thumbnails' own timers.
constexpr double kSettleSeconds = 0.3;

// Two screens side by side: plain, and 1.5 device pixels to the point.
constexpr const char* kScreens = R"({"screens": [
  {"name": "plain", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1},
  {"name": "dense", "x": 1920, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1.5}]})";

/// A two in one stroke, in parts of the pad's side: an arc, a diagonal, a foot.
std::vector<QPointF> strokes_of_two() {
  constexpr int kArcPoints = 24, kLinePoints = 12;
  constexpr QPointF kCentre(0.5, 0.34), kFoot(0.28, 0.8), kEnd(0.75, 0.79);
  constexpr double kRadius = 0.18, kFirst = 1.05 * std::numbers::pi, kTurn = 1.25 * std::numbers::pi;
  std::vector<QPointF> points;
  for (int i = 0; i <= kArcPoints; ++i) {
    const double angle = kFirst + kTurn * i / kArcPoints;
    points.push_back(kCentre + kRadius * QPointF(std::cos(angle), std::sin(angle)));
  }
  for (const QPointF& corner : {kFoot, kEnd}) {
    const QPointF from = points.back();
    for (int i = 1; i <= kLinePoints; ++i) points.push_back(from + (corner - from) * (1.0 * i / kLinePoints));
  }
  return points;
}

/// The mouse, as a person would move it.
void draw_with_mouse(ui::DrawPad& pad, const std::vector<QPointF>& points) {
  const double side = std::min(pad.width(), pad.height());
  const QPointF corner((pad.width() - side) / 2, (pad.height() - side) / 2);
  const auto send = [&](QEvent::Type type, QPointF part, Qt::MouseButton button, Qt::MouseButtons buttons) {
    const QPointF place = corner + part * side;
    QMouseEvent event(type, place, pad.mapToGlobal(place), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(&pad, &event);
  };
  send(QEvent::MouseButtonPress, points.front(), Qt::LeftButton, Qt::LeftButton);
  for (const QPointF& point : points) send(QEvent::MouseMove, point, Qt::NoButton, Qt::LeftButton);
  send(QEvent::MouseButtonRelease, points.back(), Qt::LeftButton, Qt::NoButton);
}

/// The window and its states, one after another.
class Photographer {
 public:
  Photographer(fs::path folder, const fs::path& scratch, std::stop_token stop,
               const std::function<void(const fs::path&)>& drawn)
      : folder_(std::move(folder)), stop_(stop), drawn_(drawn),
        program_({.remember = false,
                  .checkpoints = scratch / "checkpoints",
                  .own_drawings = scratch / "drawings.jsonl",
                  .mirror = {}}) {
    QObject::connect(&program_.session, &Session::answered, [this] { ++answers_; });
    QObject::connect(&program_.training, &TrainingSession::progressed,
                     [this](const ui::TrainingStatus& status) { status_ = status; });
    program_.window.set_dark(false);
    program_.window.resize(kWindow);
  }

  std::vector<fs::path> run() {
    first_launch();
    drawn_digit();
    every_view("");
    training();
    dark_and_dense();
    program_.window.close();
    return files_;
  }

 private:
  bool wait(const std::function<bool()>& condition, double seconds) {
    return wait_until([&] { return stop_.stop_requested() || condition(); }, seconds);
  }

  void shoot(const std::string& name) {
    wait([] { return false; }, kSettleSeconds);
    if (stop_.stop_requested()) return;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    program_.window.grab().save(&buffer, "PNG");
    files_.push_back(folder_ / (name + ".png"));
    write_file(files_.back(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (drawn_) drawn_(files_.back());
  }

  void first_launch() {
    program_.begin();
    wait([this] { return answers_ > 0; }, kAnswerSeconds);
    shoot("first-launch");
  }

  void drawn_digit() {
    auto* pad = program_.window.findChild<ui::DrawPad*>();
    pad->clear();
    wait([] { return false; }, kSettleSeconds);
    const int before = answers_;
    draw_with_mouse(*pad, strokes_of_two());
    wait([&] { return answers_ > before; }, kAnswerSeconds);
    shoot("drawn-digit");
  }

  /// Each tab of the inspector, looking at a map in the middle of the network.
  void every_view(const std::string& suffix) {
    const auto& model = program_.session.model();
    if (!model) return;
    program_.window.set_selection({.layer = model->graph->find_or("relu2", 0), .map = 5, .position = std::nullopt});
    auto* inspector = program_.window.findChild<ui::Inspector*>();
    for (int i = 0; i < inspector->count(); ++i) {
      inspector->setCurrentIndex(i);
      wait([] { return false; }, kSettleSeconds);
      wait([&] { return !inspector->views()[static_cast<std::size_t>(i)]->is_busy(); }, kAnswerSeconds);
      const std::string name = "view-" + inspector->widget(i)->objectName().toStdString();
      shoot(name + suffix);
      if (suffix.empty()) further_states(*inspector->widget(i), name);
    }
    inspector->setCurrentIndex(0);
  }

  /// What a click in a view opens.
  void further_states(QWidget& view, const std::string& name) {
    const auto at_rest = [&] { return !static_cast<ui::View&>(view).is_busy(); };
    if (auto* start = view.findChild<QAbstractButton*>(QStringLiteral("start")); start && name == "view-embedding") {
      start->click();
      wait(at_rest, kAnswerSeconds);
      shoot(name + "-started");
    }
    auto* pages = view.findChild<QButtonGroup*>();
    for (QAbstractButton* page : pages ? pages->buttons() : QList<QAbstractButton*>()) {
      if (page->isChecked()) continue;
      page->click();
      wait(at_rest, kAnswerSeconds);
      shoot(name + "-" + std::to_string(pages->id(page)));
    }
    if (pages) pages->buttons().front()->click();
    if (name != "view-occlusion") return;
    auto* map = view.findChild<ui::HeatMap*>();
    const QPoint place = map->cell_rect({16, 14}).center().toPoint();
    for (const QEvent::Type type : {QEvent::MouseMove, QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
      QMouseEvent event(type, place, map->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
      QCoreApplication::sendEvent(map, &event);
    }
    shoot(name + "-covered");
  }

  /// Half-way: one of two epochs is done and tested, the second begun.
  void training() {
    ui::TrainingRequest request{.data = DataChoices::present().value(0), .model = QStringLiteral("digits"), .options = {}};
    program_.training.start(request);
    wait([this] {
      constexpr double kPart = 0.55;
      return status_.total_steps > 0 && static_cast<double>(status_.step) > kPart * static_cast<double>(status_.total_steps);
    }, kTrainingSeconds);
    shoot("training");
    program_.training.worker().set_paused(true);
    wait([this] { return status_.phase == ui::TrainingPhase::paused; }, kAnswerSeconds);
    shoot("paused");
    program_.window.set_selection({.layer = program_.session.model()->graph->find_or("relu2", 0), .map = 5, .position = std::nullopt});
    auto* inspector = program_.window.findChild<ui::Inspector*>();
    inspector->open_view(QStringLiteral("evolution"));
    wait([&] { return !inspector->current_view()->is_busy(); }, kAnswerSeconds);
    shoot("evolution");
    inspector->setCurrentIndex(0);
  }

  void dark_and_dense() {
    program_.window.set_dark(true);
    shoot("dark");
    every_view("-dark");
    program_.window.set_dark(false);
    QScreen* dense = QGuiApplication::screens().back();
    program_.window.windowHandle()->setScreen(dense);
    program_.window.move(dense->geometry().topLeft());
    shoot("dense-screen");
    every_view("-dense");
    program_.language.use(QStringLiteral("zh_CN"));
    program_.window.set_language(QStringLiteral("zh_CN"));
    shoot("chinese");
    every_view("-chinese");
  }

  fs::path folder_;
  std::stop_token stop_;
  const std::function<void(const fs::path&)>& drawn_;
  int answers_ = 0;
  ui::TrainingStatus status_;
  std::vector<fs::path> files_;
  Program program_;
};

}  // namespace

std::vector<fs::path> draw_shots(const fs::path& folder, std::stop_token stop,
                                 const std::function<void(const fs::path&)>& drawn) {
  std::error_code reason;
  fs::create_directories(folder, reason);
  if (reason) throw Error(ErrorKind::file_unwritable, folder.string(), reason.message());
  const QTemporaryDir scratch;
  const fs::path scratch_path = scratch.path().toStdString();
  write_file(scratch_path / "screens.json", std::string_view(kScreens));
  qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QByteArray::fromStdString((scratch_path / "screens.json").string()));
  int argc = 1;
  char name[] = "convlens";
  char* argv[] = {name, nullptr};
  QApplication application(argc, argv);
  return Photographer(folder, scratch_path, stop, drawn).run();
}

}  // namespace convlens::app
