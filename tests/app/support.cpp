#include "tests/app/support.h"

#include <QAction>
#include <fstream>

#include "core/data/generated.h"

namespace convlens::app {

TestProgram::TestProgram(const std::filesystem::path& checkpoints, std::string mirror)
    : program({.remember = false,
               .checkpoints = checkpoints,
               .own_drawings = checkpoints.parent_path() / "drawings.jsonl",
               .mirror = std::move(mirror)}) {
  QObject::connect(&program.session, &Session::answered, &program.window, [this](const ui::FramePtr& answer) {
    frame = answer;
    ++answers;
  });
  QObject::connect(&program.training, &TrainingSession::progressed, &program.window,
                   [this](const ui::TrainingStatus& news) {
                     status = news;
                     if (news.film) film = news.film;
                     steps.insert(steps.end(), news.steps.begin(), news.steps.end());
                     epochs.insert(epochs.end(), news.epochs.begin(), news.epochs.end());
                   });
  QObject::connect(&program.training, &TrainingSession::trained, &program.window, [this] { trained = true; });
}

void TestProgram::begin() {
  program.begin();
  REQUIRE(wait_until([this] { return frame && frame->prepared->has_ink; }, kPatience));
  REQUIRE(QTest::qWaitForWindowExposed(&program.window));
}

QAction& TestProgram::action(const QString& text) {
  for (QAction* action : program.window.findChildren<QAction*>())
    if (action->text().remove(u'&') == text) return *action;
  FAIL("no action " << text.toStdString());
  throw std::logic_error("unreachable");
}

bool TestProgram::answered() {
  // Tickets are numbered in the order in which inputs were handed in: the last one is the pad's.
  const std::uint64_t newest = program.session.live().newest_ticket();
  return wait_until([&] { return ticket() >= newest; }, kPatience);
}

void draw_stroke(ui::DrawPad& pad, const std::vector<QPointF>& points) {
  const int side = std::min(pad.width(), pad.height());
  const QPointF corner((pad.width() - side) / 2.0, (pad.height() - side) / 2.0);
  const auto place = [&](QPointF part) { return (corner + part * side).toPoint(); };
  QTest::mousePress(&pad, Qt::LeftButton, Qt::NoModifier, place(points.front()));
  for (const QPointF& point : points) QTest::mouseMove(&pad, place(point));
  QTest::mouseRelease(&pad, Qt::LeftButton, Qt::NoModifier, place(points.back()));
}

std::vector<std::vector<QPointF>> seven() {
  const auto line = [](QPointF from, QPointF to) {
    constexpr int kPoints = 10;
    std::vector<QPointF> points;
    for (int i = 0; i <= kPoints; ++i) points.push_back(from + (to - from) * (1.0 * i / kPoints));
    return points;
  };
  std::vector<QPointF> hook = line({0.25, 0.25}, {0.75, 0.25});
  for (const QPointF& point : line({0.75, 0.25}, {0.45, 0.8})) hook.push_back(point);
  return {hook, line({0.45, 0.52}, {0.72, 0.52})};
}

std::string small_data(const test::TemporaryFolder& folder, int count) {
  const std::filesystem::path file = folder / "small.jsonl";
  std::ofstream out(file);
  for (int i = 0; i < count; ++i) {
    Drawing drawing = generate_digit(i % 10, 5, 0, static_cast<std::uint64_t>(i));
    drawing.label = i % 10;
    out << drawing_to_json(drawing) << "\n";
  }
  return "strokes:" + file.string();
}

ui::TrainingRequest small_training(const std::string& data, int epochs) {
  TrainingOptions options;
  options.epochs = epochs;
  options.batch = 16;
  return {.data = QString::fromStdString(data), .model = QStringLiteral("lenet5"), .options = options};
}

}  // namespace convlens::app
